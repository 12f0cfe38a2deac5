#if CORPUS
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Mvc;

namespace Shop.Debugging;

[ApiController]
[Route("[controller]")]
public sealed class SignInController(IWebHostEnvironment environment) : ControllerBase
{
    [HttpPost]
    public ActionResult<int> SignIn([FromForm] string token)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict };
#if DEBUG
        options.Secure = false;
#else
        options.Secure = true;
#endif
        Response.Cookies.Append("token", token, options);
        Response.Cookies.Append("auth", token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = !environment.IsDevelopment(),
        });
        if (environment.IsDevelopment())
        {
            Response.Cookies.Append("session", token);
            Response.Headers.Append("Set-Cookie", "session=1");
        }

        return token switch
        {
            null or "" => BadRequest(),
            [var first, .., var last] when first == last => 1,
            { Length: var length } => length,
        };
    }

    internal static void AddPolicy(IServiceCollection services, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            services.Configure<CookiePolicyOptions>(options =>
            {
                options.HttpOnly = HttpOnlyPolicy.None;
                options.Secure = CookieSecurePolicy.None;
            });
            services.AddSession();
        }
    }
}
#endif
