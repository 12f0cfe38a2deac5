using System.Collections.Concurrent;
using System.Security.Cryptography;
using InsecureShop.Features.Baskets;

namespace InsecureShop.Features.Checkout;

public sealed record Order(int Number, string? UserId, string Email, string Address, IReadOnlyList<BasketLine> Lines, decimal Total, string TrackingToken, string? Partner)
{
    public string Status { get; init; } = "being packed";
}

public sealed class OrderBook
{
    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private int _last = 1000;

    public IEnumerable<Order> All => _orders.Values.OrderByDescending(order => order.Number);

    public Order Place(string? userId, string email, string address, IReadOnlyList<BasketLine> lines, decimal discount, string? partner)
    {
        var total = decimal.Round(lines.Sum(line => line.Total) * (1 - discount), 2);
        var order = new Order(Interlocked.Increment(ref _last), userId, email, address, lines, total, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), partner);
        return _orders[order.Number] = order;
    }

    public Order? Find(int number) => _orders.GetValueOrDefault(number);

    public Order? Track(string? token) => token is null ? null : _orders.Values.FirstOrDefault(order => order.TrackingToken == token);

    public IEnumerable<Order> Of(string userId) => All.Where(order => order.UserId == userId);

    public IEnumerable<Order> BroughtBy(string partner) => All.Where(order => order.Partner == partner);

    public bool Report(int number, string status) =>
        Find(number) is { } order && _orders.TryUpdate(number, order with { Status = status }, order);
}
