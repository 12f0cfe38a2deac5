using System.Security.Cryptography;
using WebShop;

var app = WebApplication.Create(args);

app.MapPost("/sign-in", (HttpContext context) =>
{
    var cookies = context.Response.Cookies;
    cookies.Append("session_id", Secret.Create(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax }); // SESS1001
    cookies.Append("auth_token", Secret.Create(), new CookieOptions { Secure = true, SameSite = SameSiteMode.Lax }); // SESS1002
    cookies.Append("refresh_token", Secret.Create(), new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.None }); // SESS1003
    cookies.Append("login_ticket", Secret.Create(), new CookieOptions { Secure = true, HttpOnly = true }); // SESS1003 (suggestion)
    cookies.Append("__Host-session", Secret.Create(), new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });
});

app.MapPost("/sign-out", (HttpContext context) =>
{
    context.Response.Cookies.Delete("session_id");
    context.Response.Cookies.Append("auth_token", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });
});

app.MapPost("/preferences", (HttpContext context) =>
{
    context.Response.Cookies.Append("theme", "dark");
    context.Response.Cookies.Append("author_filter", "olga");
    context.Response.Cookies.Append("remember_me", Secret.Create(), new CookieOptions
    {
        Secure = !app.Environment.IsDevelopment(),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
    });
});

app.Run();

namespace WebShop
{
    internal static class Secret
    {
        public static string Create() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    }
}
