using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Parameters;

public sealed class ParameterTests
{
    private static readonly SessionLifetime Lifetime = new() { Absolute = TimeSpan.FromDays(7), Idle = TimeSpan.FromDays(1) };

    [Theory]
    [InlineData("/session")]
    [InlineData("/mvc/bank/session")]
    [InlineData("/api/bank/session")]
    [InlineData("/api/bank/oblivious")]
    [InlineData("/pages/bank")]
    public async Task Endpoint_GetsTheSessionOrAnswers401(string path)
    {
        await using var site = await StartAsync();
        using var anonymous = site.CreateClient();
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.Unauthorized, await anonymous.StatusAsync(path));
        Assert.Contains("ada", (await client.GetAsync(path)).Body, StringComparison.Ordinal);
        await site.Revoker.RevokeSubjectAsync("ada");
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync(path));
    }

    [Theory]
    [InlineData("/optional")]
    [InlineData("/optional-default")]
    [InlineData("/mvc/bank/optional")]
    [InlineData("/api/bank/optional")]
    [InlineData("/pages/bank?handler=optional")]
    public async Task EndpointThatCanDoWithout_GetsNull(string path)
    {
        await using var site = await StartAsync();
        using var anonymous = site.CreateClient();
        using var client = await site.SignInAsync("ada");

        Assert.Equal("none", (await anonymous.GetAsync(path)).Body);
        Assert.Equal("ada", (await client.GetAsync(path)).Body);
    }

    [Theory]
    [InlineData("/cart")]
    [InlineData("/mvc/bank/cart")]
    [InlineData("/api/bank/cart")]
    [InlineData("/pages/bank?handler=cart")]
    public async Task Endpoint_GetsTheSessionWithClaimsOfItsOwn(string path)
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync(path));
        await client.PostAsync("/cart/book");
        Assert.Equal("book", (await client.GetAsync(path)).Body);
    }

    [Fact]
    public async Task NullableParameterOfAMinimalHandler_NeedsFromServices()
    {
        await using var site = await StartAsync();
        using var anonymous = site.CreateClient();
        using var client = await site.SignInAsync("ada");

        // The framework does not ask whether a service that it infers may be missing.
        Assert.Equal(HttpStatusCode.Unauthorized, await anonymous.StatusAsync("/nullable"));
        Assert.Equal("ada", (await client.GetAsync("/nullable")).Body);
    }

    [Fact]
    public async Task OptionalCart_IsNullWhereThereIsNone()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();

        Assert.Equal("none", (await client.GetAsync("/optional-cart")).Body);
        await client.PostAsync("/cart/book");
        Assert.Equal("book", (await client.GetAsync("/optional-cart")).Body);
    }

    [Theory]
    [InlineData("/session")]
    [InlineData("/mvc/bank/session")]
    [InlineData("/api/bank/session")]
    [InlineData("/pages/bank")]
    [InlineData("/cart")]
    public async Task MissingSession_Is401AlsoBehindAnExceptionHandler(string path)
    {
        var log = new LogTape();
        await using var site = await StartAsync(
            services => log.AddTo(services.AddProblemDetails()),
            before: app => app.UseExceptionHandler());
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync(path));
        Assert.Equal(HttpStatusCode.InternalServerError, await client.StatusAsync("/fails"));
    }

    [Fact]
    public async Task MvcNeverReadsASession_FromWhatTheClientSends()
    {
        await using var site = await StartAsync();
        using var anonymous = site.CreateClient();
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostFormAsync(anonymous, "/mvc/bank/session?session.subject=eve")).Status);
        Assert.Equal("ada hello True", (await PostFormAsync(client, "/mvc/bank/session?session.subject=eve")).Body);
        Assert.Equal("ada 7", (await PostFormAsync(client, "/mvc/bank/form")).Body);
        Assert.Equal("ada 7", (await PostFormAsync(client, "/pages/bank")).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostFormAsync(anonymous, "/pages/bank")).Status);

        using var json = new HttpRequestMessage(HttpMethod.Post, "/api/bank/transfer")
        {
            Content = new StringContent("""{"amount":7,"subject":"eve","session":{"subject":"eve"}}""", System.Text.Encoding.UTF8, "application/json"),
        };
        Assert.Equal("ada pays 7", (await client.SendAsync(json)).Body);
    }

    [Fact]
    public async Task SessionThatNoCookieCarries_IsAnErrorAndNothingElse()
    {
        var log = new LogTape();
        await using var site = await StartAsync(services => log.AddTo(services));
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.GetAsync("/mvc/bank/unknown?session.subject=eve")).Status);
        Assert.Contains(log.Entries, entry => entry.Fault?.Message.Contains("Register it with AddSealedCookie or AddSessionCookie", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task ForgottenMiddleware_IsNamed()
    {
        var log = new LogTape();
        await using var site = await StartAsync(services => log.AddTo(services), useSessions: false);
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.InternalServerError, await client.StatusAsync("/cart"));
        Assert.Contains(log.Entries, entry => entry.Fault?.Message.Contains("app.UseSealedSessions()", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task RecentAuthentication_OnControllersAndActions()
    {
        await using var site = await StartAsync();
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/mvc/bank/balance"));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/mvc/bank/transfer")).Status);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/mvc/bank/admin"));
        site.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/mvc/bank/balance"));
        Assert.Contains("max_age=\"120\"", (await client.PostAsync("/mvc/bank/transfer")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("AccessDenied", (await client.GetAsync("/mvc/bank/admin")).Location, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Contains("max_age=\"600\"", (await client.GetAsync("/mvc/bank/balance")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

        await client.PostAsync("/step-up");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/mvc/bank/transfer")).Status);
    }

    [Fact]
    public async Task RecentAuthentication_AsAnAttributeOfAMinimalHandler()
    {
        await using var site = await StartAsync();
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/attributed"));
        site.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Contains("max_age=\"180\"", (await client.GetAsync("/attributed")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    private static Task<Answer> PostFormAsync(Client client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["session"] = "eve",
                ["session.subject"] = "eve",
                ["Session.Claims.AuthenticationScheme"] = "eve",
                ["note"] = "hello",
                ["amount"] = "7",
            }),
        };
        return client.SendAsync(request);
    }

    private static Task<Site> StartAsync(Action<IServiceCollection>? services = null, Action<WebApplication>? before = null, bool useSessions = true) => Shop.StartAsync(
        services: collection =>
        {
            collection.AddSealedSessions()
                .AddSession<CartClaims>(options =>
                {
                    options.Purpose = "shop/cart";
                    options.Payload = SessionPayload.Json(CartJson.Default.CartClaims);
                    options.Lifetime = Lifetime;
                    options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen;
                })
                .AddSessionCookie<CartClaims>(cookie => cookie.Name = "__Host-cart");
            collection.AddControllers();
            collection.AddRazorPages().ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Add(new AssemblyPart(typeof(BankController).Assembly));
                parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(BankPage).Assembly));
            });
            services?.Invoke(collection);
        },
        endpoints: app =>
        {
            if (useSessions)
            {
                app.UseSealedSessions();
            }

            app.MapControllers();
            app.MapRazorPages();
            app.MapPost("/cart/{item}", async (string item, HttpContext http, SessionCookie<CartClaims> cookie) =>
            {
                await cookie.SignInAsync(http, new NewSession<CartClaims> { Subject = "cart", Claims = new CartClaims([item]) });
            });
            app.MapGet("/cart", (RevalidatedSession<CartClaims> session) => string.Join(' ', session.Claims.Items));
            app.MapGet("/optional-cart", ([FromServices] RevalidatedSession<CartClaims>? session) => string.Join(' ', session?.Claims.Items ?? ["none"]));
            app.MapGet("/nullable", (RevalidatedSession<AuthenticationTicket>? session) => session?.Subject ?? "none");
            app.MapGet("/optional", ([FromServices] RevalidatedSession<AuthenticationTicket>? session) => session?.Subject ?? "none");
            app.MapGet("/optional-default", ([FromServices] RevalidatedSession<AuthenticationTicket> session = null!) => session is null ? "none" : session.Subject);
            app.MapGet("/attributed", [RequireRecentAuthentication(3)] () => "");
            app.MapGet("/fails", string () => throw new InvalidOperationException("On purpose."));
        },
        before: before);
}
