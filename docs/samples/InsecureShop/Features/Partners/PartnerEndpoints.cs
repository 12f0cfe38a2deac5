using System.Net;
using System.Security.Cryptography;
using InsecureShop.Cookies;
using InsecureShop.Features.Catalogue;

namespace InsecureShop.Features.Partners;

/// <summary>Pieces of the shop that partners show in a frame on their own sites.</summary>
public static class PartnerEndpoints
{
    public static IServiceCollection AddPartners(this IServiceCollection services) => services.AddSingleton<PartnerVisits>();

    public static void MapPartners(this IEndpointRouteBuilder app)
    {
        var embed = app.MapGroup("/embed");

        embed.MapGet("/catalogue", (HttpContext context, ProductCatalogue catalogue) =>
        {
            var options = new CookieOptions { Secure = true, HttpOnly = true };
            options.SameSite = SameSiteMode.None;
            context.Response.Cookies.Append(ShopCookies.PartnerSession, NewSession(), options); // SESS1003

            var items = catalogue.All.Select(product => $"<li>{WebUtility.HtmlEncode(product.Name)}</li>");
            return Results.Content($"<!doctype html><ul>{string.Concat(items)}</ul>", "text/html");
        });

        // The newer widget keeps one cookie jar per partner site.
        embed.MapGet("/widget", (HttpContext context) =>
        {
            var options = new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.None };
            options.Extensions.Add("Partitioned");
            context.Response.Cookies.Append(ShopCookies.WidgetSession, NewSession(), options);
            return Results.Content("<!doctype html><a href=\"/\" target=\"_top\">Tea from InsecureShop</a>", "text/html");
        });

        embed.MapGet("/visit", (HttpContext context, PartnerVisits visits, string partner = "teatime") =>
        {
            visits.Start(context, partner);
            return Results.NoContent();
        });
    }

    private static string NewSession() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
