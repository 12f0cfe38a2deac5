using System.Net;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class SealedCookieTests
{
    [Fact]
    public async Task SignIn_SetsAHostCookieWithEveryAttribute()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in/ada");

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^__Host-Cookies=s1\\.[A-Za-z0-9_-]+; path=/; secure; samesite=lax; httponly$", cookie);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task SignOut_RefusesACopiedCookie()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        Assert.Equal(HttpStatusCode.OK, await thief.StatusAsync("/me"));

        await client.PostAsync("/sign-out");

        Assert.Equal("", client.Cookie(Shop.Cookie));
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task SignInAgain_BeginsANewSessionAndEndsTheFormer()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("mallory");
        using var thief = site.Copy(client);

        await client.PostAsync("/sign-in/ada");

        Assert.NotEqual(thief.Cookie(Shop.Cookie), client.Cookie(Shop.Cookie));
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
    }

    [Fact]
    public async Task Renewal_KeepsIdAndRaisesGenerationByOne()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var before = await client.SessionAsync();

        site.Clock.Advance(TimeSpan.FromMinutes(12));
        var renewing = await client.GetAsync("/session");
        var after = await client.SessionAsync();

        Assert.NotNull(renewing.Cookie(Shop.Cookie));
        Assert.Equal(before! with { Generation = 1, IdleUntil = before.IdleUntil.AddMinutes(12) }, after);
    }

    [Fact]
    public async Task RevokedSubject_IsRefusedAtOnceAndMaySignInAgain()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");

        await site.Revoker.RevokeSubjectAsync("ada");

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
        await client.PostAsync("/sign-in/ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task Response_ThatSetsNoCookie_IsLeftAlone()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");

        var answer = await client.GetAsync("/me");

        Assert.Empty(answer.Cookies);
        Assert.Null(answer.Headers.CacheControl);
        Assert.Empty(answer.Headers.Vary);
    }
}
