using Microsoft.AspNetCore.Antiforgery;
using SealedShop.Cookies;

namespace SealedShop.Features.Accounts;

/// <summary>What the shop's script needs to call the API: its antiforgery token. The session is in the cookie, out of its reach.</summary>
public static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/antiforgery", (HttpContext context, IAntiforgery antiforgery) =>
        {
            var tokens = antiforgery.GetAndStoreTokens(context);
            context.Response.Cookies.Append(ShopCookies.ScriptAntiforgery, tokens.RequestToken!, new CookieOptions
            {
                HttpOnly = false,
                Secure = true,
                SameSite = SameSiteMode.Strict,
            });
            return Results.NoContent();
        });

        // The magazine signs its readers in itself: a session is for one site.
        app.MapPost("/go/magazine", (IConfiguration configuration) => Results.Redirect(configuration["Shop:MagazineUrl"] ?? "/"))
            .RequireAuthorization().AddEndpointFilter(RequireAntiforgery);
    }

    /// <summary>Requests without a form are not checked by the framework; this checks the header.</summary>
    public static async ValueTask<object?> RequireAntiforgery(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(context) ? await next(invocation) : Results.BadRequest("Antiforgery token missing.");
    }
}
