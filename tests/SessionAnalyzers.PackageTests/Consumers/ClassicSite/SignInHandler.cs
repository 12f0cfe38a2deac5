using System;
using System.Security.Cryptography;
using System.Web;

namespace ClassicSite
{
    public sealed class SignInHandler : IHttpHandler
    {
        public bool IsReusable => true;

        public void ProcessRequest(HttpContext context)
        {
            context.Response.Cookies.Add(new HttpCookie("session_id", NewId()) { HttpOnly = true, SameSite = SameSiteMode.Lax }); // SESS1001
            context.Response.Cookies.Add(new HttpCookie("auth_token", NewId()) { Secure = true, SameSite = SameSiteMode.Lax }); // SESS1002
            context.Response.Cookies.Add(new HttpCookie("login_ticket", NewId()) { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });
            context.Response.Cookies.Add(new HttpCookie("theme", "dark"));
            context.Response.Cookies.Set(new HttpCookie("remember_me", "") { Expires = new DateTime(1970, 1, 1) });
        }

        private static string NewId()
        {
            var bytes = new byte[32];
            using (var random = RandomNumberGenerator.Create())
            {
                random.GetBytes(bytes);
            }

            return Convert.ToBase64String(bytes);
        }
    }
}
