using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace SharedCookies;

public static class Visits
{
    public const string CookieName = "visit_session";

    public static void Begin(HttpResponse response) => response.Cookies.Append(
        CookieName,
        NewId(),
        new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });

    public static string NewId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
