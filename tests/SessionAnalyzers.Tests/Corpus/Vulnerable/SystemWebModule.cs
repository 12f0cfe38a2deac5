#if CORPUS
using System;
using System.Web;
using System.Web.Security;

namespace Shop.Classic
{
    public sealed class SignInModule : IHttpModule
    {
        public void Init(HttpApplication context)
        {
            context.EndRequest += delegate (object sender, EventArgs e)
            {
                var response = ((HttpApplication)sender).Response;
                response.Cookies.{|SESS1001:{|SESS1002:{|SESS1003:{|SESS2008:Add|}|}|}|}(new HttpCookie("session", Guid.NewGuid().ToString()));
                var cookie = new HttpCookie("auth") { HttpOnly = true, SameSite = SameSiteMode.Lax };
                cookie.Value = "1";
                response.{|SESS1001:AppendCookie|}(cookie);
                response.{|SESS1006:AddHeader|}("Set-Cookie", "token=1");
            };
        }

        public void Dispose()
        {
        }
    }
}
#endif
