using InsecureShop.Cookies;
using InsecureShop.Features.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Features.Baskets;

public sealed record AddItem(string ProductId, int Quantity);

public static class BasketEndpoints
{
    public static IServiceCollection AddBaskets(this IServiceCollection services) =>
        services.AddSingleton<BasketService>().AddSingleton<Vouchers>().AddSingleton<SharedBaskets>();

    public static void MapBaskets(this IEndpointRouteBuilder app)
    {
        var basket = app.MapGroup("/api/basket");

        basket.MapGet("", (HttpContext context, BasketService baskets) => baskets.Lines(context.Session));

        basket.MapPost("/items", (AddItem item, HttpContext context, BasketService baskets) =>
            baskets.Add(context.Session, item.ProductId, item.Quantity) ? Results.Ok(baskets.Lines(context.Session)) : Results.NotFound())
            .AddEndpointFilter(TokenEndpoints.RequireAntiforgery);

        app.MapPost("/basket/voucher", ([FromForm] string code, HttpContext context, Vouchers vouchers) =>
        {
            if (vouchers.Redeem(code) is { } token)
            {
                context.Response.Cookies.Append(ShopCookies.VoucherToken, token, new CookieOptions
                {
                    Secure = true,
                    HttpOnly = true,
                    SameSite = SameSiteMode.Strict,
                    Path = "/",
                });
            }

            return Results.LocalRedirect("/Basket");
        });

        app.MapGet("/basket/shared/{id}", async (string id, HttpContext context, BasketService baskets, SharedBaskets shared) =>
        {
            foreach (var (productId, quantity) in await shared.FindAsync(id) ?? new Dictionary<string, int>())
            {
                baskets.Add(context.Session, productId, quantity);
            }

            return Results.LocalRedirect("/Basket");
        });
    }
}
