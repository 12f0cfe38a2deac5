#if CORPUS
using System.Runtime.CompilerServices;

namespace Shop.Flows;

public static class OddFlows
{
    private static readonly CookieOptions s_shared = new() { Secure = true, SameSite = SameSiteMode.Lax };

    public static void Write(IResponseCookies cookies, string value, int count)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict };
        again:
        if (count-- > 0)
        {
            goto again;
        }

        cookies.{|SESS1001:Append|}("session", value, options);
        cookies.{|SESS1002:Append|}("auth", value, s_shared);
        for (var i = 0; i < count; i++)
        {
            cookies.{|SESS1003:Append|}($"token{i}", value, new() { Secure = true, HttpOnly = true, SameSite = default });
        }

        Action<string, string> write = (name, text) => cookies.{|SESS1001:{|SESS1002:{|SESS1003:Append|}|}|}("login", text);
        write("login", value);
        var mode = count switch { 0 => SameSiteMode.None, < 0 => SameSiteMode.None, _ => SameSiteMode.None };
        cookies.{|SESS1003:Append|}("refresh", value, new CookieOptions { Secure = true, HttpOnly = true, SameSite = mode });
        Local();

        void Local()
        {
            var late = new CookieOptions { Secure = true, HttpOnly = false, SameSite = SameSiteMode.Lax };
            cookies.{|SESS1002:Append|}("ticket", value, late);
        }
    }

    public static async IAsyncEnumerable<int> WriteAsync(HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(1, cancellationToken);
        context.Response.Cookies.{|SESS1001:{|SESS1002:{|SESS1003:Append|}|}|}("remember_me", "1");
        yield return 1;
    }
}
#endif
