#if CORPUS
using Microsoft.AspNetCore.CookiePolicy;

namespace Shop.Policies;

public sealed class WeakPolicy
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.Configure<CookiePolicyOptions>(options =>
        {
            options.{|SESS1011:MinimumSameSitePolicy|} = SameSiteMode.None;
            options.{|SESS1011:HttpOnly|} = HttpOnlyPolicy.None;
            options.OnAppendCookie = context => context.CookieOptions.{|SESS1011:Secure|} = false;
            options.OnDeleteCookie = static context =>
            {
                var cookie = context.CookieOptions;
                cookie.{|SESS1011:SameSite|} = SameSiteMode.None;
            };
        });
        services.{|SESS1009:AddSession|}();
    }

    public void Configure(IApplicationBuilder app) => app.UseCookiePolicy(new CookiePolicyOptions { {|SESS1011:Secure|} = CookieSecurePolicy.None }).UseSession();
}
#endif
