using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using InsecureShop.Cookies;

namespace InsecureShop.Features.Accounts;

/// <summary>Tokens that sign a customer in again after the browser was closed. Each works once.</summary>
public sealed class RememberMe(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (string UserId, DateTimeOffset Expires)> _tokens = new();

    public string Issue(string userId)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tokens[Digest(token)] = (userId, clock.GetUtcNow().AddDays(30));
        return token;
    }

    public string? Redeem(string token) =>
        _tokens.TryRemove(Digest(token), out var entry) && entry.Expires > clock.GetUtcNow() ? entry.UserId : null;

    public void Forget(string? token)
    {
        if (token is not null)
        {
            _tokens.TryRemove(Digest(token), out _);
        }
    }

    private static string Digest(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public static class RememberMeMiddleware
{
    public static IApplicationBuilder UseRememberMe(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.User.Identity is not { IsAuthenticated: true }
            && context.Request.Cookies.TryGetValue(ShopCookies.RememberMe, out var token))
        {
            var services = context.RequestServices;
            var user = services.GetRequiredService<UserDirectory>().Find(services.GetRequiredService<RememberMe>().Redeem(token));
            if (user is not null)
            {
                await services.GetRequiredService<SignInService>().SignInAsync(context, user, remember: true);
                context.User = SignInService.CreatePrincipal(user, "RememberMe");
            }
        }

        await next(context);
    });
}
