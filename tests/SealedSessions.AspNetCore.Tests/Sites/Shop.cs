using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>A small application behind a sealed cookie.</summary>
internal static class Shop
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string Cookie = "__Host-Cookies";
    public const string Purpose = "aspnetcore-cookie/Cookies";

    public static SessionLifetime Lifetime { get; } = new() { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(20) };

    public static Task<Site> StartAsync(
        Action<SealedCookieOptions>? configure = null,
        Action<CookieAuthenticationOptions>? cookie = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? endpoints = null,
        string? key = null,
        FakeClock? clock = null,
        Action<WebApplication>? before = null,
        string? folder = null) =>
        Site.StartAsync(
            collection =>
            {
                collection.AddAuthentication(Scheme).AddSealedCookie(
                    options =>
                    {
                        options.Lifetime = Lifetime;
                        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                        configure?.Invoke(options);
                    },
                    cookie);
                services?.Invoke(collection);
            },
            app =>
            {
                Map(app);
                endpoints?.Invoke(app);
            },
            key,
            clock,
            before: before,
            folder: folder);

    public static ClaimsPrincipal Principal(string subject, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, subject), new Claim(ClaimTypes.Name, subject), .. claims.Select(claim => new Claim(claim.Type, claim.Value))], "test"));

    public static void Map(WebApplication app)
    {
        app.MapPost("/sign-in/{user}", (string user, bool? persistent, HttpContext http) =>
            http.SignInAsync(Principal(user), new AuthenticationProperties { IsPersistent = persistent == true }));
        app.MapPost("/sign-out", (HttpContext http) => http.SignOutAsync());
        app.MapPost("/step-up", (HttpContext http) => http.StepUpAsync());

        // What SignInManager.RefreshSignInAsync does.
        app.MapPost("/refresh", async (HttpContext http) =>
        {
            var current = await http.AuthenticateAsync();
            await http.SignInAsync(Principal(current.Principal!.Identity!.Name!, ("refreshed", "yes")), current.Properties);
        });
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/claims", (ClaimsPrincipal user) => string.Join(' ', user.Claims.Select(claim => $"{claim.Type}={claim.Value}"))).RequireAuthorization();
        app.MapGet("/session", (RevalidatedSession<AuthenticationTicket> session) => SeenSession.Of(session));
        app.MapGet("/status", (HttpContext http) => http.GetSealedSessionStatus(Scheme).ToString());
        app.MapGet("/checkout", () => "paid").RequireRecentAuthentication(TimeSpan.FromMinutes(5));
    }
}
