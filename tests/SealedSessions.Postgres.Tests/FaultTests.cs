using System.Diagnostics;
using Npgsql;

namespace SealedSessions.Postgres.Tests;

/// <summary>Two nodes with 50 clients at work, and a server that fails in every way that servers do.</summary>
public sealed class FaultTests(FaultyPostgres postgres, ITestOutputHelper output) : IClassFixture<FaultyPostgres>
{
    public static TheoryData<string, StoreFailureMode> Outages => new MatrixTheoryData<string, StoreFailureMode>(
        ["stopped", "frozen", "slow", "silent"], [StoreFailureMode.FailClosed, StoreFailureMode.FailOpen]);

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Outage_IsMetAsChosen_AndEndsByItself(string outage, StoreFailureMode mode)
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(database).Port);
        var connectionString = outage is "slow" or "silent" ? PostgresServer.Through(proxy, database) : database;
        var key = SealingKey.Generate();
        using var metrics = new Metrics();
        await using var one = new Node(connectionString, key, mode, storeTimeout: Node.StoreTimeout);
        await using var two = new Node(connectionString, key, mode, storeTimeout: Node.StoreTimeout);
        await using var clients = await Clients.StartAsync(mode, one, two);

        var (ended, ofSubject, kept) = (await one.StartCheckedAsync(), await one.StartCheckedAsync("bob"), await one.StartCheckedAsync("eve"));

        // Down.
        await BeginAsync(outage, proxy);
        clients.IsDown = true;
        await clients.EachHasWorkedAsync();

        Assert.False(await one.EndAsync(ended));
        Assert.False(await one.Revoker.RevokeSubjectAsync("bob"));
        Assert.Equal(RevalidationStatus.SessionRevoked, await one.StatusAsync(ended));
        Assert.Equal(RevalidationStatus.SubjectRevoked, await one.StatusAsync(ofSubject));
        var uncheckedOne = await two.OpenAsync(kept);
        Assert.Equal(mode == StoreFailureMode.FailOpen ? RevalidationStatus.Success : RevalidationStatus.Unavailable, uncheckedOne.Status);
        Assert.False(uncheckedOne.Session?.RevocationChecked ?? false);
        Assert.True(metrics.Sum("sealed_sessions.store_failure") > 0);
        Assert.True(metrics.Sum("sealed_sessions.unchecked") > 0);
        Assert.Equal(metrics.Sum("sealed_sessions.unchecked"), metrics.Sum($"sealed_sessions.unchecked purpose={Node.Purpose}"));
        Assert.True(metrics.Sum($"sealed_sessions.unchecked mode={mode}") > 0);
        if (mode == StoreFailureMode.FailClosed)
        {
            await Assert.ThrowsAsync<RevocationStoreUnavailableException>(() => one.StartAsync());
        }

        // Up again, with nobody's help.
        clients.IsDown = false;
        var watch = Stopwatch.StartNew();
        await EndAsync(outage, proxy);
        await Eventually.HoldsAsync(
            async () => await two.StatusAsync(ended) == RevalidationStatus.SessionRevoked && await two.StatusAsync(ofSubject) == RevalidationStatus.SubjectRevoked,
            "what was revoked meanwhile is refused by the other node");
        var written = watch.Elapsed;
        await clients.EachHasSucceededAsync();
        output.WriteLine($"{clients.Calls} calls, the slowest {clients.Slowest.TotalMilliseconds:0} ms. "
            + $"After the end: revocations at the other node {written.TotalMilliseconds:0} ms, all clients at work {watch.Elapsed.TotalMilliseconds:0} ms.");
        await IsAcceptedAsync(two, kept);
        await clients.StopAsync();
    }

    [Theory]
    [InlineData(StoreFailureMode.FailClosed)]
    [InlineData(StoreFailureMode.FailOpen)]
    public async Task Restart_LosesNothing(StoreFailureMode mode)
    {
        var database = await postgres.CreateDatabaseAsync();
        var key = SealingKey.Generate();
        await using var one = new Node(database, key, mode, storeTimeout: Node.StoreTimeout);
        await using var two = new Node(database, key, mode, storeTimeout: Node.StoreTimeout);
        await using var clients = await Clients.StartAsync(mode, one, two);
        var (ended, kept) = (await one.StartCheckedAsync(), await one.StartCheckedAsync());
        await Eventually.HoldsAsync(() => one.EndAsync(ended), "the revocation is stored");

        for (var round = 0; round < 2; round++)
        {
            await (await postgres.GetServerAsync()).RestartAsync();
            await clients.EachHasSucceededAsync();
        }

        await IsAcceptedAsync(two, kept);
        await IsRefusedAsync(two, ended);
        await clients.StopAsync();
    }

    [Theory]
    [InlineData(StoreFailureMode.FailClosed)]
    [InlineData(StoreFailureMode.FailOpen)]
    public async Task Emptied_ForgetsOlderSessions_AndGoesOnWithNewOnes(StoreFailureMode mode)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        var key = SealingKey.Generate();
        await using var one = new Node(connectionString, key, mode, storeTimeout: Node.StoreTimeout);
        await using var two = new Node(connectionString, key, mode, storeTimeout: Node.StoreTimeout);
        await using var clients = await Clients.StartAsync(mode, one, two);
        var older = await one.StartCheckedAsync();
        await database.DropSchemaAsync();

        await two.StartCheckedAsync();
        foreach (var node in (Node[])[one, two])
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    var result = await node.OpenAsync(older);
                    Assert.False(result.Session?.RevocationChecked ?? false);
                    return result.Status == (mode == StoreFailureMode.FailOpen ? RevalidationStatus.Success : RevalidationStatus.Forgotten);
                },
                "the older session is forgotten");
        }

        await clients.EachHasWorkedAsync();
        await clients.StopAsync();
    }

    [Fact]
    public async Task ClosedConnections_AreReplaced_AndNobodyNotices()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        using var store = new PostgresSessionStore(new() { ConnectionString = connectionString });
        var query = Some.Query(await store.GetEpochAsync(CancellationToken.None));
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
                Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, CancellationToken.None)))));
            await database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'SealedSessions' AND datname = current_database()");
        }
    }

    [Theory]
    [InlineData(StoreFailureMode.FailClosed)]
    [InlineData(StoreFailureMode.FailOpen)]
    public async Task LockedTable_IsMetAsChosen_AndEndsByItself(StoreFailureMode mode)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var database = new Database(connectionString);
        await using var node = new Node(connectionString, SealingKey.Generate(), mode, Node.StoreTimeout);
        var (ended, kept) = (await node.StartCheckedAsync(), await node.StartCheckedAsync());

        await using (await database.HoldAsync("BEGIN; LOCK TABLE sealed_sessions.revoked_session IN ACCESS EXCLUSIVE MODE"))
        {
            Assert.False(await node.EndAsync(ended));
            await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (_, _) =>
            {
                var result = await node.OpenAsync(kept);
                Assert.Equal(mode == StoreFailureMode.FailOpen ? RevalidationStatus.Success : RevalidationStatus.Unavailable, result.Status);
                Assert.Equal(RevalidationStatus.SessionRevoked, await node.StatusAsync(ended));
            });
        }

        await IsAcceptedAsync(node, kept);
        await IsRefusedAsync(node, ended);
    }

    private async Task BeginAsync(string outage, TcpProxy proxy)
    {
        switch (outage)
        {
            case "stopped":
                await (await postgres.GetServerAsync()).StopAsync();
                break;
            case "frozen":
                await (await postgres.GetServerAsync()).PauseAsync();
                break;
            case "slow":
                proxy.Delay = 4 * Node.StoreTimeout;
                break;
            default:
                proxy.Hold();
                break;
        }
    }

    private async Task EndAsync(string outage, TcpProxy proxy)
    {
        switch (outage)
        {
            case "stopped":
                await (await postgres.GetServerAsync()).StartAsync();
                break;
            case "frozen":
                await (await postgres.GetServerAsync()).ResumeAsync();
                break;
            case "slow":
                proxy.Delay = TimeSpan.Zero;
                break;
            default:
                proxy.Release();
                break;
        }
    }

    /// <summary>Polled: a machine under load may miss a time limit.</summary>
    private static Task<TimeSpan> IsAcceptedAsync(Node node, string token) => Eventually.HoldsAsync(
        async () => (await node.OpenAsync(token)).Session is { RevocationChecked: true }, "the session is accepted and checked");

    private static Task<TimeSpan> IsRefusedAsync(Node node, string token) => Eventually.HoldsAsync(
        async () => await node.StatusAsync(token) == RevalidationStatus.SessionRevoked, "the session is known to be over");
}
