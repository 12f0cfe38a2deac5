using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class SignOutTests
{
    [Fact]
    public async Task SignInWithFormerPropertiesAfterSignOut_RevivesNothing()
    {
        var started = 0;
        await using var site = await Shop.StartAsync(
            options => options.OnSessionStarted = _ =>
            {
                started++;
                return default;
            },
            endpoints: app => app.MapPost("/revive", async (HttpContext http) =>
            {
                var current = await http.AuthenticateAsync();
                await http.SignOutAsync();
                await http.SignInAsync(current.Principal!, current.Properties);
                return http.GetSealedSession() is null;
            }));
        using var client = await site.SignInAsync("ada");

        var answer = await client.PostAsync("/revive");

        Assert.Equal("true", answer.Body);
        Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
        Assert.Equal(1, started);
    }

    [Fact]
    public async Task SignInWithCopiedPropertiesAfterSignOut_RevivesNothing()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/revive", async (HttpContext http) =>
        {
            var current = await http.AuthenticateAsync();
            await http.SignOutAsync();
            await http.SignInAsync(current.Principal!, new AuthenticationProperties(new Dictionary<string, string?>(current.Properties!.Items)));
        }));
        using var client = await site.SignInAsync("ada");

        await client.PostAsync("/revive");

        Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task StepUpAfterSignOut_FailsAndRevivesNothing()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/revive", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => http.StepUpAsync());
        }));
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);

        var answer = await client.PostAsync("/revive");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("", answer.Cookie(Shop.Cookie));
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignOutWhereARenewalIsDue_SetsNoCookie()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await client.PostAsync("/sign-out");

        Assert.Equal("", Assert.Single(answer.Cookies).Value.Value);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignInAndSignOutInOneRequest_EndTheSessionThatWasBegun()
    {
        string? issued = null;
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/glimpse", async (HttpContext http) =>
        {
            await http.SignInAsync(Shop.Principal("ada"));
            issued = http.Response.Headers.SetCookie.ToString().Split(['=', ';'])[1];
            await http.SignOutAsync();
        }));
        using var client = site.CreateClient();

        await client.PostAsync("/glimpse");
        client.SetCookie(Shop.Cookie, issued!);

        Assert.StartsWith("s1.", issued, StringComparison.Ordinal);
        Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task FreshSignInAfterSignOut_BeginsAnew()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/switch", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            await http.SignInAsync(Shop.Principal("ada"));
        }));
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);

        await client.PostAsync("/switch");

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignOutOfARenewedCookie_EndsEveryGeneration()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var older = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        using var newer = site.Copy(client);

        await older.PostAsync("/sign-out");

        Assert.Equal("SessionRevoked", (await newer.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignOut_NeedsNoGoodSession()
    {
        await using var site = await Shop.StartAsync(cookie: options => options.Events.OnValidatePrincipal = context =>
        {
            context.RejectPrincipal();
            return Task.CompletedTask;
        });
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/sign-out")).Status);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignOutInAnotherRequest_WhileThisOneRefreshes_RevivesNothing()
    {
        var authenticated = new TaskCompletionSource();
        var signedOut = new TaskCompletionSource();
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/slow/{how}", async (string how, HttpContext http) =>
        {
            var current = await http.AuthenticateAsync();
            authenticated.SetResult();
            await signedOut.Task;
            if (how == "refresh")
            {
                await http.SignInAsync(current.Principal!, current.Properties);
            }
            else
            {
                await http.StepUpAsync();
            }
        }));

        foreach (var how in (string[])["refresh", "step-up"])
        {
            using var client = await site.SignInAsync("ada");
            using var other = site.Copy(client);
            authenticated = new TaskCompletionSource();
            signedOut = new TaskCompletionSource();

            var slow = client.PostAsync($"/slow/{how}");
            await authenticated.Task;
            await other.PostAsync("/sign-out");
            signedOut.SetResult();
            await slow;

            Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
        }
    }
}
