namespace SealedSessions.Postgres.Tests;

public sealed class SuccessorTests(SharedPostgres postgres) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private PostgresSessionStore[] _stores = [];

    public async ValueTask InitializeAsync()
    {
        var server = await postgres.GetServerAsync();
        var schema = Some.Schema();
        _stores = [.. Enumerable.Range(0, 4).Select(_ => new PostgresSessionStore(new() { ConnectionString = server.ConnectionString, Schema = schema }))];
        await _stores[0].EnsureCreatedAsync();
    }

    public ValueTask DisposeAsync()
    {
        Array.ForEach(_stores, store => store.Dispose());
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task First_IsKept_AndGivenToTheNext()
    {
        var session = SessionId.New();
        Assert.Equal([1], await _stores[0].GetOrAddAsync(session, 3, [1], Window, None));
        Assert.Equal([1], await _stores[1].GetOrAddAsync(session, 3, [2], Window, None));
    }

    [Fact]
    public async Task OtherGenerationsAndSessions_HaveTheirOwn()
    {
        var session = SessionId.New();
        Assert.Equal([1], await _stores[0].GetOrAddAsync(session, 0, [1], Window, None));
        Assert.Equal([2], await _stores[0].GetOrAddAsync(session, uint.MaxValue, [2], Window, None));
        Assert.Equal([3], await _stores[0].GetOrAddAsync(SessionId.New(), 0, [3], Window, None));
    }

    [Fact]
    public async Task AllAtOnce_GetTheSame()
    {
        // Many sessions, each renewed from all nodes at once: the moment between looking and writing is met often.
        for (var round = 0; round < 100; round++)
        {
            var session = SessionId.New();
            var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Task.Run(async () => (await _stores[i % 4].GetOrAddAsync(session, 0, [(byte)i], Window, None))[0])));
            Assert.Single(given.Distinct());
        }
    }

    [Fact]
    public async Task ExpiredOne_IsReplaced_ByOneForAll()
    {
        for (var round = 0; round < 20; round++)
        {
            var session = SessionId.New();
            await _stores[0].GetOrAddAsync(session, 0, [255], TimeSpan.FromMilliseconds(1), None);
            await Task.Delay(5);
            var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Task.Run(async () => (await _stores[i % 4].GetOrAddAsync(session, 0, [(byte)i], Window, None))[0])));
            Assert.NotEqual(255, Assert.Single(given.Distinct()));
        }
    }

    [Fact]
    public async Task Token_MayBeAsLongAsTokensAre()
    {
        var token = new byte[16_384];
        Random.Shared.NextBytes(token);
        var session = SessionId.New();
        await _stores[0].GetOrAddAsync(session, 0, token, Window, None);
        Assert.Equal(token, await _stores[1].GetOrAddAsync(session, 0, [], Window, None));
    }
}
