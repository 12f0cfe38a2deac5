using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>A shop with a back office, each behind a sealed cookie of its own.</summary>
internal static class TwoSchemes
{
    public const string Customer = "Customer";
    public const string Staff = "Staff";

    public static Task<Site> StartAsync(Action<IServiceCollection>? services = null, Action<WebApplication>? endpoints = null, FakeClock? clock = null) => Site.StartAsync(
        collection =>
        {
            collection.AddAuthentication(Customer)
                .AddSealedCookie(Customer, options =>
                {
                    options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromDays(30), Idle = TimeSpan.FromDays(2) };
                    options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen;
                    options.StepUpPath = "/confirm";
                })
                .AddSealedCookie(Staff, options =>
                {
                    options.Lifetime = Shop.Lifetime;
                    options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                    options.StepUpPath = "/staff/confirm";
                });
            collection.AddAuthorizationBuilder().AddPolicy(Staff, policy => policy.AddAuthenticationSchemes(Staff).RequireAuthenticatedUser());
            services?.Invoke(collection);
        },
        app =>
        {
            app.MapPost("/customer/sign-in", (HttpContext http) => http.SignInAsync(Customer, Shop.Principal("ada")));
            app.MapPost("/staff/sign-in", (HttpContext http) => http.SignInAsync(Staff, Shop.Principal("grace")));
            app.MapPost("/customer/sign-out", (HttpContext http) => http.SignOutAsync(Customer));
            app.MapPost("/staff/step-up", (HttpContext http) => http.StepUpAsync(Staff));
            app.MapGet("/customer", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization();
            app.MapGet("/staff", (ClaimsPrincipal user) => user.Identity!.Name).RequireAuthorization(Staff);
            app.MapGet("/staff/status", async (HttpContext http) =>
            {
                await http.AuthenticateAsync(Staff);
                return http.GetSealedSessionStatus(Staff).ToString();
            });
            app.MapGet("/session", (RevalidatedSession<AuthenticationTicket> session) => session.Subject);
            app.MapGet("/staff/session", (RevalidatedSession<AuthenticationTicket> session) => session.Subject).RequireAuthorization(Staff);
            app.MapGet("/staff/secret", () => "secret").RequireAuthorization(policy => policy.AddAuthenticationSchemes(Staff).RequireAuthenticatedUser().RequireRecentAuthentication(TimeSpan.FromMinutes(5)));
            app.MapGet("/customer/secret", () => "secret").RequireRecentAuthentication(TimeSpan.FromMinutes(5));
            endpoints?.Invoke(app);
        },
        clock: clock);
}
