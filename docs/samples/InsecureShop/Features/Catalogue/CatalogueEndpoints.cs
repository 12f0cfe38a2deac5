using InsecureShop.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Features.Catalogue;

public static class CatalogueEndpoints
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) =>
        services.AddSingleton<ProductCatalogue>().AddSingleton<Wishlists>().AddSingleton<VisitorCounter>();

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products", (ProductCatalogue catalogue) => catalogue.All);

        app.MapGet("/api/wishlist", (HttpRequest request, Wishlists wishlists) => wishlists.Of(request.Cookies[ShopCookies.WishlistToken]));

        app.MapPost("/wishlist", ([FromForm] string productId, HttpContext context, Wishlists wishlists, IWebHostEnvironment environment) =>
        {
            var token = context.Request.Cookies[ShopCookies.WishlistToken];
            if (token is null || !wishlists.Exists(token))
            {
                token = wishlists.Create();
                context.Response.Cookies.Append(ShopCookies.WishlistToken, token, new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = !environment.IsDevelopment(),
                    MaxAge = TimeSpan.FromDays(14),
                });
            }

            wishlists.Add(token, productId);
            return Results.LocalRedirect("/");
        });

        app.MapPost("/support", (HttpContext context) =>
        {
            var session = Guid.NewGuid().ToString("N");
            var options = new CookieOptions { MaxAge = TimeSpan.FromHours(1) };
            context.Response.Cookies.Append(ShopCookies.SupportSession, session, options.Harden());
            return Results.Ok(new { message = "A colleague will be with you shortly." });
        }).AddEndpointFilter(Accounts.TokenEndpoints.RequireAntiforgery);
    }
}
