using SealedShop.Features.Catalogue;

namespace SealedShop.Features.Baskets;

public sealed record BasketLine(Product Product, int Quantity)
{
    public decimal Total => Product.Price * Quantity;
}

/// <summary>The basket is the customer's, in every browser, or the visitor's until sign-in.</summary>
public sealed class BasketService(IBasketStore baskets, ProductCatalogue catalogue)
{
    private const int Most = 99;

    public async Task<IReadOnlyList<BasketLine>> LinesAsync(string? owner) => owner is null ? [] :
        [.. (await baskets.ReadAsync(owner)).Select(entry => (Product: catalogue.Find(entry.Key), Quantity: entry.Value))
            .Where(entry => entry.Product is not null)
            .Select(entry => new BasketLine(entry.Product!, entry.Quantity))];

    public async Task<bool> AddAsync(string owner, string productId, int quantity)
    {
        if (catalogue.Find(productId) is null || quantity is < 1 or > Most)
        {
            return false;
        }

        await baskets.AddAsync(owner, productId, quantity, Most);
        return true;
    }

    public async Task RemoveAsync(string? owner, string productId)
    {
        if (owner is not null)
        {
            await baskets.RemoveAsync(owner, productId);
        }
    }

    public Task ClearAsync(string owner) => baskets.ClearAsync(owner);

    public async Task MoveAsync(string from, string to)
    {
        foreach (var (productId, quantity) in await baskets.ReadAsync(from))
        {
            await baskets.AddAsync(to, productId, quantity, Most);
        }

        await baskets.ClearAsync(from);
    }
}
