using System.Security.Claims;
using InsecureShop.Cookies;
using Microsoft.AspNetCore.Antiforgery;

namespace InsecureShop.Features.Accounts;

/// <summary>What the shop's script needs to call the API: its antiforgery token and its access tokens.</summary>
public static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/antiforgery", (HttpContext context, IAntiforgery antiforgery, IWebHostEnvironment environment) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            context.Response.Cookies.Append(ShopCookies.ScriptAntiforgery, tokens.RequestToken!, new CookieOptions
            {
                HttpOnly = false,
                Secure = !environment.IsDevelopment(),
                SameSite = SameSiteMode.Strict,
            });
            return Results.NoContent();
        });

        app.MapPost("/api/tokens", (HttpContext context, AccessTokens tokens) =>
        {
            var userId = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;

            // shop.js reads this one and sends it as X-Shop-Token.
            context.Response.Cookies.Append(ShopCookies.AccessToken, tokens.Issue(userId, TimeSpan.FromMinutes(15)), new CookieOptions // SESS1002
            {
                HttpOnly = false,
                Secure = true,
                SameSite = SameSiteMode.Strict,
            });
            context.Response.Cookies.Append(ShopCookies.RefreshToken, tokens.Issue(userId, TimeSpan.FromDays(1)), new CookieOptions // SESS1003
            {
                HttpOnly = true,
                Secure = true,
                SameSite = default,
                Path = "/api/tokens",
            });
            return Results.NoContent();
        }).RequireAuthorization().AddEndpointFilter(RequireAntiforgery);

        app.MapPost("/go/magazine", (HttpContext context, SignOnTokens tokens, IConfiguration configuration) =>
        {
            var options = new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Domain = ShopCookies.ParentDomain };
            var token = tokens.Issue(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
            context.Response.Cookies.Append(ShopCookies.SingleSignOn, token, options); // SESS1004
            return Results.Redirect(configuration["Magazine:Url"] ?? "/");
        }).RequireAuthorization().AddEndpointFilter(RequireAntiforgery);
    }

    /// <summary>Requests without a form are not checked by the framework; this checks the header.</summary>
    public static async ValueTask<object?> RequireAntiforgery(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context) ? await next(invocation) : Results.BadRequest("Antiforgery token missing.");
    }
}
