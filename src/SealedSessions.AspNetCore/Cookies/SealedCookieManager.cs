using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SealedSessions.AspNetCore;

/// <summary>Writes the sealed token, keeps responses that set or delete the cookie out of every cache, and lets no browser keep it beyond the session's end.</summary>
internal sealed class SealedCookieManager(ICookieManager inner, Func<SealedCookieScheme> findScheme) : ICookieManager
{
    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        var scheme = findScheme();
        if (value == SealedTicketFormat.Place && SealedSessionFeature.Of(context).Of(scheme.Name).Token is { } token)
        {
            var left = token.Ends - scheme.Clock.GetUtcNow();
            value = token.Value;
            options.Expires = options.Expires > token.Ends ? token.Ends : options.Expires;
            options.MaxAge = options.MaxAge > left ? left : options.MaxAge;
        }

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
        Mark(context.Response);

        // Once more at the end: the endpoint may set its own headers after the cookie.
        if (!context.Response.HasStarted)
        {
            context.Response.OnStarting(
                static response =>
                {
                    Mark((HttpResponse)response);
                    return Task.CompletedTask;
                },
                context.Response);
        }
    }

    private static void Mark(HttpResponse response)
    {
        var headers = response.Headers;
        if (!headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-cache, no-store";
        }

        if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.Cookie, StringComparer.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Cookie);
        }
    }
}
