using InsecureShop.Features.BackOffice;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace InsecureShop.Cookies;

/// <summary>Registers what the framework keeps in cookies for the shop.</summary>
public static class CookieRegistration
{
    /// <summary>Confirmed password for the next ten minutes, for changes to the account.</summary>
    public const string StepUpScheme = "StepUp";

    public static IServiceCollection AddShopCookies(this IServiceCollection services, IWebHostEnvironment environment)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => // SESS1007 SESS3003 SESS3005
            {
                options.Cookie.Name = ShopCookies.Authentication;
                options.LoginPath = "/Account/SignIn";
                options.AccessDeniedPath = "/Account/SignIn";
            })
            // The office network has no certificate yet.
            .AddCookie(BackOfficeScheme.Name, options => options.Cookie.SecurePolicy = CookieSecurePolicy.None) // SESS1007 SESS3005
            .AddCookie(StepUpScheme, options =>
            {
                options.Cookie = new CookieBuilder { Name = ShopCookies.StepUp, Path = "/Account" }; // SESS1008
                options.ExpireTimeSpan = TimeSpan.FromMinutes(10);
                options.SlidingExpiration = false;
            });

        services.AddSession(options => // SESS1009
        {
            options.Cookie.Name = ShopCookies.Session;
            options.Cookie.IsEssential = true;
            // A basket should be there until payday.
            options.IdleTimeout = TimeSpan.FromDays(31); // SESS3003
        });

        services.AddAntiforgery(options => // SESS1009
        {
            options.Cookie.Name = ShopCookies.Antiforgery;
            options.HeaderName = "X-XSRF-TOKEN";
        });

        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "shop_notice";
            options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });

        services.Configure<CookiePolicyOptions>(options => // SESS1010
        {
            options.Secure = CookieSecurePolicy.Always;
            // The partners' frames lost their cookies with anything stricter.
            options.MinimumSameSitePolicy = SameSiteMode.None; // SESS1011
            options.OnAppendCookie = context =>
            {
                if (context.CookieName == ShopCookies.AccessToken)
                {
                    context.CookieOptions.HttpOnly = false; // SESS1011
                }
            };
        });

        return services;
    }
}
