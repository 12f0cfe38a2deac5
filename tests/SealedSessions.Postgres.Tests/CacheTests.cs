using System.Diagnostics;
using Npgsql;

namespace SealedSessions.Postgres.Tests;

/// <summary>What one node keeps, and what becomes of it when another node revokes.</summary>
public sealed class CacheTests(SharedPostgres postgres, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _schema = Some.Schema();
    private readonly FakeClock _clock = new();
    private string _connectionString = "";
    private Database _database = null!;
    private PostgresSessionStore _other = null!;

    public async ValueTask InitializeAsync()
    {
        _connectionString = (await postgres.GetServerAsync()).ConnectionString;
        _database = new Database(_connectionString);
        _other = Store(_connectionString, TimeSpan.Zero);
        await _other.EnsureCreatedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _other.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task WithoutACache_EveryCheckAsks()
    {
        var query = Some.Query(await _other.GetEpochAsync(None));
        Assert.Equal(RevocationStatus.NotRevoked, await _other.CheckAsync(query, None));
        await InsertSilentlyAsync(query.Session);
        Assert.Equal(RevocationStatus.SessionRevoked, await _other.CheckAsync(query, None));
    }

    [Fact]
    public async Task KeptAnswer_IsGivenWithoutAsking_UntilItIsTooOld()
    {
        using var store = Store(_connectionString, Minute);
        var query = await CachedAsync(store);
        await InsertSilentlyAsync(query.Session);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
        _clock.Advance(Minute);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Fact]
    public async Task KeptAnswer_IsForThatVeryQuestion()
    {
        using var store = Store(_connectionString, Minute);
        var query = await CachedAsync(store);
        await InsertSilentlyAsync(query.Session);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query with { Key = SealingKeyId.Parse("00000001") }, None));
    }

    [Fact]
    public async Task EachKindOfRevocation_DropsWhatAnotherNodeKeeps()
    {
        using var store = Store(_connectionString, Minute);
        await DroppedAsync(query => _other.RevokeSessionAsync(query.Session, Some.Later, None), RevocationStatus.SessionRevoked);
        await DroppedAsync(query => _other.RevokeSubjectAsync(query.Subject, Some.Time, Some.Later, None), RevocationStatus.SubjectRevoked);
        await DroppedAsync(query => _other.RevokeKeyAsync(query.Key, Some.Later, None), RevocationStatus.KeyRevoked);
        await DroppedAsync(_ => _other.RevokeEverythingAsync(None), RevocationStatus.EverythingRevoked);

        async Task DroppedAsync(Func<RevocationQuery, ValueTask> revoke, RevocationStatus expected)
        {
            // Of its own, or what was revoked before would tell.
            var query = await CachedAsync(store, SealingKeyId.Parse($"{(int)expected:x8}"), $"subject {expected}");
            await revoke(query);
            await Eventually.HoldsAsync(async () => await store.CheckAsync(query, None) == expected, $"the other node says {expected}");
        }
    }

    [Fact]
    public async Task RevocationOfOneSession_LeavesWhatIsKeptOfOthers()
    {
        using var store = Store(_connectionString, Minute);
        var (revoked, kept) = (await CachedAsync(store), await CachedAsync(store));
        await _other.RevokeSessionAsync(revoked.Session, Some.Later, None);
        await Eventually.HoldsAsync(async () => await store.CheckAsync(revoked, None) == RevocationStatus.SessionRevoked, "the other node has heard");
        await InsertSilentlyAsync(kept.Session);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(kept, None));
    }

    [Fact]
    public async Task OwnRevocation_IsSeenAtOnce()
    {
        using var store = Store(_connectionString, Minute);
        for (var round = 0; round < 50; round++)
        {
            var query = await CachedAsync(store, subject: $"subject {round}");
            await (round % 2 == 0
                ? store.RevokeSessionAsync(query.Session, Some.Later, None)
                : store.RevokeSubjectAsync(query.Subject, Some.Time, Some.Later, None));
            Assert.NotEqual(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
        }
    }

    [Fact]
    public async Task Notification_IsQuick()
    {
        using var store = Store(_connectionString, Minute);
        var latencies = new List<double>();
        for (var round = 0; round < 50; round++)
        {
            var query = await CachedAsync(store);
            await _other.RevokeSessionAsync(query.Session, Some.Later, None);
            var watch = Stopwatch.StartNew();
            while (await store.CheckAsync(query, None) == RevocationStatus.NotRevoked)
            {
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The other node has not heard.");
                await Task.Yield();
            }

            latencies.Add(watch.Elapsed.TotalMilliseconds);
        }

        latencies.Sort();
        output.WriteLine($"Revoked on one node, refused on the other: median {latencies[25]:0.00} ms, 90 % {latencies[45]:0.00} ms, longest {latencies[^1]:0.00} ms.");
    }

    [Fact]
    public async Task RacingRevocation_NeverLeavesAStaleAnswer()
    {
        using var store = Store(_connectionString, Minute);
        for (var round = 0; round < 200; round++)
        {
            var query = Some.Query(await _other.GetEpochAsync(None));
            var checks = Task.Run(async () =>
            {
                for (var i = 0; i < 5; i++)
                {
                    await store.CheckAsync(query, None);
                }
            });
            await _other.RevokeSessionAsync(query.Session, Some.Later, None);
            await checks;
            await Eventually.HoldsAsync(
                async () => await store.CheckAsync(query, None) == RevocationStatus.SessionRevoked, "the other node has heard", TimeSpan.FromMilliseconds(1));
        }
    }

    [Fact]
    public async Task CutConnection_DropsWhatIsKept_AndIsMadeAgain()
    {
        await using var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(_connectionString).Port);
        using var store = Store(PostgresServer.Through(proxy, _connectionString), Minute);
        var query = await CachedAsync(store);
        proxy.Cut();
        await InsertSilentlyAsync(query.Session);
        await Eventually.HoldsAsync(async () => await store.CheckAsync(query, None) == RevocationStatus.SessionRevoked, "the answer is dropped");
        await CachedAsync(store);
    }

    [Fact]
    public async Task SilentNetwork_EndsTheTrustInWhatIsKept()
    {
        await using var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(_connectionString).Port);
        using var store = Store(PostgresServer.Through(proxy, _connectionString), Minute, TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var query = await CachedAsync(store);
        proxy.Hold();
        await Eventually.HoldsAsync(
            async () =>
            {
                using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
                try
                {
                    await store.CheckAsync(query, soon.Token);
                    return false;
                }
                catch (OperationCanceledException)
                {
                    return true;
                }
            },
            "the database is asked");

        await InsertSilentlyAsync(query.Session);
        proxy.Release();
        await Eventually.HoldsAsync(async () => await store.CheckAsync(query, None) == RevocationStatus.SessionRevoked, "the store works again");
        await CachedAsync(store);
    }

    /// <summary>A session whose answer is kept, which it is only once the listener hears.</summary>
    private static async Task<RevocationQuery> CachedAsync(PostgresSessionStore store, SealingKeyId? key = null, string subject = "ada")
    {
        while (true)
        {
            var query = Some.Query(await store.GetEpochAsync(None), key: key, subject: subject);
            Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
            if (store.Keeps(query))
            {
                return query;
            }

            await Task.Delay(5);
        }
    }

    private Task InsertSilentlyAsync(SessionId session) =>
        _database.ExecuteAsync($"INSERT INTO {_schema}.revoked_session VALUES ('\\x{session.ToHex()}', now() + interval '1 day')");

    private PostgresSessionStore Store(string connectionString, TimeSpan cacheFor, TimeSpan? keepAlive = null, TimeProvider? clock = null) =>
        new(
            new()
            {
                ConnectionString = connectionString,
                Schema = _schema,
                CacheFor = cacheFor,

                // Under a clock that a test moves by a minute the listener stays trusted.
                ListenerKeepAlive = keepAlive ?? TimeSpan.FromMinutes(10),
            },
            clock: clock ?? _clock);
}
