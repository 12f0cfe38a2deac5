using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;

namespace SealedSessions.Tests.Revocation;

/// <summary>The stores that keep one promise. A Redis server is started when the first test asks for it.</summary>
public sealed class RevocationStores : IAsyncDisposable
{
    public const string Memory = "memory";
    public const string CacheInMemory = "cache in memory";
    public const string CacheInRedis = "cache in Redis";

    private readonly SharedRedis _redis = new();

    public static TheoryData<string> All => [Memory, CacheInMemory, CacheInRedis];

    public static IDistributedCache NewCache(FakeClock clock) =>
        new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions { Clock = new CacheClock(clock) }));

    /// <summary>An empty store.</summary>
    public async Task<ISessionRevocations> CreateAsync(string name, FakeClock clock) =>
        name == Memory ? new InMemorySessionRevocations(clock) : new DistributedCacheRevocations(await CreateCacheAsync(name, clock), clock);

    public async Task<IDistributedCache> CreateCacheAsync(string name, FakeClock clock) =>
        name == CacheInRedis ? await _redis.CreateCacheAsync(clock) : NewCache(clock);

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private sealed class CacheClock(TimeProvider clock) : ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
