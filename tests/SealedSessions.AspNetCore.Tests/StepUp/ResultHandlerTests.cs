using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.StepUp;

public sealed class ResultHandlerTests
{
    private static readonly (string, string) Html = ("Accept", "text/html");

    [Theory]
    [InlineData("before", ServiceLifetime.Singleton)]
    [InlineData("before", ServiceLifetime.Scoped)]
    [InlineData("before", ServiceLifetime.Transient)]
    [InlineData("after", ServiceLifetime.Singleton)]
    [InlineData("after", ServiceLifetime.Scoped)]
    public async Task HandlerOfTheApplication_StaysInEffectBesideStepUp(string when, ServiceLifetime lifetime)
    {
        var descriptor = new ServiceDescriptor(typeof(IAuthorizationMiddlewareResultHandler), typeof(HidingHandler), lifetime);
        await AssertBothAsync(when, descriptor);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task HandlerMadeByTheApplication_StaysInEffectBesideStepUp(string when)
    {
        await AssertBothAsync(when, ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler>(new HidingHandler(new Note("made"))));
        await AssertBothAsync(when, ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler>(provider => new HidingHandler(provider.GetRequiredService<Note>())));
    }

    [Fact]
    public async Task HandlerThatAnswersEverythingItself_KeepsTheLastWord()
    {
        await using var site = await StartAsync("after", ServiceDescriptor.Singleton<IAuthorizationMiddlewareResultHandler, TeapotHandler>());
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal((HttpStatusCode)418, await client.StatusAsync("/checkout"));
    }

    private static async Task AssertBothAsync(string when, ServiceDescriptor descriptor)
    {
        await using var site = await StartAsync(when, descriptor);
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync("/admin"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("/confirm?ReturnUrl=%2Fcheckout", (await client.GetAsync("/checkout", Html)).Location);
        Assert.Contains("insufficient_user_authentication", (await client.GetAsync("/checkout")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await client.StatusAsync("/admin"));
    }

    private static Task<Site> StartAsync(string when, ServiceDescriptor descriptor) => Site.StartAsync(
        services =>
        {
            services.AddSingleton(new Note("injected"));
            if (when == "before")
            {
                services.Add(descriptor);
            }

            services.AddAuthentication(Shop.Scheme).AddSealedCookie(options =>
            {
                options.Lifetime = Shop.Lifetime;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                options.StepUpPath = "/confirm";
            });
            if (when == "after")
            {
                services.Add(descriptor);
            }
        },
        app =>
        {
            Shop.Map(app);
            app.MapGet("/admin", () => "").RequireAuthorization(policy => policy.RequireRole("admin"));
        });

    private sealed record Note(string Text);

    /// <summary>Hides what a user may not see, as the framework's documentation shows it.</summary>
    private sealed class HidingHandler(Note note) : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _inner = new();

        public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Forbidden && policy.Requirements.OfType<RolesAuthorizationRequirement>().Any())
            {
                context.Response.StatusCode = 404;
                await context.Response.WriteAsync(note.Text);
                return;
            }

            await _inner.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    private sealed class TeapotHandler : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                return next(context);
            }

            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        }
    }
}
