using System.Security.Claims;
using InsecureShop.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace InsecureShop.Features.Accounts;

/// <summary>Opens and closes a customer's session.</summary>
public sealed class SignInService(RememberMe rememberMe, ILogger<SignInService> logger)
{
    public async Task SignInAsync(HttpContext context, ShopUser user, bool remember)
    {
        await context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            CreatePrincipal(user, CookieAuthenticationDefaults.AuthenticationScheme),
            new AuthenticationProperties { IsPersistent = remember });

        if (remember)
        {
            context.Response.Cookies.Append(ShopCookies.RememberMe, rememberMe.Issue(user.Id), CookieDefaults.Returning); // SESS1001
        }

        logger.LogInformation("Customer {UserId} signed in", user.Id);
    }

    public async Task SignOutAsync(HttpContext context)
    {
        rememberMe.Forget(context.Request.Cookies[ShopCookies.RememberMe]);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignOutAsync(CookieRegistration.StepUpScheme);
        context.Session.Clear();

        context.Response.ExpireAccountCookies();
        context.Response.Cookies.Delete(ShopCookies.DeviceToken);
        context.Response.Cookies.Delete(ShopCookies.VoucherToken, new CookieOptions { Secure = true, Path = "/" });
        context.Response.Headers.Append("Set-Cookie", "promo_banner=; Max-Age=0; Path=/");
    }

    public static ClaimsPrincipal CreatePrincipal(ShopUser user, string scheme)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, user.Id),
            new(ClaimTypes.Name, user.Name),
            new(ClaimTypes.Email, user.Email),
            new(ClaimTypes.Role, user.Role),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
