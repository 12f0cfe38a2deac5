using Microsoft.AspNetCore.Authentication;
using SealedSessions;

namespace SealedShop.Features.Checkout;

public static class OrderEndpoints
{
    public static IServiceCollection AddCheckout(this IServiceCollection services) => services.AddSingleton<GuestDetails>();

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/orders", async (RevalidatedSession<AuthenticationTicket> session, IOrderBook orders) =>
            (await orders.OfAsync(session.Subject)).Select(order => new { order.Number, order.Total })).RequireAuthorization();
    }
}
