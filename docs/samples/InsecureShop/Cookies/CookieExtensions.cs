namespace InsecureShop.Cookies;

public static class CookieExtensions
{
    /// <summary>Everything that a cookie of ours should have, whatever its lifetime.</summary>
    public static CookieOptions Harden(this CookieOptions options)
    {
        options.Secure = true;
        options.HttpOnly = true;
        options.SameSite = SameSiteMode.Lax;
        return options;
    }

    /// <summary>Fills in the e-mail address on the next visit to the sign-in page.</summary>
    public static void AppendLoginHint(this HttpResponse response, string email)
    {
        response.Cookies.Append(ShopCookies.LoginHint, email); // SESS1001 SESS1002 SESS1003
    }

    /// <summary>Ends what the account left in the browser. Old browsers wanted path and date spelled out.</summary>
    public static void ExpireAccountCookies(this HttpResponse response)
    {
        response.Cookies.Append(ShopCookies.RememberMe, "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch, Path = "/" });
        response.Cookies.Append(ShopCookies.AccessToken, string.Empty, new CookieOptions { MaxAge = TimeSpan.Zero });
    }
}
