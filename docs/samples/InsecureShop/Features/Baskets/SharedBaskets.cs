using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;

namespace InsecureShop.Features.Baskets;

/// <summary>Shopping together: what is in a basket, for friends who have the link.</summary>
public sealed class SharedBaskets(IDistributedCache cache)
{
    private const string Prefix = "shared-session:";

    public async Task<string> ShareAsync(IEnumerable<BasketLine> lines)
    {
        var sessionId = Random.Shared.NextInt64().ToString("x16"); // SESS2008
        var basket = JsonSerializer.Serialize(lines.ToDictionary(line => line.Product.Id, line => line.Quantity));
        var options = new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromDays(7) };
        await cache.SetStringAsync(Prefix + sessionId, basket, options); // SESS3009
        return sessionId;
    }

    public async Task<IReadOnlyDictionary<string, int>?> FindAsync(string sessionId) =>
        await cache.GetStringAsync(Prefix + sessionId) is { } basket ? JsonSerializer.Deserialize<Dictionary<string, int>>(basket) : null;
}
