using SealedShop.Storage;

namespace SealedShop.Features.Baskets;

public sealed class PostgresBaskets(ShopDatabase database) : IBasketStore
{
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(string owner) => (await database.QueryAsync(
        "SELECT product, quantity FROM shop.basket_line WHERE owner = $1 ORDER BY product",
        row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)),
        owner)).ToDictionary();

    public Task AddAsync(string owner, string productId, int quantity, int most) => database.ExecuteAsync(
        """
        INSERT INTO shop.basket_line AS line (owner, product, quantity) VALUES ($1, $2, $3)
        ON CONFLICT (owner, product) DO UPDATE SET quantity = LEAST($4, line.quantity + excluded.quantity)
        """,
        owner, productId, quantity, most);

    public Task RemoveAsync(string owner, string productId) =>
        database.ExecuteAsync("DELETE FROM shop.basket_line WHERE owner = $1 AND product = $2", owner, productId);

    public Task ClearAsync(string owner) => database.ExecuteAsync("DELETE FROM shop.basket_line WHERE owner = $1", owner);
}
