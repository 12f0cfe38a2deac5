using System.Threading.Channels;
using SealedSessions;

namespace SealedShop.Features.Operations;

/// <summary>Takes events on the request's path, where nothing may wait. <see cref="AuditWriter"/> brings them to the trail.</summary>
public sealed class AuditChannel(Channel<SessionAuditEvent> channel) : ISessionAuditLog
{
    public void Write(SessionAuditEvent entry)
    {
        if (!channel.Writer.TryWrite(entry))
        {
            // Logged by the runtime, together with the event.
            throw new InvalidOperationException("The audit trail does not keep up.");
        }
    }
}

/// <summary>Brings events from the channel to the trail, the last ones at shutdown.</summary>
public sealed class AuditWriter(Channel<SessionAuditEvent> channel, IAuditTrail trail, ILogger<AuditWriter> logger) : BackgroundService
{
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        channel.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var entry in channel.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await trail.AppendAsync(entry);
            }
            catch (Exception fault)
            {
                logger.LogError(fault, "An event could not be written to the audit trail: {Kind} {Reason}", entry.Kind, entry.Reason);
            }
        }
    }
}

public static class AuditRegistration
{
    private const int Waiting = 10_000;

    public static IServiceCollection AddAuditTrail(this IServiceCollection services) => services
        .AddSingleton(Channel.CreateBounded<SessionAuditEvent>(Waiting))
        .AddHostedService<AuditWriter>();
}
