using SealedShop.Storage;

namespace SealedShop.Features.Checkout;

/// <summary>An order of a customer or of a visitor.</summary>
public sealed record Order(int Number, string Owner, string Email, string Address, decimal Total);

public interface IOrderBook
{
    Task<IReadOnlyList<Order>> AllAsync();

    Task<IReadOnlyList<Order>> OfAsync(string owner);

    /// <summary>Places an order, unless this checkout has placed it already.</summary>
    Task<Order> PlaceAsync(string owner, string ticket, string email, string address, decimal total);
}

public sealed class MemoryOrders : IOrderBook
{
    private readonly Lock _placing = new();
    private readonly Dictionary<(string Owner, string Ticket), Order> _orders = [];

    public Task<IReadOnlyList<Order>> AllAsync() => Task.FromResult(Where(_ => true));

    public Task<IReadOnlyList<Order>> OfAsync(string owner) => Task.FromResult(Where(order => order.Owner == owner));

    public Task<Order> PlaceAsync(string owner, string ticket, string email, string address, decimal total)
    {
        lock (_placing)
        {
            _orders.TryAdd((owner, ticket), new Order(1001 + _orders.Count, owner, email, address, total));
            return Task.FromResult(_orders[(owner, ticket)]);
        }
    }

    private IReadOnlyList<Order> Where(Func<Order, bool> isMeant)
    {
        lock (_placing)
        {
            return [.. _orders.Values.Where(isMeant).OrderByDescending(order => order.Number)];
        }
    }
}

public sealed class PostgresOrders(ShopDatabase database) : IOrderBook
{
    private const string Columns = "number, owner, email, address, total";

    public async Task<IReadOnlyList<Order>> AllAsync() => await database.QueryAsync($"SELECT {Columns} FROM shop.placed_order ORDER BY number DESC", Read);

    public async Task<IReadOnlyList<Order>> OfAsync(string owner) =>
        await database.QueryAsync($"SELECT {Columns} FROM shop.placed_order WHERE owner = $1 ORDER BY number DESC", Read, owner);

    public async Task<Order> PlaceAsync(string owner, string ticket, string email, string address, decimal total) => (await database.QueryAsync(
        $"""
        INSERT INTO shop.placed_order (owner, ticket, email, address, total) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (owner, ticket) DO UPDATE SET ticket = excluded.ticket
        RETURNING {Columns}
        """,
        Read,
        owner, ticket, email, address, total)).Single();

    private static Order Read(Npgsql.NpgsqlDataReader row) => new(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetDecimal(4));
}
