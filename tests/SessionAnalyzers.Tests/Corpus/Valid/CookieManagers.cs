#if CORPUS
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Shop.Managers;

public sealed class HardeningCookieManager(ICookieManager inner) : ICookieManager
{
    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, key);

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options)
    {
        options.Secure = true;
        options.HttpOnly = true;
        options.SameSite = options.SameSite is SameSiteMode.None or SameSiteMode.Unspecified ? SameSiteMode.Lax : options.SameSite;
        inner.AppendResponseCookie(context, key, value, options);
    }

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, new CookieOptions(options) { Secure = true });
}

public class HardeningCookies : IResponseCookies
{
    private readonly IResponseCookies _inner;

    public HardeningCookies(IResponseCookies inner) => _inner = inner;

    public void Append(string key, string value) => Append(key, value, new CookieOptions());

    public virtual void Append(string key, string value, CookieOptions options)
    {
        if (!TryHarden(options, out var hardened))
        {
            throw new InvalidOperationException();
        }

        _inner.Append(key, value, hardened);
    }

    public void Delete(string key) => _inner.Delete(key);

    public void Delete(string key, CookieOptions options) => _inner.Delete(key, options);

    private static bool TryHarden(CookieOptions? options, [NotNullWhen(true)] out CookieOptions? hardened)
    {
        hardened = options is null ? null : new CookieOptions(options) { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax };
        return hardened is not null;
    }
}
#endif
