using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Nodes;

/// <summary>The stores that several nodes can share.</summary>
public sealed class SharedStores(SharedPostgres postgres, SharedRedis redis)
{
    public const string Redis = "Redis";
    public const string Postgres = "PostgreSQL";

    /// <summary>An empty store of a kind. The clock is the machine's at first: databases forget by their own.</summary>
    internal async Task<(FakeClock Clock, Action<IServiceCollection> Add)> CreateAsync(string kind)
    {
        var clock = new FakeClock(DateTimeOffset.UtcNow);
        if (kind == Redis)
        {
            var cache = await redis.CreateCacheAsync(clock);
            return (clock, services => services.AddSingleton<IDistributedCache>(cache).AddSealedSessions().UseDistributedCache());
        }

        var database = await postgres.CreateDatabaseAsync();
        return (clock, services => services.AddSealedSessions().UsePostgres(database));
    }
}
