using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class LifetimeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SlidingRenewalFor31Days_EndsAtTheAbsoluteLimit(bool persistent)
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync($"/sign-in/ada?persistent={persistent}");
        var end = site.Clock.GetUtcNow().AddHours(8);
        var good = 0;
        var renewals = 0;

        for (var request = 0; request < 31 * 24 * 60 / 11; request++)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            var answer = await client.GetAsync("/me");
            good += answer.Status == HttpStatusCode.OK ? 1 : 0;
            renewals += answer.Cookie(Shop.Cookie) is null ? 0 : 1;
            Assert.Equal(site.Clock.GetUtcNow() < end ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.Status);
            Assert.All(answer.Cookies, cookie => Assert.True(cookie.Expires is null || cookie.Expires <= end));
        }

        Assert.Equal(43, good);
        Assert.Equal(43, renewals);
    }

    [Fact]
    public async Task IdleSession_EndsWithTheWindow()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");

        site.Clock.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromMilliseconds(1));
        using var inTime = site.Copy(client);
        Assert.Equal(HttpStatusCode.OK, await inTime.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Theory]
    [InlineData("ExpiresUtc", null)]
    [InlineData("ExpiresUtc", false)]
    [InlineData("IssuedUtc", null)]
    [InlineData("Items", null)]
    public async Task PropertiesThatAskForTenYears_ChangeNothing(string what, bool? allowRefresh)
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/sign-in", (HttpContext http, TimeProvider clock) =>
        {
            var properties = new AuthenticationProperties { IsPersistent = true, AllowRefresh = allowRefresh };
            switch (what)
            {
                case "ExpiresUtc":
                    properties.ExpiresUtc = clock.GetUtcNow().AddYears(10);
                    break;
                case "IssuedUtc":
                    properties.IssuedUtc = clock.GetUtcNow().AddYears(10);
                    break;
                default:
                    properties.Items[".expires"] = clock.GetUtcNow().AddYears(10).ToString("r", CultureInfo.InvariantCulture);
                    break;
            }

            return http.SignInAsync(Shop.Principal("ada"), properties);
        }));
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in");
        var session = await client.SessionAsync();

        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(20), Assert.Single(answer.Cookies).Expires);
        Assert.Equal((site.Clock.GetUtcNow().AddHours(8), site.Clock.GetUtcNow().AddMinutes(20)), (session!.ExpiresAt, session.IdleUntil));
        site.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task ShorterExpiresUtc_IsTheWindow()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/sign-in", (HttpContext http, TimeProvider clock) =>
            http.SignInAsync(Shop.Principal("ada"), new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow().AddMinutes(4) })));
        using var client = site.CreateClient();
        await client.PostAsync("/sign-in");

        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(4), (await client.SessionAsync())!.IdleUntil);
        site.Clock.Advance(TimeSpan.FromMinutes(3));
        await client.GetAsync("/me");
        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(4), (await client.SessionAsync())!.IdleUntil);
    }

    [Theory]
    [InlineData("AllowRefresh")]
    [InlineData("SlidingExpiration")]
    public async Task SessionThatMayNotSlide_EndsWithItsFirstWindow(string by)
    {
        await using var site = await Shop.StartAsync(
            cookie: options => options.SlidingExpiration = by == "AllowRefresh",
            endpoints: app => app.MapPost("/sign-in", (HttpContext http) =>
                http.SignInAsync(Shop.Principal("ada"), new AuthenticationProperties { AllowRefresh = by == "AllowRefresh" ? false : null })));
        using var client = site.CreateClient();
        await client.PostAsync("/sign-in");

        site.Clock.Advance(TimeSpan.FromMinutes(19));
        var late = await client.GetAsync("/me");
        await client.PostAsync("/refresh");
        await client.PostAsync("/step-up");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(late.Cookies);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task EndSessionAt_EndsEarlierAndForGood()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/sign-in", (HttpContext http, TimeProvider clock, int minutes) =>
            http.SignInAsync(Shop.Principal("ada"), new AuthenticationProperties { IsPersistent = true }.EndSessionAt(clock.GetUtcNow().AddMinutes(minutes)))));
        using var client = site.CreateClient();
        await client.PostAsync("/sign-in?minutes=30");
        var end = site.Clock.GetUtcNow().AddMinutes(30);

        site.Clock.Advance(TimeSpan.FromMinutes(15));
        await client.PostAsync("/step-up");
        Assert.Equal(end, (await client.SessionAsync())!.ExpiresAt);
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        var renewing = await client.GetAsync("/me");
        Assert.Equal(end, Assert.Single(renewing.Cookies).Expires);
        site.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));

        await client.PostAsync("/sign-in?minutes=6000");
        Assert.Equal(site.Clock.GetUtcNow().AddHours(8), (await client.SessionAsync())!.ExpiresAt);
    }

    [Fact]
    public async Task PersistentCookie_NeverExpiresAfterTheSession()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Cookie.MaxAge = TimeSpan.FromDays(3650));
        using var client = site.CreateClient();
        var first = await client.PostAsync("/sign-in/ada?persistent=true");
        var end = site.Clock.GetUtcNow().AddHours(8);
        Assert.Equal(TimeSpan.FromHours(8), Assert.Single(first.Cookies).MaxAge);

        while (site.Clock.GetUtcNow().AddMinutes(11) < end)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            var cookie = Assert.Single((await client.GetAsync("/me")).Cookies);
            Assert.InRange(cookie.Expires!.Value, site.Clock.GetUtcNow(), end);
            Assert.Equal(end - site.Clock.GetUtcNow(), cookie.MaxAge);
        }
    }

    [Fact]
    public async Task StricterPolicy_ActsAtOnceOnLivingSessions()
    {
        var key = SealingKey.Generate().ExportBase64();
        var clock = new FakeClock();
        var store = new InMemorySessionRevocations(clock);
        void Share(IServiceCollection services) => services.AddSealedSessions().UseStore(_ => store);
        await using var generous = await Shop.StartAsync(services: Share, key: key, clock: clock);
        using var client = generous.CreateClient();
        await client.PostAsync("/sign-in/ada?persistent=true");
        var end = clock.GetUtcNow().AddMinutes(30);
        await using var strict = await Shop.StartAsync(
            options => options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromMinutes(30), Idle = TimeSpan.FromMinutes(5) }, services: Share, key: key, clock: clock);

        clock.Advance(TimeSpan.FromMinutes(4));
        using var inTime = strict.Copy(client);
        var session = await inTime.SessionAsync();
        Assert.Equal(clock.GetUtcNow().AddMinutes(26), session!.ExpiresAt);
        clock.Advance(TimeSpan.FromMinutes(1));
        using var idle = strict.Copy(client);

        Assert.Equal(HttpStatusCode.Redirect, await idle.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));

        for (var i = 0; i < 8; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(3));
            var answer = await inTime.GetAsync("/me");
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.All(answer.Cookies, cookie => Assert.True(cookie.Expires <= end, $"{cookie.Expires}"));
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, await inTime.StatusAsync("/me"));
    }

    [Fact]
    public async Task ExpireTimeSpan_CountsWhereItIsStricter()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.ExpireTimeSpan = TimeSpan.FromMinutes(5));
        using var client = await site.SignInAsync("ada");

        site.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task IdleLongerThanTheFrameworksDefault_Counts()
    {
        await using var site = await Shop.StartAsync(options => options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromDays(60), Idle = TimeSpan.FromDays(20) });
        using var client = await site.SignInAsync("ada");

        site.Clock.Advance(TimeSpan.FromDays(19));

        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    public async Task SignIn_AtAnyMillisecond_GetsTheWholeWindow(int milliseconds)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, milliseconds, TimeSpan.Zero));
        await using var site = await Shop.StartAsync(options => options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(1), Idle = TimeSpan.FromSeconds(1) }, clock: clock);
        using var client = await site.SignInAsync("ada");

        Assert.Equal(clock.GetUtcNow().AddSeconds(1), (await client.SessionAsync())!.IdleUntil);
    }

    [Fact]
    public async Task SignInThatWouldBeExpired_FailsAndKeepsTheFormerSession()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/sign-in", (HttpContext http, TimeProvider clock) =>
            http.SignInAsync(Shop.Principal("ada"), new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow().AddMinutes(-4) })));
        using var client = await site.SignInAsync("ada");

        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/sign-in")).Status);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }
}
