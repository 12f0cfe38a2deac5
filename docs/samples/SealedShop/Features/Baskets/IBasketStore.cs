namespace SealedShop.Features.Baskets;

/// <summary>Where the baskets are kept. An owner is a customer's id or a visitor's.</summary>
public interface IBasketStore
{
    Task<IReadOnlyDictionary<string, int>> ReadAsync(string owner);

    /// <summary>Adds to a line, up to the most.</summary>
    Task AddAsync(string owner, string productId, int quantity, int most);

    Task RemoveAsync(string owner, string productId);

    Task ClearAsync(string owner);
}
