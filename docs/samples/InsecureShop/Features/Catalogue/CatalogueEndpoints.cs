using InsecureShop.Cookies;
using InsecureShop.Features.BackOffice;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Features.Catalogue;

public static class CatalogueEndpoints
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) =>
        services.AddSingleton<ProductCatalogue>().AddSingleton<Wishlists>().AddSingleton<VisitorCounter>().AddSingleton<SupportDesk>();

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products", (HttpRequest request, ProductCatalogue catalogue, PreviewTickets preview) =>
            preview.IsGood(request.Cookies[ShopCookies.PreviewTicket]) ? catalogue.All.Concat(catalogue.NextSeason) : catalogue.All);

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
                    MaxAge = Wishlists.Lifetime,
                });
            }

            wishlists.Add(token, productId);
            return Results.LocalRedirect("/");
        });

        app.MapGet("/support", async (HttpRequest request, SupportDesk desk) => new { question = await desk.QuestionAsync(request.Cookies[ShopCookies.SupportSession]) });

        app.MapPost("/support", async ([FromForm] string? question, HttpContext context, SupportDesk desk) =>
        {
            var session = Guid.NewGuid().ToString("N");
            var options = new CookieOptions { MaxAge = TimeSpan.FromHours(1) };
            context.Response.Cookies.Append(ShopCookies.SupportSession, session, options.Harden()); // SESS2008
            await desk.AskAsync(session, question ?? "Please call me.");
            return Results.Ok(new { message = "A colleague will be with you shortly." });
        });
    }
}
