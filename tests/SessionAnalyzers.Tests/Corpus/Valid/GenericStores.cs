#if CORPUS
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Shop.Generic;

public interface ICookieValue<TSelf>
    where TSelf : ICookieValue<TSelf>
{
    static abstract string Key { get; }

    static abstract TSelf Parse(string text);

    string Format();
}

public readonly record struct BasketCookie(Guid Id) : ICookieValue<BasketCookie>
{
    public static string Key => "basket";

    public static BasketCookie Parse(string text) => new(Guid.Parse(text));

    public string Format() => $"{Id:N}";
}

public class CookieStore<T>(IHttpContextAccessor accessor, Func<CookieOptions>? options = null)
    where T : struct, ICookieValue<T>
{
    private readonly Func<CookieOptions> _options = options ?? (static () => new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });

    public T? this[int version]
    {
        get => accessor.HttpContext?.Request.Cookies.TryGetValue($"{T.Key}.v{version}", out var text) is true ? T.Parse(text) : null;
        set
        {
            if (accessor.HttpContext is not { Response: { HasStarted: false, Cookies: var cookies } })
            {
                return;
            }

            if (value is { } some)
            {
                cookies.Append($"{T.Key}.v{version}", some.Format(), _options());
            }
            else
            {
                cookies.Delete($"{T.Key}.v{version}", _options());
            }
        }
    }

    public static implicit operator string(CookieStore<T> store) => store.ToString() ?? "";
}

public abstract class Setup<TOptions, TSelf>
    where TOptions : class, new()
    where TSelf : Setup<TOptions, TSelf>, new()
{
    protected abstract CookieBuilder? Cookie(TOptions options);

    public static IServiceCollection Add(IServiceCollection services) =>
        services.PostConfigureAll<TOptions>(options =>
        {
            if (new TSelf().Cookie(options) is { } cookie)
            {
                cookie.SecurePolicy = CookieSecurePolicy.Always;
            }
        });
}

public sealed class AuthenticationSetup : Setup<CookieAuthenticationOptions, AuthenticationSetup>
{
    protected override CookieBuilder? Cookie(CookieAuthenticationOptions options) => options.Cookie;
}
#endif
