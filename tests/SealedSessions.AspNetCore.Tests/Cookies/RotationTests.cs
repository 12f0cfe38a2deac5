using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class RotationTests
{
    [Fact]
    public async Task PlantedCookie_DiesWithTheVictimsSignIn()
    {
        await using var site = await Shop.StartAsync();
        using var attacker = await site.SignInAsync("mallory");
        using var victim = site.Copy(attacker);

        await victim.PostAsync("/sign-in/ada");

        Assert.Equal("ada", (await victim.SessionAsync())!.Subject);
        Assert.Null(await attacker.SessionAsync());
        Assert.Equal("SessionRevoked", (await attacker.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignInOfTheSameUser_BeginsANewSessionWithANewEnd()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(15));

        await client.PostAsync("/sign-in/ada");
        var after = await client.SessionAsync();

        Assert.NotEqual(before!.Id, after!.Id);
        Assert.Equal(site.Clock.GetUtcNow(), after.AuthenticatedAt);
        Assert.Equal(site.Clock.GetUtcNow().AddHours(8), after.ExpiresAt);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(19)]
    public async Task Refresh_KeepsEndAndAuthenticationTimeUnderANewId(int minutes)
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await client.PostAsync("/refresh");
        var after = await client.SessionAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual(before!.Id, after!.Id);
        Assert.Equal(before with { Id = after.Id, IdleUntil = site.Clock.GetUtcNow().AddMinutes(20) }, after);
        Assert.Contains("refreshed=yes", (await client.GetAsync("/claims")).Body, StringComparison.Ordinal);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(19)]
    public async Task StepUp_KeepsTheEndUnderANewIdAndAuthenticatesNow(int minutes)
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await client.PostAsync("/step-up");
        var after = await client.SessionAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.NotEqual(before!.Id, after!.Id);
        Assert.Equal(before with { Id = after.Id, AuthenticatedAt = site.Clock.GetUtcNow(), IdleUntil = site.Clock.GetUtcNow().AddMinutes(20) }, after);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task StepUpAndRefreshInOneRequest_LeaveOneLivingSession()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/both", async (HttpContext http) =>
        {
            await http.StepUpAsync();
            var current = await http.AuthenticateAsync();
            await http.SignInAsync(Shop.Principal("ada", ("refreshed", "yes")), current.Properties);
            await http.StepUpAsync();
        }));
        using var client = await site.SignInAsync("ada");
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        var answer = await client.PostAsync("/both");
        var after = await client.SessionAsync();

        Assert.Equal(3, answer.Cookies.Count);
        Assert.Equal(before! with { Id = after!.Id, AuthenticatedAt = site.Clock.GetUtcNow(), IdleUntil = site.Clock.GetUtcNow().AddMinutes(20) }, after);
        Assert.Contains("refreshed=yes", (await client.GetAsync("/claims")).Body, StringComparison.Ordinal);
        foreach (var cookie in answer.Cookies.SkipLast(1))
        {
            using var other = site.CreateClient();
            other.SetCookie(Shop.Cookie, cookie.Value.Value!);
            Assert.Equal("SessionRevoked", (await other.GetAsync("/status")).Body);
        }
    }

    [Fact]
    public async Task TwoSignInsInOneRequest_LeaveTheLastOne()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/twice", async (HttpContext http) =>
        {
            await http.SignInAsync(Shop.Principal("ada"));
            await http.SignInAsync(Shop.Principal("grace"));
        }));
        using var client = site.CreateClient();
        using var first = site.CreateClient();

        var answer = await client.PostAsync("/twice");
        first.SetCookie(Shop.Cookie, answer.Cookies[0].Value.Value!);

        Assert.Equal("grace", (await client.SessionAsync())!.Subject);
        Assert.Equal("SessionRevoked", (await first.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignInOfAnotherUserWithFormerProperties_BeginsAnew()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/become/{user}", async (string user, HttpContext http) =>
        {
            var current = await http.AuthenticateAsync();
            await http.SignInAsync(Shop.Principal(user), current.Properties);
        }));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(9));

        await client.PostAsync("/become/grace");
        var session = await client.SessionAsync();

        Assert.Equal(("grace", site.Clock.GetUtcNow(), site.Clock.GetUtcNow().AddHours(8), site.Clock.GetUtcNow().AddMinutes(20)),
            (session!.Subject, session.AuthenticatedAt, session.ExpiresAt, session.IdleUntil));
    }

    [Fact]
    public async Task RepeatedRefresh_NeverPassesTheAbsoluteEnd()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var end = (await client.SessionAsync())!.ExpiresAt;

        while (site.Clock.GetUtcNow() < end.AddMinutes(-10))
        {
            site.Clock.Advance(TimeSpan.FromMinutes(10));
            await client.PostAsync(site.Clock.GetUtcNow().Minute % 20 == 0 ? "/refresh" : "/step-up");
            Assert.Equal(end, (await client.SessionAsync())!.ExpiresAt);
        }

        site.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task SessionAfterSignIn_IsTheNewOneInTheSameRequest()
    {
        await using var site = await Shop.StartAsync(endpoints: app => app.MapPost("/enter/{user}", async (string user, HttpContext http) =>
        {
            await http.SignInAsync(Shop.Principal(user));
            return SeenSession.Of(http.GetSealedSession()!);
        }));
        using var client = await site.SignInAsync("ada");

        var answer = await client.PostAsync("/enter/grace");

        Assert.Contains((await client.SessionAsync())!.Id, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StepUp_SealsNoClaimsOfTheRequest()
    {
        await using var site = await Shop.StartAsync(services: services => services.AddTransient<IClaimsTransformation, Transformation>());
        using var client = await site.SignInAsync("ada");

        for (var i = 0; i < 3; i++)
        {
            await client.PostAsync("/step-up");
        }

        Assert.Single((await client.GetAsync("/claims")).Body.Split(' '), claim => claim == "role=transformed");
    }

    [Fact]
    public async Task StepUp_WithoutSession_Fails()
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/step-up");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.Cookies);
    }

    [Fact]
    public async Task StepUp_ThroughAForwardingDefaultScheme_SignsInToTheCookie()
    {
        await using var site = await Shop.StartAsync(
            services: services => services.AddAuthentication("Router").AddPolicyScheme("Router", null, options =>
            {
                options.ForwardDefault = Shop.Scheme;
                options.ForwardSignIn = "Nowhere";
            }),
            endpoints: app => app.MapPost("/enter", (HttpContext http) => http.SignInAsync(Shop.Scheme, Shop.Principal("ada"))));
        using var client = site.CreateClient();
        await client.PostAsync("/enter");
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/step-up")).Status);
        Assert.NotEqual(before!.Id, (await client.SessionAsync())!.Id);
    }

    [Fact]
    public async Task StartedAndEnded_AreTold()
    {
        var told = new List<string>();
        await using var site = await Shop.StartAsync(options =>
        {
            options.OnSessionStarted = started =>
            {
                told.Add($"started {started.Session.ToHex()} {started.Subject} replaces {started.Replaces?.ToHex() ?? "none"} until {started.ExpiresAt:HH:mm}");
                return default;
            };
            options.OnSessionEnded = ended =>
            {
                told.Add($"ended {ended.Session.ToHex()} {ended.Subject}");
                return default;
            };
        });
        using var client = await site.SignInAsync("ada");
        var first = (await client.SessionAsync())!.Id;
        await client.PostAsync("/step-up");
        var second = (await client.SessionAsync())!.Id;
        await client.PostAsync("/sign-out");

        Assert.Equal(
            [
                $"started {first} ada replaces none until 08:00",
                $"ended {first} ada",
                $"started {second} ada replaces {first} until 08:00",
                $"ended {second} ada",
            ],
            told);
    }
}
