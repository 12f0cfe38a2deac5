using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class TicketTests
{
    [Fact]
    public async Task PropertiesAndTokens_SurviveRenewalRefreshAndStepUp()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/enter");

        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Get, "/me"), (HttpMethod.Post, "/refresh"), (HttpMethod.Get, "/me"), (HttpMethod.Post, "/step-up")])
        {
            site.Clock.Advance(TimeSpan.FromMinutes(12));
            Assert.NotNull((await client.SendAsync(method, path)).Cookie(Shop.Cookie));
            Assert.Equal("blue token True", (await client.GetAsync("/properties")).Body);
        }
    }

    [Fact]
    public async Task Renewals_DoNotGrowTheToken()
    {
        await using var site = await StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/enter");
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        var length = client.Cookie(Shop.Cookie).Length;

        for (var i = 0; i < 20; i++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(12));
            await client.SendAsync(i % 5 == 4 ? HttpMethod.Post : HttpMethod.Get, i % 5 == 4 ? "/step-up" : "/me");
        }

        Assert.Equal(length, client.Cookie(Shop.Cookie).Length);
    }

    [Theory]
    [InlineData(ClaimTypes.NameIdentifier, null)]
    [InlineData("sub", null)]
    [InlineData("employee", "employee")]
    public async Task Subject_IsTheClaimThatIsChosen(string claim, string? chosen)
    {
        await using var site = await Shop.StartAsync(
            options => options.SubjectClaimType = chosen ?? options.SubjectClaimType,
            endpoints: app => app.MapPost("/enter", (HttpContext http) =>
                http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", "nobody"), new Claim(claim, "4711")], "test")))));
        using var client = site.CreateClient();
        await client.PostAsync("/enter");

        Assert.Equal("4711", (await client.SessionAsync())!.Subject);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));
        await site.Revoker.RevokeSubjectAsync("4711");
        Assert.Null(await client.SessionAsync());
    }

    [Fact]
    public async Task SeveralIdentities_ComeBackAsTheyWere()
    {
        await using var site = await Shop.StartAsync(endpoints: app =>
        {
            app.MapPost("/enter", (HttpContext http) =>
            {
                var principal = Shop.Principal("ada", ("role", "customer"));
                var actor = new ClaimsIdentity([new Claim("name", "helper")], "actor");
                principal.Identities.First().Actor = actor;
                principal.AddIdentity(new ClaimsIdentity([new Claim("employee", "1", ClaimValueTypes.Integer32, "hr")], "second", "employee", "role"));
                return http.SignInAsync(principal);
            });
            app.MapGet("/identities", (ClaimsPrincipal user) => string.Join(
                '|',
                user.Identities.Select(identity => $"{identity.AuthenticationType} {identity.Name} {identity.Actor?.FindFirst("name")?.Value} {identity.Claims.Last().Issuer}")));
        });
        using var client = site.CreateClient();
        await client.PostAsync("/enter");
        const string Expected = "test ada helper LOCAL AUTHORITY|second 1  hr";

        Assert.Equal(Expected, (await client.GetAsync("/identities")).Body);
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        Assert.Equal(Expected, (await client.GetAsync("/identities")).Body);
    }

    [Fact]
    public async Task TicketDataFormat_IssuesNothingByItself()
    {
        await using var site = await Shop.StartAsync();
        var format = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Shop.Scheme).TicketDataFormat;

        var fault = Assert.Throws<InvalidOperationException>(() => format.Protect(new AuthenticationTicket(Shop.Principal("ada"), Shop.Scheme)));

        Assert.Contains("it is issued by HttpContext.SignInAsync", fault.Message, StringComparison.Ordinal);
        Assert.Null(format.Unprotect(null));
        Assert.Null(format.Unprotect("s1.x"));
    }

    [Fact]
    public async Task TokenOfTheRenewal_IsNotInThePropertiesThatApplicationsSee()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapGet("/items", async (HttpContext http) =>
        {
            var properties = (await http.AuthenticateAsync()).Properties!;
            return string.Join(' ', properties.Items.Values.Concat(properties.Parameters.Values.Select(value => value?.ToString())));
        }));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await client.GetAsync("/items");

        Assert.NotNull(answer.Cookie(Shop.Cookie));
        Assert.DoesNotContain("s1.", answer.Body, StringComparison.Ordinal);
    }

    private static Task<Site> StartAsync() => Shop.StartAsync(endpoints: app =>
    {
        app.MapPost("/enter", (HttpContext http) =>
        {
            var properties = new AuthenticationProperties { IsPersistent = true };
            properties.Items["tenant"] = "blue";
            properties.StoreTokens([new AuthenticationToken { Name = "access_token", Value = "token" }]);
            return http.SignInAsync(Shop.Principal("ada"), properties);
        });
        app.MapGet("/properties", async (HttpContext http) =>
        {
            var properties = (await http.AuthenticateAsync()).Properties!;
            return $"{properties.Items["tenant"]} {await http.GetTokenAsync("access_token")} {properties.IsPersistent}";
        });
    });
}
