using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>An application without an authentication scheme, behind a session cookie with claims of its own.</summary>
internal static class CartShop
{
    public const string Cookie = "__Host-cart";

    public static Task<Site> StartAsync(
        Action<SessionCookieOptions<CartClaims>>? cookie = null,
        Action<SealedSessionOptions<CartClaims>>? session = null,
        Action<SealedSessionsBuilder>? sessions = null,
        Action<WebApplication>? endpoints = null,
        string? key = null,
        FakeClock? clock = null,
        Action<WebApplication>? before = null) =>
        Site.StartAsync(
            services =>
            {
                var builder = services.AddSealedSessions()
                    .AddSession<CartClaims>(options =>
                    {
                        options.Purpose = "shop/cart";
                        options.Payload = SessionPayload.Json(CartJson.Default.CartClaims);
                        options.Lifetime = Shop.Lifetime;
                        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                        session?.Invoke(options);
                    })
                    .AddSessionCookie<CartClaims>(options =>
                    {
                        options.Name = Cookie;
                        cookie?.Invoke(options);
                    });
                sessions?.Invoke(builder);
            },
            app =>
            {
                app.UseSealedSessions();
                app.MapPost("/sign-in/{user}", async (string user, string? items, int? minutes, HttpContext http, SessionCookie<CartClaims> carts, TimeProvider clock) =>
                    (await carts.SignInAsync(http, new NewSession<CartClaims>
                    {
                        Subject = user,
                        Claims = new CartClaims(items?.Split(',') ?? []),
                        ExpiresAt = minutes is { } ends ? clock.GetUtcNow().AddMinutes(ends) : null,
                    })).Value);
                app.MapPost("/sign-in-large", async (int size, HttpContext http, SessionCookie<CartClaims> carts) =>
                    (await carts.SignInAsync(http, new NewSession<CartClaims> { Subject = "ada", Claims = new CartClaims([new string('x', size)]) })).Value);
                app.MapPost("/sign-out", async (HttpContext http, SessionCookie<CartClaims> carts) => await carts.SignOutAsync(http));
                app.MapPost("/step-up", async (HttpContext http, SessionCookie<CartClaims> carts) => (await carts.StepUpAsync(http)).Value);
                app.MapPost("/update", async (string items, HttpContext http, SessionCookie<CartClaims> carts) => (await carts.UpdateAsync(http, new CartClaims(items.Split(',')))).Value);
                app.MapGet("/session", (RevalidatedSession<CartClaims> session) => SeenSession.Of(session));
                app.MapGet("/items", (RevalidatedSession<CartClaims> session) => string.Join(',', session.Claims.Items));
                app.MapGet("/recent", (RevalidatedSession<CartClaims> session) => session.AuthenticatedWithin(TimeSpan.FromMinutes(5)));
                app.MapGet("/status", async (HttpContext http, SessionCookie<CartClaims> carts) =>
                {
                    var result = await carts.ReadAsync(http);
                    return result.Status == RevalidationStatus.NotUnsealed ? result.Unseal.ToString() : result.Status.ToString();
                });
                endpoints?.Invoke(app);
            },
            key,
            clock,
            before: before);
}
