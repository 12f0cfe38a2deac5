namespace SealedSessions.Postgres.Tests;

public sealed class PurgeTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private Database _database = null!;
    private PostgresSessionStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        _database = new Database(connectionString);
        _store = new PostgresSessionStore(new() { ConnectionString = connectionString });
        await _store.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task WhatIsOver_IsDeleted_InBatches_AndTheRestStays()
    {
        await _database.ExecuteAsync("INSERT INTO sealed_sessions.revoked_session SELECT int4send(i), now() - interval '1 second' FROM generate_series(1, 2500) AS i");
        await _database.ExecuteAsync("INSERT INTO sealed_sessions.revoked_session SELECT int4send(i), now() + interval '1 day' FROM generate_series(3001, 3010) AS i");
        await _store.RevokeSubjectAsync("gone", Some.Time, DateTimeOffset.UtcNow.AddDays(-1), None);
        await _store.RevokeSubjectAsync("here", Some.Time, Some.Later, None);
        await _store.RevokeKeyAsync(SealingKeyId.Parse("00000001"), DateTimeOffset.UtcNow.AddDays(-1), None);
        await _store.RevokeKeyAsync(SealingKeyId.Parse("00000002"), DateTimeOffset.MaxValue, None);
        await _store.GetOrAddAsync(SessionId.New(), 0, [1], TimeSpan.FromMilliseconds(1), None);
        await _store.GetOrAddAsync(SessionId.New(), 0, [1], TimeSpan.FromMinutes(5), None);
        await Task.Delay(10);

        Assert.Equal(2503, await _store.Purge.PurgeAsync(None));
        Assert.Equal(10, await _database.CountAsync("sealed_sessions.revoked_session"));
        Assert.Equal(1, await _database.CountAsync("sealed_sessions.revoked_subject"));
        Assert.Equal(1, await _database.CountAsync("sealed_sessions.revoked_key"));
        Assert.Equal(1, await _database.CountAsync("sealed_sessions.session_successor"));
        Assert.Equal(0, await _store.Purge.PurgeAsync(None));
    }

    [Fact]
    public async Task ProlongedRevocation_OutlivesItsFirstEnd()
    {
        var session = SessionId.New();
        await _store.RevokeSessionAsync(session, DateTimeOffset.UtcNow.AddDays(-1), None);
        await _store.RevokeSessionAsync(session, Some.Later, None);
        await _store.RevokeSessionAsync(session, DateTimeOffset.UtcNow.AddDays(-2), None);
        Assert.Equal(0, await _store.Purge.PurgeAsync(None));
        Assert.Equal(1, await _database.CountAsync("sealed_sessions.revoked_session"));
    }

    [Fact]
    public async Task WhileAnotherNodePurges_NothingIsDone()
    {
        await _store.RevokeSessionAsync(SessionId.New(), DateTimeOffset.UtcNow.AddDays(-1), None);
        var key = new PostgresStatements(PostgresSessionOptions.DefaultSchema).Lock;
        await using (await _database.HoldAsync($"SELECT pg_advisory_lock({key})"))
        {
            Assert.Equal(0, await _store.Purge.PurgeAsync(None));
        }

        await Eventually.HoldsAsync(async () => await _store.Purge.PurgeAsync(None) == 1, "the lock is free");
    }
}
