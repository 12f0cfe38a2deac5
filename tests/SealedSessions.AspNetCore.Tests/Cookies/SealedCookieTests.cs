using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class SealedCookieTests
{
    [Fact]
    public async Task SignIn_SetsAHostCookieWithEveryAttribute()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();

        using var response = await client.PostAsync("/sign-in/ada");

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^__Host-Cookies=s1\\.[A-Za-z0-9_-]+; path=/; secure; samesite=lax; httponly$", cookie);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cookie", response.Headers.Vary);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task SignOut_RefusesACopiedCookie()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        using var thief = site.CreateClient();
        using var signedIn = await client.PostAsync("/sign-in/ada");
        thief.SetCookie(Shop.Cookie, client.Cookie(Shop.Cookie));
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync("/me"));

        using var signedOut = await client.PostAsync("/sign-out");

        Assert.Equal("", client.Cookie(Shop.Cookie));
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task SignInAgain_BeginsANewSessionAndEndsTheFormer()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        using var thief = site.CreateClient();
        using var first = await client.PostAsync("/sign-in/mallory");
        thief.SetCookie(Shop.Cookie, client.Cookie(Shop.Cookie));

        using var second = await client.PostAsync("/sign-in/ada");

        Assert.NotEqual(thief.Cookie(Shop.Cookie), client.Cookie(Shop.Cookie));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task SlidingRenewalFor31Days_EndsAtTheAbsoluteLimit()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        using var signedIn = await client.PostAsync("/sign-in/ada");
        var start = site.Clock.GetUtcNow();
        DateTimeOffset? refusedAt = null;
        var renewals = 0;

        while (site.Clock.GetUtcNow() < start.AddDays(31))
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            using var response = await client.GetAsync("/me");
            renewals += response.Headers.Contains("Set-Cookie") ? 1 : 0;
            if (response.StatusCode != HttpStatusCode.OK)
            {
                refusedAt ??= site.Clock.GetUtcNow();
                break;
            }
        }

        Assert.InRange(renewals, 40, 44);
        Assert.InRange(refusedAt!.Value - start, TimeSpan.FromHours(8), TimeSpan.FromHours(8) + TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task Renewal_KeepsIdAndRaisesGenerationByOne()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        using var signedIn = await client.PostAsync("/sign-in/ada");
        var before = (await (await client.GetAsync("/session")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(' ');

        site.Clock.Advance(TimeSpan.FromMinutes(12));
        using var renewing = await client.GetAsync("/session");
        var after = (await (await client.GetAsync("/session")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(' ');

        Assert.Equal(["0", "1"], [before[1], after[1]]);
        Assert.Equal(before[0], after[0]);
    }

    [Fact]
    public async Task StepUp_IsAskedForAfterFiveMinutesAndOpensTheEndpoint()
    {
        await using var site = await Shop.StartAsync(options => options.StepUpPath = "/confirm");
        using var client = site.CreateClient();
        using var signedIn = await client.PostAsync("/sign-in/ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));

        site.Clock.Advance(TimeSpan.FromMinutes(6));
        using var challenged = await client.GetAsync("/checkout");
        using var page = await client.GetAsync("/checkout?x=1", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Unauthorized, challenged.StatusCode);
        Assert.Equal("Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent authentication is required\", max_age=\"300\"", challenged.Headers.WwwAuthenticate.ToString());
        Assert.Equal("/confirm?ReturnUrl=%2Fcheckout%3Fx%3D1", page.Headers.Location!.ToString());

        var former = client.Cookie(Shop.Cookie);
        using var stepped = await client.PostAsync("/step-up");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/checkout"));

        using var thief = site.CreateClient();
        thief.SetCookie(Shop.Cookie, former);
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task RevokedSubject_IsRefusedAtOnceAndMaySignInAgain()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        using var signedIn = await client.PostAsync("/sign-in/ada");

        await site.Services.GetRequiredService<SessionRevoker>().RevokeSubjectAsync("ada", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMilliseconds(1));
        using var again = await client.PostAsync("/sign-in/ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task SessionParameter_WithoutASession_Is401()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/session"));
    }
}
