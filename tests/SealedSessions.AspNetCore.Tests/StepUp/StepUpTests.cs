using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.StepUp;

public sealed class StepUpTests
{
    private static readonly (string, string) Html = ("Accept", "text/html,application/xhtml+xml;q=0.9");

    [Fact]
    public async Task StepUp_IsAskedForAfterFiveMinutesAndOpensTheEndpoint()
    {
        await using var site = await Shop.StartAsync(options => options.StepUpPath = "/confirm");
        using var client = await site.SignInAsync("ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));

        site.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var page = await client.GetAsync("/checkout?x=1&y=%2F", Html);
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("/confirm?ReturnUrl=%2Fcheckout%3Fx%3D1%26y%3D%252F", page.Location);
        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        await client.PostAsync("/step-up");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));
    }

    [Fact]
    public async Task Challenge_IsThatOfRfc9470()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        var answer = await client.GetAsync("/checkout", Html);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        var parameters = challenge.Parameter!.Split(", ").Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal(["error", "error_description", "max_age"], parameters.Keys.Order());
        Assert.Equal("\"insufficient_user_authentication\"", parameters["error"]);
        Assert.Equal("\"300\"", parameters["max_age"]);
        Assert.All(parameters.Values, value => Assert.Matches("^\"[ !#-\\[\\]-~]*\"$", value));
    }

    [Theory]
    [InlineData("POST", "text/html", "/confirm?ReturnUrl=%2F")]
    [InlineData("HEAD", "text/html", "/confirm?ReturnUrl=%2Fcheckout")]
    [InlineData("GET", "application/json", null)]
    [InlineData("GET", "*/*", null)]
    [InlineData("GET", ";;;,", null)]
    [InlineData("GET", "", null)]
    public async Task OtherRequests_AreSentOrAnsweredByWhatTheyAccept(string method, string accept, string? location)
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            endpoints: app => app.MapMethods("/checkout", ["POST", "HEAD"], () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        var answer = await client.SendAsync(new HttpMethod(method), "/checkout", ("Accept", accept));

        Assert.Equal(location is null ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(location, answer.Location);
    }

    [Fact]
    public async Task ReturnUrl_HasThePathBase()
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            before: app => app.UsePathBase("/shop"),
            endpoints: app => app.MapPost("/email", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("/shop/confirm?ReturnUrl=%2Fshop%2Fcheckout%3Fx%3D1", (await client.GetAsync("/shop/checkout?x=1", Html)).Location);
        Assert.Equal("/shop/confirm?ReturnUrl=%2Fshop%2F", (await client.PostAsync("/shop/email", Html)).Location);
        Assert.Equal("/shop/confirm?ReturnUrl=%2Fshop%2Faccount", (await client.PostAsync("/shop/email", Html, ("Referer", $"{site.Address}shop/account"))).Location);
    }

    [Theory]
    [InlineData("https://localhost:{port}/account?tab=mail&x=%2F#top", "/account?tab=mail&x=%2F")]
    [InlineData("HTTPS://LOCALHOST:{port}/Account", "/Account")]
    [InlineData("https://localhost:{port}/%5Cevil.example", "/%5Cevil.example")]
    [InlineData("https://localhost:{port}/", "/")]
    [InlineData("https://localhost:{port}", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("/account", "/")]
    [InlineData("account", "/")]
    [InlineData("about:blank", "/")]
    [InlineData("https://", "/")]
    [InlineData("https://localhost:{port}x/account", "/")]
    [InlineData("https://localhost:99{port}/account", "/")]
    [InlineData("https://localhost/account", "/")]
    [InlineData("http://localhost:{port}/account", "/")]
    [InlineData("//localhost:{port}/account", "/")]
    [InlineData("https://127.0.0.1:{port}/account", "/")]
    [InlineData("https://evil.example/account", "/")]
    [InlineData("https://evil.example:{port}/account", "/")]
    [InlineData("https://localhost:{port}@evil.example/account", "/")]
    [InlineData("https://localhost:{port}.evil.example/account", "/")]
    [InlineData("https://localhost:{port}//evil.example/", "/")]
    [InlineData("https://localhost:{port}/\\evil.example/", "/")]
    [InlineData("https://localhost:{port}\\\\evil.example/", "/")]
    [InlineData("https://localhost:{port}/.//evil.example/", "/")]
    [InlineData("https://localhost:{port}/account/..//evil.example/", "/")]
    public async Task ReturnUrlOfAPost_IsThePageOfThisSiteThatHasSentIt(string? referer, string back)
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            endpoints: app => app.MapPost("/email", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        (string, string)[] headers = referer is null ? [Html] : [Html, ("Referer", referer.Replace("{port}", $"{site.Address.Port}", StringComparison.Ordinal))];
        var answer = await client.PostAsync("/email?to=mallory", headers);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/confirm", answer.Location!.Split('?')[0]);
        Assert.Equal(back, ReturnUrl(answer));
        Assert.True(IsLocal(back), back);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/%5Cevil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task ReturnUrl_LeadsToNoOtherSite(string path)
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            endpoints: app => app.MapFallback("{**rest}", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        // As it is: a Uri would take the path for a host.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{site.Address.Scheme}://{site.Address.Authority}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        var answer = await client.SendAsync(request, Html);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.True(IsLocal(ReturnUrl(answer)), answer.Location);
    }

    [Fact]
    public async Task TwoRequirements_AskForTheStricter()
    {
        await using var site = await Shop.StartAsync(endpoints: app =>
        {
            var group = app.MapGroup("/bank").RequireRecentAuthentication(TimeSpan.FromMinutes(10));
            group.MapGet("/balance", () => "1");
            group.MapGet("/transfer", () => "sent").RequireRecentAuthentication(TimeSpan.FromMinutes(2));
        });
        using var client = await site.SignInAsync("ada");

        site.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/bank/balance"));
        Assert.Contains("max_age=\"120\"", (await client.GetAsync("/bank/transfer")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromMinutes(8));
        Assert.Contains("max_age=\"600\"", (await client.GetAsync("/bank/balance")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("max_age=\"120\"", (await client.GetAsync("/bank/transfer")).Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingRole_IsForbiddenWhateverElseIsMissing()
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            endpoints: app =>
            {
                app.MapGet("/admin", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)).RequireAuthorization(policy => policy.RequireRole("admin"));
                app.MapGet("/refused", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(5)).RequireAuthorization(policy => policy.RequireAssertion(asked =>
                {
                    asked.Fail();
                    return true;
                }));
            });
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        foreach (var path in (string[])["/admin", "/refused"])
        {
            var answer = await client.GetAsync(path, Html);
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            Assert.Contains("/Account/AccessDenied?ReturnUrl=", answer.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Anonymous_IsChallengedAsTheHandlerDoes()
    {
        await using var site = await Shop.StartAsync(options => options.StepUpPath = "/confirm", cookie: options => options.LoginPath = "/enter");
        await using var api = await Shop.StartAsync(cookie: options => options.Events.OnRedirectToLogin = context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        using var browser = site.CreateClient();
        using var program = api.CreateClient();

        Assert.StartsWith($"{site.Address}enter?ReturnUrl=%2Fcheckout", (await browser.GetAsync("/checkout", Html)).Location, StringComparison.Ordinal);
        var answer = await program.GetAsync("/checkout");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task ChangedClient_IsAskedForStepUpUntilItHasProved()
    {
        await using var site = await Shop.StartAsync(services: services => services.AddSealedSessions().AddClientChangeSignal());
        using var client = site.CreateClient();
        var before = ("User-Agent", "Firefox/1");
        var after = ("User-Agent", "Chrome/2");
        await client.PostAsync("/sign-in/ada", before);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/checkout", before)).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/checkout", after)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/me", after)).Status);

        await client.PostAsync("/step-up", after);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/checkout", after)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/checkout", before)).Status);
    }

    [Fact]
    public async Task TokenOfSomebodyElse_IsNotRecentBecauseTheCookieIs()
    {
        await using var site = await Shop.StartAsync(
            services: services => services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, HeaderUserHandler>("Header", null),
            endpoints: app => app.MapGet("/transfer", (ClaimsPrincipal user) => user.Identity!.Name)
                .RequireAuthorization(policy => policy.AddAuthenticationSchemes("Header").RequireAuthenticatedUser().RequireRecentAuthentication(TimeSpan.FromMinutes(5))));
        using var client = await site.SignInAsync("mallory");

        Assert.Equal("mallory", (await client.GetAsync("/transfer", ("X-User", "mallory"))).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/transfer", ("X-User", "ada"))).Status);
    }

    [Fact]
    public async Task ImperativeQuestion_LeadsToStepUpAtForbid()
    {
        await using var site = await Shop.StartAsync(
            options => options.StepUpPath = "/confirm",
            services: services => services.AddAuthorizationBuilder().AddPolicy("recent", policy => policy.RequireRecentAuthentication(TimeSpan.FromMinutes(5))),
            endpoints: app => app.MapGet("/order/{id}", async (int id, IAuthorizationService authorization, HttpContext http) =>
                (await authorization.AuthorizeAsync(http.User, id, "recent")).Succeeded ? Results.Ok() : Results.Forbid()));
        using var client = await site.SignInAsync("ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/order/1"));
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("/confirm?ReturnUrl=%2Forder%2F1", (await client.GetAsync("/order/1", Html)).Location);
    }

    [Fact]
    public async Task RequirementOfZeroOrLess_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RequireRecentAuthenticationAttribute(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AuthorizationPolicyBuilder().RequireRecentAuthentication(TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Shop.StartAsync(endpoints: app =>
        {
            app.MapGet("/x", () => "").RequireRecentAuthentication(TimeSpan.FromMinutes(-1));
            _ = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray();
        }));
    }

    private static string? ReturnUrl(Answer answer) => QueryHelpers.ParseQuery(answer.Location!.Split('?', 2).ElementAtOrDefault(1)).GetValueOrDefault("ReturnUrl");

    /// <summary>What the framework says.</summary>
    private static bool IsLocal(string? url) => new UrlHelper(new ActionContext(new DefaultHttpContext(), new RouteData(), new ActionDescriptor())).IsLocalUrl(url);
}
