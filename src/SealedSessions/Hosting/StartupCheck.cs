using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SealedSessions.Observability;

namespace SealedSessions.Hosting;

/// <summary>Before anything else starts: everything that is wrong, at once, each with cause and remedy.</summary>
internal sealed class StartupCheck(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = Faults().ToArray();
        if (faults.Length > 0)
        {
            throw new OptionsValidationException("SealedSessions", typeof(KeyRingOptions), faults);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<string> Faults()
    {
        var keys = services.GetRequiredService<IOptionsMonitor<KeyRingOptions>>().CurrentValue;

        foreach (var fault in RingFaults())
        {
            yield return fault;
        }

        if (keys.IsDevelopmentRing)
        {
            services.GetService<ILogger<StartupCheck>>()?.DevelopmentKeyInUse();
        }

        foreach (var fault in services.GetRequiredService<IOptions<RevocationOptions>>().Value.Faults())
        {
            yield return fault;
        }

        foreach (var fault in services.GetServices<IStartupFaults>().SelectMany(part => part.Find()))
        {
            yield return fault;
        }

        var registrations = services.GetServices<ISessionRegistrations>().SelectMany(each => each.Read()).ToArray();
        foreach (var fault in registrations.SelectMany(registration => registration.Faults))
        {
            yield return fault;
        }

        foreach (var shared in registrations.Where(each => each.Purpose is not null).GroupBy(each => each.Purpose).Where(group => group.Count() > 1))
        {
            yield return $"{shared.Count()} kinds of session have the purpose '{shared.Key}': one would open as the other. Give each its own Purpose.";
        }
    }

    /// <summary>The ring lists its own faults; one of another kind (Data Protection, a vault) says what it throws.</summary>
    private IReadOnlyList<string> RingFaults()
    {
        var ring = services.GetRequiredService<IKeyRing>();
        if (ring is ReloadingKeyRing reloading)
        {
            return reloading.Faults;
        }

        try
        {
            _ = ring.Current;
            return [];
        }
        catch (Exception fault)
        {
            return [$"The sealing keys cannot be read: {fault.Message}"];
        }
    }
}
