namespace SealedSessions.Postgres.Tests;

/// <summary>A store in memory that does first what a test wants.</summary>
internal sealed class FaultyRevocations : ISessionRevocations
{
    private readonly InMemorySessionRevocations _store = new();

    public Func<CancellationToken, Task> BeforeQuestion { get; set; } = _ => Task.CompletedTask;

    public Func<string?, CancellationToken, Task> BeforeWrite { get; set; } = (_, _) => Task.CompletedTask;

    public async ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation)
    {
        await BeforeQuestion(cancellation);
        return await _store.GetEpochAsync(cancellation);
    }

    public async ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation)
    {
        await BeforeQuestion(cancellation);
        return await _store.CheckAsync(query, cancellation);
    }

    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation)
    {
        await BeforeWrite(null, cancellation);
        await _store.RevokeSessionAsync(session, until, cancellation);
    }

    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        await BeforeWrite(subject, cancellation);
        await _store.RevokeSubjectAsync(subject, before, until, cancellation);
    }

    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        await BeforeWrite(null, cancellation);
        await _store.RevokeEverythingAsync(cancellation);
    }

    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation)
    {
        await BeforeWrite(null, cancellation);
        await _store.RevokeKeyAsync(key, until, cancellation);
    }
}
