using System.Net;
using SealedShop.Features.Catalogue;

namespace SealedShop.Features.Partners;

/// <summary>Pieces of the shop that partners show in a frame on their own sites. They know no visitor, so they need no cookie.</summary>
public static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder app)
    {
        var embed = app.MapGroup("/embed");

        embed.MapGet("/catalogue", (ProductCatalogue catalogue) =>
        {
            var items = catalogue.All.Select(product => $"<li>{WebUtility.HtmlEncode(product.Name)}</li>");
            return Results.Content($"<!doctype html><ul>{string.Concat(items)}</ul>", "text/html");
        });

        embed.MapGet("/widget", () => Results.Content("<!doctype html><a href=\"/\" target=\"_top\">Tea from SealedShop</a>", "text/html"));
    }
}
