using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SealedSessions.AspNetCore;

/// <summary>Keeps responses that set or delete the cookie out of every cache.</summary>
internal sealed class SealedCookieManager(ICookieManager inner) : ICookieManager
{
    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        inner.AppendResponseCookie(context, key, value, options);
        KeepOutOfCaches(context);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options)
    {
        inner.DeleteCookie(context, key, options);
        KeepOutOfCaches(context);
    }

    internal static void KeepOutOfCaches(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (!headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-cache, no-store";
        }

        if (!headers.Vary.ToString().Contains(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Cookie);
        }
    }
}
