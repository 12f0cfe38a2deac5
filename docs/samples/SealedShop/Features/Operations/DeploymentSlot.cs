using SealedShop.Cookies;

namespace SealedShop.Features.Operations;

/// <summary>Keeps a visitor on the deployment slot that answered first, while two versions are live. The cookie says which slot, and nothing of who.</summary>
public static class DeploymentSlot
{
    public static IApplicationBuilder UseDeploymentSlot(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Cookies.ContainsKey(ShopCookies.Slot))
        {
            var slot = context.RequestServices.GetRequiredService<IConfiguration>()["Shop:Slot"];
            context.Response.Cookies.Append(ShopCookies.Slot, slot ?? "blue", new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
        }

        await next(context);
    });
}
