#if CORPUS
using System;
using System.Web;
using System.Web.Security;

namespace Shop.Classic
{
    public sealed class SignInHandler : IHttpHandler
    {
        public bool IsReusable
        {
            get { return true; }
        }

        public void ProcessRequest(HttpContext context)
        {
            var ticket = new FormsAuthenticationTicket(1, context.User.Identity.Name, DateTime.UtcNow, DateTime.UtcNow.AddMinutes(20), false, string.Empty);
            var cookie = new HttpCookie(FormsAuthentication.FormsCookieName, FormsAuthentication.Encrypt(ticket))
            {
                Secure = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
            };
            context.Response.Cookies.Add(cookie);
            context.Response.AppendCookie(new HttpCookie("theme", "dark"));
            context.Response.AddHeader("Set-Cookie", "culture=en");
            var expired = new HttpCookie("session", "") { Expires = DateTime.Now.AddDays(-1) };
            context.Response.SetCookie(expired);
        }
    }
}
#endif
