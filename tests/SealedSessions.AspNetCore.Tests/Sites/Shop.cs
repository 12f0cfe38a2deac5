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
    public const string Cookie = "__Host-Cookies";

    public static SessionLifetime Lifetime { get; } = new() { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(20) };

    public static Task<Site> StartAsync(
        Action<SealedCookieOptions>? configure = null,
        Action<CookieAuthenticationOptions>? cookie = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? endpoints = null,
        string? key = null,
        FakeClock? clock = null) =>
        Site.StartAsync(
            collection =>
            {
                collection.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddSealedCookie(
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
            clock);

    public static ClaimsPrincipal Principal(string subject, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, subject), new Claim(ClaimTypes.Name, subject), .. claims.Select(claim => new Claim(claim.Type, claim.Value))], "test"));

    private static void Map(WebApplication app)
    {
        app.MapPost("/sign-in/{user}", (string user, bool? persistent, HttpContext http) =>
            http.SignInAsync(Principal(user), new AuthenticationProperties { IsPersistent = persistent == true }));
        app.MapPost("/sign-out", (HttpContext http) => http.SignOutAsync());
        app.MapPost("/step-up", (HttpContext http) => http.StepUpAsync());
        app.MapGet("/me", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
        app.MapGet("/session", (RevalidatedSession<AuthenticationTicket> session) => $"{session.Id.ToHex()} {session.Generation} {session.Subject}");
        app.MapGet("/checkout", () => "paid").RequireRecentAuthentication(TimeSpan.FromMinutes(5));
    }
}
