using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("s1.AAAA")]
    [InlineData("s1.")]
    [InlineData("s2.AQAAAAAA")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00%ff\u00fc")]
    [InlineData("chunks-3")]
    [InlineData("chunks-999999999")]
    [InlineData("chunks-x")]
    public async Task AnythingThatIsNoToken_IsRefused(string cookie)
    {
        await using var site = await Shop.StartAsync();
        using var client = site.CreateClient();
        client.SetCookie(Shop.Cookie, cookie);

        Assert.Equal("NotUnsealed", (await client.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/me"));
    }

    [Fact]
    public async Task ChangedCookie_IsRefusedWhereverItIsChanged()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var token = client.Cookie(Shop.Cookie);
        using var forger = site.CreateClient();

        for (var i = 0; i < token.Length; i += 7)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            forger.SetCookie(Shop.Cookie, new string(changed));
            Assert.Equal(HttpStatusCode.Redirect, await forger.StatusAsync("/me"));
            forger.SetCookie(Shop.Cookie, token[..i]);
            Assert.Equal(HttpStatusCode.Redirect, await forger.StatusAsync("/me"));
        }

        forger.SetCookie(Shop.Cookie, token);
        Assert.Equal(HttpStatusCode.OK, await forger.StatusAsync("/me"));
    }

    [Fact]
    public async Task CookieUnderAnotherName_DoesNotOpen()
    {
        var key = SealingKey.Generate().ExportBase64();
        await using var site = await Shop.StartAsync(key: key);
        await using var renamed = await Shop.StartAsync(cookie: options => options.Cookie.Name = "__Host-shop", key: key, clock: site.Clock);
        using var client = await site.SignInAsync("ada");
        using var other = renamed.CreateClient();

        other.SetCookie("__Host-shop", client.Cookie(Shop.Cookie));

        Assert.Equal("NotUnsealed", (await other.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData("blue", "green")]
    [InlineData("blue", null)]
    [InlineData(null, "blue")]
    public async Task CookieOfAnotherAudience_DoesNotOpen(string? from, string? to)
    {
        var key = SealingKey.Generate().ExportBase64();
        await using var first = await Shop.StartAsync(options => options.Audience = from, key: key);
        await using var second = await Shop.StartAsync(options => options.Audience = to, key: key, clock: first.Clock);
        using var client = await first.SignInAsync("ada");
        using var other = second.Copy(client);

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal("NotUnsealed", (await other.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task CookieUnderAnotherKey_DoesNotOpen()
    {
        await using var first = await Shop.StartAsync();
        await using var second = await Shop.StartAsync(clock: first.Clock);
        using var client = await first.SignInAsync("ada");
        using var other = second.Copy(client);

        Assert.Equal("NotUnsealed", (await other.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task Revocations_AreEachToldByTheirOwnStatus()
    {
        await using var site = await Shop.StartAsync();
        using var session = await site.SignInAsync("ada");
        using var subject = await site.SignInAsync("grace");
        using var key = await site.SignInAsync("joan");

        await site.Revoker.RevokeSessionAsync(site.Unseal(session.Cookie(Shop.Cookie))!.Id);
        await site.Revoker.RevokeSubjectAsync("grace");
        Assert.Equal("SessionRevoked", (await session.GetAsync("/status")).Body);
        Assert.Equal("SubjectRevoked", (await subject.GetAsync("/status")).Body);
        Assert.Equal("Success", (await key.GetAsync("/status")).Body);

        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await site.Revoker.RevokeEverythingAsync();
        Assert.Equal("EverythingRevoked", (await key.GetAsync("/status")).Body);

        using var last = await site.SignInAsync("joan");
        Assert.Equal("Success", (await last.GetAsync("/status")).Body);
        await site.Revoker.RevokeKeyAsync(site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId);
        Assert.Equal("KeyRevoked", (await last.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.Redirect, await last.StatusAsync("/me"));
    }

    [Fact]
    public async Task CookieOfAnotherScheme_DoesNotOpenUnderAnyName()
    {
        await using var site = await TwoSchemes.StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/customer/sign-in");
        Assert.Equal("ada", (await client.GetAsync("/customer")).Body);

        client.SetCookie("__Host-Staff", client.Cookie("__Host-Customer"));

        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/staff"));
        Assert.Equal("NotUnsealed", (await client.GetAsync("/staff/status")).Body);
    }

    [Fact]
    public async Task SessionOfARestartedProcess_IsForgottenAndMaySignIn()
    {
        var key = SealingKey.Generate().ExportBase64();
        await using var first = await Shop.StartAsync(key: key);
        using var client = await first.SignInAsync("ada");
        first.Clock.Advance(TimeSpan.FromSeconds(2));
        await using var second = await Shop.StartAsync(key: key, clock: first.Clock);
        using var after = second.Copy(client);

        Assert.Equal("Forgotten", (await after.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.Redirect, await after.StatusAsync("/me"));

        // Signing in anew is the way out.
        await after.PostAsync("/sign-in/ada");
        Assert.Equal(HttpStatusCode.OK, await after.StatusAsync("/me"));
    }

    [Fact]
    public async Task SubjectCheck_RefusesAndWhatItThrowsToo()
    {
        await using var site = await Shop.StartAsync(services: services => services.AddSealedSessions().AddSubjectCheck<AuthenticationTicket, Check>());
        using var ada = await site.SignInAsync("ada");
        using var grace = await site.SignInAsync("grace");
        using var joan = await site.SignInAsync("joan");

        Assert.Equal("Success", (await ada.GetAsync("/status")).Body);
        Assert.Equal("SubjectRejected", (await grace.GetAsync("/status")).Body);
        Assert.Equal("Unavailable", (await joan.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await joan.StatusAsync("/me"));
    }

    private sealed class Check : ISubjectCheck<AuthenticationTicket>
    {
        public ValueTask<SubjectCheckResult<AuthenticationTicket>> CheckAsync(UnsealedSession<AuthenticationTicket> session, CancellationToken cancellation) =>
            session.UnverifiedSubject switch
            {
                "ada" => new(SubjectCheckResult.Valid<AuthenticationTicket>()),
                "grace" => new(SubjectCheckResult.Rejected<AuthenticationTicket>()),
                _ => throw new TimeoutException("The user database is down."),
            };
    }
}
