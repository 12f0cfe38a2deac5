#if CORPUS
namespace Shop.Prefixes;

public sealed class Prefixes(IHttpContextAccessor accessor)
{
    private HttpResponse Response => accessor.HttpContext!.Response;

    public void Write(string value)
    {
        Response.Cookies.{|SESS1004:Append|}("__Host-session", value, new CookieOptions
        {
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Domain = "shop.example",
        });
        Response.Cookies.{|SESS1004:Append|}("__Host-id", value, new CookieOptions { Secure = true, Path = "/shop" });
        Response.Cookies.{|SESS1004:Append|}("__Secure-basket", value, new CookieOptions { HttpOnly = true });
        Response.Cookies.{|SESS1005:Delete|}("__Secure-basket");
        Response.Cookies.{|SESS1005:Delete|}("__Host-session", new CookieOptions { Path = "/" });
    }
}
#endif
