namespace InsecureShop.Cookies;

/// <summary>Shared cookie settings, so that no feature invents its own.</summary>
public static class CookieDefaults
{
    /// <summary>For cookies that bring a customer back.</summary>
    public static readonly CookieOptions Returning = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        MaxAge = TimeSpan.FromDays(30),
    };

    /// <summary>For the preview of prices that are not public yet.</summary>
    public static readonly CookieBuilder Preview = new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = CookieSecurePolicy.Always,
        Path = "/",
    };

    public static CookieOptions ForVisit(TimeSpan length)
    {
        return new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = length };
    }

    public static CookieOptions CreateStrict()
    {
        return new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
    }
}
