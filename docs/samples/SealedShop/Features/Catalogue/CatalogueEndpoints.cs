using Microsoft.AspNetCore.Mvc;
using SealedShop.Sessions;

namespace SealedShop.Features.Catalogue;

public static class CatalogueEndpoints
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services) =>
        services.AddSingleton<ProductCatalogue>().AddSingleton<VisitorCounter>();

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/products", (ProductCatalogue catalogue) => catalogue.All);

        app.MapGet("/api/wishlist", async (HttpContext context, IWishlists wishlists, Visits visits) =>
            await visits.OwnerAsync(context) is { } owner ? await wishlists.OfAsync(owner) : []);

        app.MapPost("/wishlist", async ([FromForm] string productId, HttpContext context, IWishlists wishlists, ProductCatalogue catalogue, Visits visits) =>
        {
            if (catalogue.Find(productId) is not null)
            {
                await wishlists.AddAsync(await visits.OwnerOrNewAsync(context), productId);
            }

            return Results.LocalRedirect("/");
        }).AllowAnonymous();

        app.MapPost("/support", () => Results.Ok(new { message = "A colleague will be with you shortly." }))
            .AllowAnonymous().AddEndpointFilter(Accounts.TokenEndpoints.RequireAntiforgery);
    }
}
