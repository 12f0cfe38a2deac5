using System.Collections.Concurrent;
using SealedShop.Storage;

namespace SealedShop.Features.Catalogue;

/// <summary>What customers and visitors wish for.</summary>
public interface IWishlists
{
    Task AddAsync(string owner, string productId);

    Task<IReadOnlyList<string>> OfAsync(string owner);
}

public sealed class MemoryWishlists : IWishlists
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _byOwner = new();

    public Task AddAsync(string owner, string productId)
    {
        _byOwner.GetOrAdd(owner, _ => new())[productId] = true;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> OfAsync(string owner) =>
        Task.FromResult<IReadOnlyList<string>>(_byOwner.TryGetValue(owner, out var list) ? [.. list.Keys.Order()] : []);
}

public sealed class PostgresWishlists(ShopDatabase database) : IWishlists
{
    public Task AddAsync(string owner, string productId) =>
        database.ExecuteAsync("INSERT INTO shop.wish (owner, product) VALUES ($1, $2) ON CONFLICT DO NOTHING", owner, productId);

    public async Task<IReadOnlyList<string>> OfAsync(string owner) =>
        await database.QueryAsync("SELECT product FROM shop.wish WHERE owner = $1 ORDER BY product", row => row.GetString(0), owner);
}
