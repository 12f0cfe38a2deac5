using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class CachingTests
{
    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task HeadersOfTheEndpoint_DoNotMakeACookieCacheable(string when)
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapGet("/enter", async (HttpContext http) =>
        {
            void Cache()
            {
                http.Response.Headers.CacheControl = "public, max-age=3600";
                http.Response.Headers.Vary = "X-Cookie-Consent, Accept";
            }

            if (when == "before")
            {
                Cache();
            }

            await http.SignInAsync(Shop.Principal("ada"));
            if (when == "after")
            {
                Cache();
            }
        }));
        using var client = site.CreateClient();

        AssertNotCacheable(await client.GetAsync("/enter"));
    }

    [Fact]
    public async Task Renewal_IsNotCacheableThoughTheEndpointSaysSo()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapGet("/logo", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=3600";
            http.Response.Headers.Vary = "Accept";
        }));
        using var client = await site.SignInAsync("ada");
        Assert.True((await client.GetAsync("/logo")).Headers.CacheControl!.Public);
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        AssertNotCacheable(await client.GetAsync("/logo"));
    }

    [Fact]
    public async Task SignOut_IsNotCacheable()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");

        AssertNotCacheable(await client.PostAsync("/sign-out"));
    }

    [Fact]
    public async Task OutputCache_NeverServesTheCookieToTheNext()
    {
        await using var site = await Site.StartAsync(
            services =>
            {
                services.AddOutputCache(options => options.AddBasePolicy(policy => policy.Cache()));
                services.AddAuthentication(Shop.Scheme).AddSealedCookie(options =>
                {
                    options.Lifetime = Shop.Lifetime;
                    options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                });
            },
            app =>
            {
                app.UseOutputCache();
                app.MapGet("/enter/{user}", (string user, HttpContext http) => http.SignInAsync(Shop.Principal(user)));
            });
        using var first = site.CreateClient();
        using var second = site.CreateClient();

        await first.GetAsync("/enter/ada");
        await second.GetAsync("/enter/ada");

        Assert.NotEqual("", second.Cookie(Shop.Cookie));
        Assert.NotEqual(first.Cookie(Shop.Cookie), second.Cookie(Shop.Cookie));
    }

    private static void AssertNotCacheable(Answer answer)
    {
        Assert.NotEmpty(answer.Cookies);
        Assert.True(answer.Headers.CacheControl!.NoStore, answer.Headers.CacheControl.ToString());
        Assert.False(answer.Headers.CacheControl.Public);
        Assert.Contains("Cookie", answer.Headers.Vary);
    }
}
