using System.Text.Json;
using InsecureShop.Features.Catalogue;

namespace InsecureShop.Features.Baskets;

public sealed record BasketLine(Product Product, int Quantity)
{
    public decimal Total => Product.Price * Quantity;
}

/// <summary>The basket lives in the visitor's session.</summary>
public sealed class BasketService(ProductCatalogue catalogue)
{
    private const string Key = "basket";

    public IReadOnlyList<BasketLine> Lines(ISession session) =>
        [.. Read(session).Select(entry => (Product: catalogue.Find(entry.Key), Quantity: entry.Value))
            .Where(entry => entry.Product is not null)
            .Select(entry => new BasketLine(entry.Product!, entry.Quantity))];

    public bool Add(ISession session, string productId, int quantity)
    {
        if (catalogue.Find(productId) is null || quantity is < 1 or > 99)
        {
            return false;
        }

        var basket = Read(session);
        basket[productId] = Math.Min(99, basket.GetValueOrDefault(productId) + quantity);
        Write(session, basket);
        return true;
    }

    public void Remove(ISession session, string productId)
    {
        var basket = Read(session);
        basket.Remove(productId);
        Write(session, basket);
    }

    public void Clear(ISession session) => session.Remove(Key);

    private static Dictionary<string, int> Read(ISession session) =>
        session.GetString(Key) is { } json ? JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? [] : [];

    private static void Write(ISession session, Dictionary<string, int> basket) =>
        session.SetString(Key, JsonSerializer.Serialize(basket));
}
