namespace SealedSessions.Testing;

/// <summary>
/// One Redis server for all tests of an assembly, started when the first asks for it. A test that stops or freezes
/// its server launches one of its own.
/// </summary>
public sealed class SharedRedis : IAsyncDisposable
{
    private readonly Lazy<Task<RedisServer>> _server = new(RedisServer.LaunchAsync);
    private int _caches;

    public Task<RedisServer> GetServerAsync() => _server.Value;

    /// <summary>A cache whose keys no other test has.</summary>
    public async Task<RedisCache> CreateCacheAsync(TimeProvider? clock = null)
    {
        var server = await GetServerAsync().ConfigureAwait(false);
        return new(server.Port, $"test{Interlocked.Increment(ref _caches)}:", clock: clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await GetServerAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }
}
