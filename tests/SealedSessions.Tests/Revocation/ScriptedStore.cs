using System.Collections.Concurrent;

namespace SealedSessions.Tests.Revocation;

/// <summary>A store that does what a test says, and remembers what it was asked. Unless told otherwise it works.</summary>
internal sealed class ScriptedStore(TimeProvider clock) : ISessionRevocations
{
    private readonly InMemorySessionRevocations _memory = new(clock);

    /// <summary>Runs before each call: may throw, wait, or never end.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>The answer to each question, in place of what the store knows.</summary>
    public RevocationStatus? Answer { get; set; }

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentDictionary<SessionId, DateTimeOffset> RevokedUntil { get; } = new();

    public int Count(string call) => Calls.Count(made => made == call);

    public async ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation)
    {
        await RunAsync("epoch", cancellation);
        return await _memory.GetEpochAsync(cancellation);
    }

    public async ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation)
    {
        await RunAsync("check", cancellation);
        return Answer ?? await _memory.CheckAsync(query, cancellation);
    }

    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation)
    {
        await RunAsync("session", cancellation);
        RevokedUntil[session] = until;
        await _memory.RevokeSessionAsync(session, until, cancellation);
    }

    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        await RunAsync($"subject {subject}", cancellation);
        await _memory.RevokeSubjectAsync(subject, before, until, cancellation);
    }

    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        await RunAsync("everything", cancellation);
        await _memory.RevokeEverythingAsync(cancellation);
    }

    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation)
    {
        await RunAsync("key", cancellation);
        await _memory.RevokeKeyAsync(key, until, cancellation);
    }

    private async Task RunAsync(string call, CancellationToken cancellation)
    {
        Calls.Enqueue(call);
        await Before(call, cancellation);
    }
}
