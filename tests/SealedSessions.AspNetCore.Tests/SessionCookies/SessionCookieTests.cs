using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.SessionCookies;

public sealed class SessionCookieTests
{
    [Theory]
    [InlineData(SameSiteMode.Lax, "lax")]
    [InlineData(SameSiteMode.Strict, "strict")]
    public async Task SignIn_SetsAHostCookieWithEveryAttribute(SameSiteMode mode, string attribute)
    {
        await using var site = await CartShop.StartAsync(cookie => cookie.SameSite = mode);
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in/ada?items=book,pen");

        Assert.Matches($"^__Host-cart=s1\\.[A-Za-z0-9_-]+; path=/; secure; samesite={attribute}; httponly$", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.Equal(answer.Body, client.Cookie(CartShop.Cookie));
        Assert.Equal("book,pen", (await client.GetAsync("/items")).Body);
    }

    [Fact]
    public async Task CookieIsLeftAlone_WhereNothingIsDue()
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");

        var answer = await client.GetAsync("/items");

        Assert.Empty(answer.Cookies);
        Assert.Null(answer.Headers.CacheControl);
        Assert.Empty(answer.Headers.Vary);
    }

    [Fact]
    public async Task PersistentCookie_EndsWithTheSession()
    {
        await using var site = await CartShop.StartAsync(cookie => cookie.IsPersistent = true);
        using var client = site.CreateClient();
        var end = site.Clock.GetUtcNow().AddHours(8);

        Assert.Equal(end, Assert.Single((await client.PostAsync("/sign-in/ada")).Cookies).Expires);
        Assert.Equal(end, Assert.Single((await client.PostAsync("/sign-in/ada?minutes=999999")).Cookies).Expires);
        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(30), Assert.Single((await client.PostAsync("/sign-in/ada?minutes=30")).Cookies).Expires);

        await client.PostAsync("/sign-in/ada");
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal(end, Assert.Single((await client.GetAsync("/items")).Cookies).Expires);
        Assert.Equal(end, Assert.Single((await client.PostAsync("/step-up")).Cookies).Expires);
        Assert.Equal(end, Assert.Single((await client.PostAsync("/update?items=pen")).Cookies).Expires);
    }

    [Fact]
    public async Task Renewal_KeepsIdAndEndForThreeHundredRequestsAtOnce()
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answers = await client.GetAtOnceAsync("/session", 300);
        client.SetCookie(CartShop.Cookie, Assert.Single(answers.Select(answer => answer.Cookie(CartShop.Cookie)).Distinct())!);

        Assert.Equal(before! with { Generation = 1, IdleUntil = before.IdleUntil.AddMinutes(12) }, await client.SessionAsync());
    }

    [Fact]
    public async Task SlidingForADay_EndsAtTheAbsoluteLimit()
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var good = 0;

        for (var minutes = 0; minutes < 24 * 60; minutes += 11)
        {
            site.Clock.Advance(TimeSpan.FromMinutes(11));
            good += await client.StatusAsync("/items") == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.Equal(43, good);
    }

    [Fact]
    public async Task SignIn_EndsTheFormerSession()
    {
        await using var site = await CartShop.StartAsync();
        using var attacker = await site.SignInAsync("mallory");
        using var victim = site.Copy(attacker);

        await victim.PostAsync("/sign-in/ada");

        Assert.Equal("SessionRevoked", (await attacker.GetAsync("/status")).Body);
        Assert.Equal("Success", (await victim.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public async Task SignOut_IsFinalAlsoWhereARenewalWasDue(int minutes)
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var answer = await client.PostAsync("/sign-out");

        var cookie = Assert.Single(answer.Cookies);
        Assert.Equal("", cookie.Value.Value);
        Assert.True(cookie.Secure);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(19)]
    public async Task StepUp_KeepsTheEndUnderANewId(int minutes)
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(minutes));

        await client.PostAsync("/step-up");
        var after = await client.SessionAsync();

        Assert.NotEqual(before!.Id, after!.Id);
        Assert.Equal(before with { Id = after.Id, AuthenticatedAt = site.Clock.GetUtcNow(), IdleUntil = site.Clock.GetUtcNow().AddMinutes(20) }, after);
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task ChangedClient_IsAskedForStepUpUntilItHasProved()
    {
        await using var site = await CartShop.StartAsync(sessions: sessions => sessions.AddClientChangeSignal());
        using var client = site.CreateClient();
        var after = ("User-Agent", "Chrome/2");
        await client.PostAsync("/sign-in/ada", ("User-Agent", "Firefox/1"));

        Assert.Equal("false", (await client.GetAsync("/recent", after)).Body);
        await client.PostAsync("/step-up", after);
        Assert.Equal("true", (await client.GetAsync("/recent", after)).Body);
    }

    [Fact]
    public async Task Update_ChangesClaimsOfTheSameSession()
    {
        await using var site = await CartShop.StartAsync();
        using var client = await site.SignInAsync("ada");
        var before = await client.SessionAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        await client.PostAsync("/update?items=pen,ink");
        var after = await client.SessionAsync();

        Assert.Equal("pen,ink", (await client.GetAsync("/items")).Body);
        Assert.Equal((before!.Id, 1u, before.ExpiresAt, before.AuthenticatedAt), (after!.Id, after.Generation, after.ExpiresAt, after.AuthenticatedAt));
    }

    [Fact]
    public async Task ManyWritesInOneRequest_LeaveOneLivingSession()
    {
        await using var site = await CartShop.StartAsync(endpoints: app => app.MapPost("/many", async (HttpContext http, SessionCookie<CartClaims> carts) =>
        {
            await carts.SignInAsync(http, new NewSession<CartClaims> { Subject = "grace", Claims = new CartClaims([]) });
            await carts.SignInAsync(http, new NewSession<CartClaims> { Subject = "joan", Claims = new CartClaims([]) });
            await carts.StepUpAsync(http);
            await carts.UpdateAsync(http, new CartClaims(["last"]));
        }));
        using var client = await site.SignInAsync("ada");

        var answer = await client.PostAsync("/many");

        Assert.Equal("last", (await client.GetAsync("/items")).Body);
        Assert.Equal("joan", (await client.SessionAsync())!.Subject);
        var last = (await client.SessionAsync())!.Id;
        var alive = new HashSet<string>();
        foreach (var cookie in answer.Cookies)
        {
            using var other = site.CreateClient();
            other.SetCookie(CartShop.Cookie, cookie.Value.Value!);
            if (await other.SessionAsync() is { } session)
            {
                alive.Add(session.Id);
            }
        }

        Assert.Equal([last], alive);
    }

    [Fact]
    public async Task SignInAndSignOutInOneRequest_EndTheSessionThatWasBegun()
    {
        string? token = null;
        await using var site = await CartShop.StartAsync(endpoints: app => app.MapPost("/glimpse", async (HttpContext http, SessionCookie<CartClaims> carts) =>
        {
            token = (await carts.SignInAsync(http, new NewSession<CartClaims> { Subject = "ada", Claims = new CartClaims([]) })).Value;
            await carts.SignOutAsync(http);
        }));
        using var client = site.CreateClient();

        await client.PostAsync("/glimpse");
        client.SetCookie(CartShop.Cookie, token!);

        Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task StepUpAndUpdateAfterSignOut_Fail()
    {
        await using var site = await CartShop.StartAsync(endpoints: app => app.MapPost("/revive", async (HttpContext http, SessionCookie<CartClaims> carts) =>
        {
            await carts.SignOutAsync(http);
            await Assert.ThrowsAsync<InvalidOperationException>(() => carts.StepUpAsync(http).AsTask());
            await Assert.ThrowsAsync<InvalidOperationException>(() => carts.UpdateAsync(http, new CartClaims([])).AsTask());
        }));
        using var client = await site.SignInAsync("ada");

        var answer = await client.PostAsync("/revive");

        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Cookie(CartShop.Cookie)));
    }

    [Fact]
    public async Task HeaderTransport_IsOffUnlessChosen()
    {
        await using var site = await CartShop.StartAsync();
        using var client = site.CreateClient();
        var token = (await client.PostAsync("/sign-in/ada")).Body;
        using var program = site.CreateClient();

        foreach (var header in (string[])["Authorization", "X-Session", CartShop.Cookie])
        {
            Assert.Equal("Missing", (await program.GetAsync("/status", (header, token))).Body);
        }
    }

    [Fact]
    public async Task HeaderTransport_ServesWhereChosenAndSignsOutToo()
    {
        await using var site = await CartShop.StartAsync(cookie => cookie.HeaderName = "X-Session");
        using var client = site.CreateClient();
        var token = (await client.PostAsync("/sign-in/ada")).Body;
        using var program = site.CreateClient();
        Assert.Equal("Success", (await program.GetAsync("/status", ("X-Session", token))).Body);

        site.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Empty((await program.GetAsync("/status", ("X-Session", token))).Cookies);

        await program.PostAsync("/sign-out", ("X-Session", token), ("Cookie", $"{CartShop.Cookie}="));
        Assert.Equal("SessionRevoked", (await program.GetAsync("/status", ("X-Session", token))).Body);
    }

    [Fact]
    public async Task TokenOfAnotherKindNameOrAudience_DoesNotOpen()
    {
        var key = SealingKey.Generate().ExportBase64();
        await using var site = await CartShop.StartAsync(key: key);
        await using var renamed = await CartShop.StartAsync(cookie => cookie.Name = "__Host-other", key: key, clock: site.Clock);
        await using var elsewhere = await CartShop.StartAsync(cookie => cookie.Audience = "elsewhere", key: key, clock: site.Clock);
        await using var otherKind = await CartShop.StartAsync(session: options => options.Purpose = "shop/wishlist", key: key, clock: site.Clock);
        using var client = await site.SignInAsync("ada");

        foreach (var other in (Site[])[renamed, elsewhere, otherKind])
        {
            using var copy = other.Copy(client);
            copy.SetCookie("__Host-other", client.Cookie(CartShop.Cookie));
            Assert.Equal("Tampered", (await copy.GetAsync("/status")).Body);
        }
    }

    [Fact]
    public async Task Binding_IsReadOnlyWhereThereIsAToken()
    {
        var reads = 0;
        await using var site = await CartShop.StartAsync(
            cookie => cookie.ReadBinding = http =>
            {
                reads++;
                return new(http.Request.Headers["X-Device"] == "1" ? SessionBinding.Custom(new byte[32]) : null);
            },
            session => session.RequiredBinding = SessionBindingKind.Custom);
        using var client = site.CreateClient();
        Assert.Equal("Missing", (await client.GetAsync("/status")).Body);
        Assert.Equal(0, reads);

        await client.PostAsync("/sign-in/ada", ("X-Device", "1"));
        Assert.Equal("Success", (await client.GetAsync("/status", ("X-Device", "1"))).Body);
        Assert.Equal("BindingMissing", (await client.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/sign-in/ada")).Status);
    }

    [Fact]
    public async Task ClientCertificate_Binds()
    {
        using var mine = TestCertificates.CreateClient("ada");
        using var others = TestCertificates.CreateClient("ada");
        await using var site = await CartShop.StartAsync(session: session => session.RequiredBinding = SessionBindingKind.ClientCertificate);
        using var client = await site.SignInAsync("ada", mine);
        using var thief = site.Copy(client, others);

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal("BindingMismatch", (await thief.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task ReadAfterTheResponseHasBegun_RenewsNothingAndDoesNotFail()
    {
        await using var site = await CartShop.StartAsync(before: app => app.Map("/late", late => late.Run(async http =>
        {
            await http.Response.WriteAsync("begun ");
            await http.Response.Body.FlushAsync();
            var result = await http.RequestServices.GetRequiredService<SessionCookie<CartClaims>>().ReadAsync(http);
            await http.Response.WriteAsync(result.Status.ToString());
        })));
        using var client = await site.SignInAsync("ada");
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answer = await client.GetAsync("/late");

        Assert.Equal("begun Success", answer.Body);
        Assert.Empty(answer.Cookies);
    }

    [Fact]
    public async Task SignInWhileTheStoreIsDown_FailsAndKeepsTheFormerSession()
    {
        var clock = new FakeClock();
        var store = new Nodes.UnsteadyStore(clock);
        await using var site = await CartShop.StartAsync(
            sessions: sessions => sessions.UseStore(_ => store).ConfigureRevocations(options => options.RetryAfter = TimeSpan.FromMilliseconds(10)), clock: clock);
        using var client = await site.SignInAsync("ada");
        var former = client.Cookie(CartShop.Cookie);

        store.IsBroken = true;
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("/sign-in/ada")).Status);
        Assert.Equal(former, client.Cookie(CartShop.Cookie));
        Assert.Equal("Unavailable", (await client.GetAsync("/status")).Body);
    }
}
