using InsecureShop.Cookies;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;

namespace InsecureShop.Features.BackOffice;

public static class BackOfficeScheme
{
    public const string Name = "BackOffice";
}

public static class BackOfficeRegistration
{
    public static IServiceCollection AddBackOffice(this IServiceCollection services)
    {
        services.AddServerSideBlazor();
        return services
            .AddScoped<AuthenticationStateProvider, StaffAtTheScreen>()
            .AddSingleton<PreviewTickets>()
            .AddSingleton<DeskSessions>()
            .AddSingleton<ScannerTokens>()
            .Configure<CookieAuthenticationOptions>(BackOfficeScheme.Name, options =>
            {
                options.Cookie.Name = ShopCookies.BackOffice;
                options.LoginPath = "/backoffice/sign-in";
                options.ExpireTimeSpan = TimeSpan.FromHours(8);
            })
            .AddSignalR().Services;
    }

    public static void MapBackOffice(this IEndpointRouteBuilder app)
    {
        app.MapHub<OrderHub>("/backoffice/live"); // SESS3007
        app.MapBlazorHub();
        app.MapDesks();
        app.MapScanners();
    }
}
