using SealedShop.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace SealedShop.Features.Preferences;

/// <summary>How the shop looks. Nothing here is worth protecting: the script reads these cookies, and anyone may know them.</summary>
public static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapPost("/preferences", ([FromForm] string? theme, [FromForm] string? culture, [FromForm] string? contrast, HttpContext context) =>
        {
            var cookies = context.Response.Cookies;
            if (theme is "light" or "dark")
            {
                cookies.Append(ShopCookies.Theme, theme);
            }

            if (culture is "en-GB" or "de-DE" or "fr-FR")
            {
                cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365) });
            }

            cookies.Append(ShopCookies.Accessibility, contrast is "high" ? "high-contrast" : "standard", new CookieOptions { MaxAge = TimeSpan.FromDays(365) });
            return Results.LocalRedirect("/");
        }).AllowAnonymous();

        app.MapPost("/preferences/consent", ([FromForm] bool statistics, HttpContext context) =>
        {
            context.Response.Cookies.Append(ShopCookies.Consent, statistics ? "all" : "needed", new CookieOptions { MaxAge = TimeSpan.FromDays(180) });
            return Results.LocalRedirect("/");
        }).AllowAnonymous();
    }
}
