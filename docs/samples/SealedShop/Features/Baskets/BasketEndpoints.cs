using Microsoft.AspNetCore.Mvc;
using SealedShop.Features.Accounts;
using SealedShop.Sessions;

namespace SealedShop.Features.Baskets;

public sealed record AddItem(string ProductId, int Quantity);

public static class BasketEndpoints
{
    public static IServiceCollection AddBaskets(this IServiceCollection services) => services.AddSingleton<BasketService>();

    public static void MapBaskets(this IEndpointRouteBuilder app)
    {
        var basket = app.MapGroup("/api/basket").AllowAnonymous();

        basket.MapGet("", async (HttpContext context, BasketService baskets, Visits visits) => await baskets.LinesAsync(await visits.OwnerAsync(context)));

        basket.MapPost("/items", async (AddItem item, HttpContext context, BasketService baskets, Visits visits) =>
        {
            var owner = await visits.OwnerOrNewAsync(context);
            return await baskets.AddAsync(owner, item.ProductId, item.Quantity) ? Results.Ok(await baskets.LinesAsync(owner)) : Results.NotFound();
        }).AddEndpointFilter(TokenEndpoints.RequireAntiforgery);

        app.MapPost("/basket/voucher", async ([FromForm] string code, HttpContext context, Visits visits) =>
        {
            if (Vouchers.Redeem(code) is { } voucher)
            {
                await visits.WriteAsync(context, await visits.ReadAsync(context) with { Voucher = voucher });
            }

            return Results.LocalRedirect("/Basket");
        }).AllowAnonymous();
    }
}
