using System.Collections.Concurrent;

namespace SealedShop.Features.Baskets;

public sealed class MemoryBaskets : IBasketStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _byOwner = new();

    public Task<IReadOnlyDictionary<string, int>> ReadAsync(string owner) =>
        Task.FromResult<IReadOnlyDictionary<string, int>>(_byOwner.TryGetValue(owner, out var basket) ? basket : new Dictionary<string, int>());

    public Task AddAsync(string owner, string productId, int quantity, int most)
    {
        _byOwner.GetOrAdd(owner, _ => new()).AddOrUpdate(productId, quantity, (_, former) => Math.Min(most, former + quantity));
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string owner, string productId)
    {
        _byOwner.GetValueOrDefault(owner)?.TryRemove(productId, out _);
        return Task.CompletedTask;
    }

    public Task ClearAsync(string owner)
    {
        _byOwner.TryRemove(owner, out _);
        return Task.CompletedTask;
    }
}
