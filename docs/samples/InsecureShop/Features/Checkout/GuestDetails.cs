using System.Security.Cryptography;
using InsecureShop.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace InsecureShop.Features.Checkout;

/// <summary>Remembers the e-mail address of a guest, sealed, for the next order.</summary>
public sealed class GuestDetails(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("InsecureShop.GuestDetails");

    public void Remember(HttpContext context, string email)
    {
        context.Response.Cookies.Append(ShopCookies.Guest, _protector.Protect(email), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax }); // SESS1001 SESS3001
    }

    public string? Recall(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[ShopCookies.Guest] is { } sealedEmail ? _protector.Unprotect(sealedEmail) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
