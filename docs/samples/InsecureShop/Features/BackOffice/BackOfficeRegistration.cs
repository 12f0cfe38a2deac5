using InsecureShop.Cookies;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace InsecureShop.Features.BackOffice;

public static class BackOfficeScheme
{
    public const string Name = "BackOffice";
}

public static class BackOfficeRegistration
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services) =>
        services.Configure<CookieAuthenticationOptions>(BackOfficeScheme.Name, options =>
        {
            options.Cookie.Name = ShopCookies.BackOffice;
            options.LoginPath = "/backoffice/sign-in";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
        });
}
