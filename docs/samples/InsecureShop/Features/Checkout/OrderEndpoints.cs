using System.Security.Claims;
using InsecureShop.Features.Accounts;

namespace InsecureShop.Features.Checkout;

public static class OrderEndpoints
{
    public static IServiceCollection AddCheckout(this IServiceCollection services) =>
        services.AddSingleton<OrderBook>().AddSingleton<GuestDetails>();

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders", (HttpContext context, OrderBook orders, AccessTokens tokens) =>
        {
            var userId = tokens.UserOf(context.Request.Headers["X-Shop-Token"]) ?? context.User.FindFirstValue(ClaimTypes.NameIdentifier);
            return userId is null
                ? Results.Unauthorized()
                : Results.Ok(orders.Of(userId).Select(order => new { order.Number, order.Total }));
        });
    }
}
