#if CORPUS
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NetSameSite = Microsoft.Net.Http.Headers.SameSiteMode;

namespace Shop.Typed;

public static class TypedHeaders
{
    public static void Write(HttpResponse response, StringSegment value)
    {
        var cookie = new SetCookieHeaderValue("session", value) { Secure = true, HttpOnly = true, SameSite = NetSameSite.Lax, Path = "/" };
        var headers = response.GetTypedHeaders();
        headers.SetCookie = [cookie, new SetCookieHeaderValue("theme", "dark")];
        headers.Append("Set-Cookie", cookie);
        response.Headers.Append(HeaderNames.SetCookie, cookie.ToString());
        foreach (ref readonly var name in (ReadOnlySpan<string>)["a", "b"])
        {
            response.Headers.Append("X-Name", name);
        }

        if (SetCookieHeaderValue.TryParse(response.Headers.SetCookie.ToString(), out var parsed) && parsed is { HttpOnly: false, Name: { Length: > 0 } })
        {
            parsed.HttpOnly = true;
        }
    }

    public static void Build(HttpContext context, CookieBuilder? given)
    {
        var builder = given ?? new CookieBuilder { Name = "auth", HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.Always };
        var options = builder.Build(context, expiresFrom: DateTimeOffset.UtcNow);
        context.Response.Cookies.Append(builder.Name ?? "auth", "1", options);
    }
}
#endif
