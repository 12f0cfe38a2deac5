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
        services
            .AddSingleton<PreviewTickets>()
            .Configure<CookieAuthenticationOptions>(BackOfficeScheme.Name, options =>
            {
                options.Cookie.Name = ShopCookies.BackOffice;
                options.LoginPath = "/backoffice/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromHours(8);
            })
            .AddSignalR().Services;

    public static void MapBackOffice(this IEndpointRouteBuilder app) =>
        app.MapHub<OrderHub>("/backoffice/live"); // SESS3007
}
