using System.Collections.Concurrent;

namespace SealedSessions.Tests.Renewal;

/// <summary>A shared store of successors that is atomic, unless a test says otherwise.</summary>
internal sealed class TestSuccessors : ISessionSuccessors
{
    public ConcurrentDictionary<(SessionId, uint), byte[]> Stored { get; } = new();

    public Func<CancellationToken, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public async ValueTask<byte[]> GetOrAddAsync(SessionId session, uint generation, byte[] candidate, TimeSpan window, CancellationToken cancellation)
    {
        await Before(cancellation);
        return Stored.GetOrAdd((session, generation), candidate);
    }
}
