namespace SealedSessions.AspNetCore.Tests.Nodes;

/// <summary>A store that can break or hang.</summary>
internal sealed class UnsteadyStore(TimeProvider clock) : ISessionRevocations
{
    private readonly InMemorySessionRevocations _inner = new(clock);
    private volatile TaskCompletionSource? _hanging;

    public bool IsBroken { get; set; }

    public void Hang() => _hanging = new TaskCompletionSource();

    public void Recover()
    {
        IsBroken = false;
        Interlocked.Exchange(ref _hanging, null)?.SetResult();
    }

    public async ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation)
    {
        await ReadyAsync();
        return await _inner.GetEpochAsync(cancellation);
    }

    public async ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation)
    {
        await ReadyAsync();
        return await _inner.CheckAsync(query, cancellation);
    }

    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation)
    {
        await ReadyAsync();
        await _inner.RevokeSessionAsync(session, until, cancellation);
    }

    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        await ReadyAsync();
        await _inner.RevokeSubjectAsync(subject, before, until, cancellation);
    }

    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        await ReadyAsync();
        await _inner.RevokeEverythingAsync(cancellation);
    }

    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation)
    {
        await ReadyAsync();
        await _inner.RevokeKeyAsync(key, until, cancellation);
    }

    // As a store does that never answers, whatever it is told.
    private async Task ReadyAsync()
    {
        if (IsBroken)
        {
            throw new IOException("The store is down.");
        }

        if (_hanging is { } hanging)
        {
            await hanging.Task;
        }
    }
}
