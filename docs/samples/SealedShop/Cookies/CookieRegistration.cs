using Microsoft.AspNetCore.Mvc;
using SealedShop.Features.Accounts;
using SealedShop.Features.BackOffice;

namespace SealedShop.Cookies;

/// <summary>Registers what the framework keeps in cookies for the shop.</summary>
public static class CookieRegistration
{
    public static IServiceCollection AddShopCookies(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddAuthentication(ShopScheme.Name)
            .AddSealedCookie(ShopScheme.Name, ShopScheme.Configure, options =>
            {
                options.Cookie.Name = ShopCookies.Authentication;
                options.LoginPath = "/Account/SignIn";
                options.AccessDeniedPath = "/Account/SignIn";
            })
            .AddSealedCookie(BackOfficeScheme.Name, options => BackOfficeScheme.Configure(options, configuration), options =>
            {
                options.Cookie.Name = ShopCookies.BackOffice;
                options.LoginPath = "/backoffice/sign-in";
                options.AccessDeniedPath = "/backoffice/sign-in";
            });

        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = ShopCookies.Antiforgery;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.HeaderName = "X-XSRF-TOKEN";
        });

        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = ShopCookies.Notice;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        });

        return services;
    }
}
