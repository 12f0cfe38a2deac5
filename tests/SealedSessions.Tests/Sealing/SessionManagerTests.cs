using System.Security.Cryptography;
using SealedSessions.Tests.Observability;

namespace SealedSessions.Tests.Sealing;

public class SessionManagerTests
{
    private static readonly SealContext Context = new("shop", "__Host-session");

    [Fact]
    public async Task EverySignIn_IsANewSession()
    {
        await using Shop shop = new();
        var first = await shop.Sessions.StartAsync(Shop.SignIn());
        var second = await shop.Sessions.StartAsync(Shop.SignIn());

        Assert.NotEqual(first.Session, second.Session);
        Assert.Equal(first.Session, Shop.Good(await shop.OpenAsync(first.Value)).Id);
        Assert.Equal(shop.Clock.GetUtcNow().AddHours(8), first.ExpiresAt);
    }

    [Fact]
    public async Task Context_IsWhereTheTokenOpens()
    {
        await using Shop shop = new();
        var token = (await shop.Sessions.StartAsync(Shop.SignIn(), Context)).Value;

        Assert.True((await shop.Sessions.OpenAsync(token, Context)).Succeeded);
        Assert.Equal(UnsealStatus.Tampered, (await shop.Sessions.OpenAsync(token)).Unseal);
    }

    [Fact]
    public async Task Epoch_IsTheStores_WhateverTheCallerSays()
    {
        await using Shop shop = new();
        var token = await shop.StartAsync(Shop.SignIn() with { Epoch = uint.MaxValue });
        await shop.Revoker.RevokeEverythingAsync();

        Assert.Equal(RevalidationStatus.EverythingRevoked, await shop.StatusAsync(token));
    }

    [Fact]
    public async Task Renewal_KeepsAllButWhatItMustChange()
    {
        await using Shop shop = new();
        var binding = SessionBinding.Custom(RandomNumberGenerator.GetBytes(32));
        var former = (await shop.Sessions.StartAsync(
            Shop.SignIn() with { Binding = binding, Client = ClientContext.From("browser", null), Idle = TimeSpan.FromMinutes(10), AuthenticatedAt = shop.Clock.GetUtcNow().AddHours(-1) },
            Context)).Value;
        shop.Clock.Advance(TimeSpan.FromMinutes(9));
        var session = Shop.Good(await shop.Sessions.OpenAsync(former, Context, new(binding)));

        var token = await shop.Sessions.RenewAsync(session);
        var renewed = Shop.Good(await shop.Sessions.OpenAsync(token.Value, Context, new(binding)));

        Assert.Equal(
            session.Record with { Generation = 1, IssuedAt = shop.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Binding = null },
            renewed.Record with { Binding = null });
        Assert.True(binding.Matches(renewed.Record.Binding));
        Assert.Equal(session.Claims, renewed.Claims);
        Assert.Equal((session.Id, session.ExpiresAt), (token.Session, token.ExpiresAt));
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(10), renewed.IdleUntil);
    }

    [Fact]
    public async Task Renewal_TakesTheShorterOfTheIdleWindows()
    {
        FakeClock clock = new();
        var key = SealingKey.Generate();
        await using Shop long30 = new(clock: clock, key: key);
        await using Shop short5 = new(change: static options => options.Lifetime = new() { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(5) }, clock: clock, key: key);
        var session = Shop.Good(await short5.OpenAsync(await long30.StartAsync()));

        var renewed = await short5.Sessions.RenewAsync(session);

        Assert.Equal(300u, long30.Sessions.Unseal(renewed.Value).Session!.Record.IdleSeconds);
    }

    [Fact]
    public async Task Generation_StaysAtItsLargest()
    {
        await using Shop shop = new();
        var record = Shop.Good(await shop.OpenAsync(await shop.StartAsync())).Record;

        Assert.Equal(1u, shop.Sessions.Sealer.Next(record).Generation);
        Assert.Equal(uint.MaxValue, shop.Sessions.Sealer.Next(record with { Generation = uint.MaxValue - 1 }).Generation);
        Assert.Equal(uint.MaxValue, shop.Sessions.Sealer.Next(record with { Generation = uint.MaxValue }).Generation);
    }

    [Fact]
    public async Task Update_IsARenewalWithOtherClaims()
    {
        KeptEvents events = new();
        await using Shop shop = new(events.In);
        var session = await shop.EnterAsync();
        ShopClaims promoted = new("Ada", "admin");
        shop.Clock.Advance(TimeSpan.FromMinutes(1));

        var token = shop.Sessions.Update(session, promoted);

        var updated = Shop.Good(await shop.OpenAsync(token.Value));
        Assert.Equal(promoted, updated.Claims);
        Assert.Equal((session.Id, 1u, session.AuthenticatedAt, session.ExpiresAt), (updated.Id, updated.Generation, updated.AuthenticatedAt, updated.ExpiresAt));
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(30), updated.IdleUntil);
        Assert.Equal("Renewed ClaimsChanged", events.Story.Last());
    }

    [Fact]
    public async Task StepUp_IsANewSessionWithTheFormersEnd()
    {
        KeptEvents events = new();
        await using Shop shop = new(events.In);
        var binding = SessionBinding.Custom(RandomNumberGenerator.GetBytes(32));
        var former = (await shop.Sessions.StartAsync(Shop.SignIn() with { Binding = binding, Idle = TimeSpan.FromMinutes(20) }, Context)).Value;
        shop.Clock.Advance(TimeSpan.FromMinutes(15));
        var session = Shop.Good(await shop.Sessions.OpenAsync(former, Context, new(binding)));
        Assert.False(session.AuthenticatedWithin(TimeSpan.FromMinutes(5)));

        var token = await shop.Sessions.StepUpAsync(session, Context);

        var stepped = Shop.Good(await shop.Sessions.OpenAsync(token.Value, Context, new(binding)));
        Assert.NotEqual(session.Id, stepped.Id);
        Assert.Equal(session.ExpiresAt, stepped.ExpiresAt);
        Assert.Equal(shop.Clock.GetUtcNow(), stepped.AuthenticatedAt);
        Assert.True(stepped.AuthenticatedWithin(TimeSpan.FromMinutes(5)));
        Assert.Equal(("ada", 0u, ShopClaims.Ada, SessionBindingKind.Custom), (stepped.Subject, stepped.Generation, stepped.Claims, stepped.BindingKind));

        // It widens nothing: a shorter idle window of the sign-in stays.
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(20), stepped.IdleUntil);
        Assert.Equal(RevalidationStatus.SessionRevoked, (await shop.Sessions.OpenAsync(former, Context, new(binding))).Status);
        Assert.Equal(["Issued", "Revoked session", "SteppedUp", "Refused SessionRevoked"], events.Story);
    }

    [Fact]
    public async Task StepUp_MayChangeTheClaims()
    {
        await using Shop shop = new();
        ShopClaims elevated = new("Ada", "admin");

        var token = await shop.Sessions.StepUpAsync(await shop.EnterAsync(), claims: new(elevated));

        Assert.Equal(elevated, Shop.Good(await shop.OpenAsync(token.Value)).Claims);
    }

    [Fact]
    public async Task StepUp_DoesNotOutliveTheFirstSignIn()
    {
        await using Shop shop = new();
        var begin = shop.Clock.GetUtcNow();
        var token = await shop.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(20));
            var opened = await shop.OpenAsync(token);
            if (!opened.Succeeded)
            {
                Assert.Equal(UnsealStatus.Expired, opened.Unseal);
                Assert.True(shop.Clock.GetUtcNow() >= begin.AddHours(8));
                return;
            }

            Assert.Equal(begin.AddHours(8), opened.Session.ExpiresAt);
            token = (await shop.Sessions.StepUpAsync(opened.Session)).Value;
        }

        Assert.Fail("Step-up has made an endless session.");
    }

    [Fact]
    public async Task End_IsFinal()
    {
        await using Shop shop = new();
        var token = await shop.StartAsync();
        var session = Shop.Good(await shop.OpenAsync(token));
        var renewedBefore = (await shop.Sessions.RenewAsync(session)).Value;

        Assert.True(await shop.Sessions.EndAsync(session));

        var renewedAfter = (await shop.Sessions.RenewAsync(session)).Value;
        var updatedAfter = shop.Sessions.Update(session, ShopClaims.Ada).Value;
        foreach (var copy in (string[])[token, renewedBefore, renewedAfter, updatedAfter])
        {
            Assert.Equal(RevalidationStatus.SessionRevoked, await shop.StatusAsync(copy));
        }
    }

    [Fact]
    public async Task SigningOut_NeedsNoTrust()
    {
        await using Shop shop = new();
        var token = await shop.StartAsync(Shop.SignIn() with { Binding = SessionBinding.Custom(new byte[32]) });

        // Nobody has proved the binding.
        Assert.True(await shop.Sessions.EndAsync(shop.Sessions.Unseal(token).Session!));

        Assert.Equal(RevalidationStatus.SessionRevoked, await shop.StatusAsync(token, new(SessionBinding.Custom(new byte[32]))));
    }

    [Fact]
    public async Task OtherSessions_GoOn()
    {
        await using Shop shop = new();
        var other = await shop.StartAsync();

        await shop.Sessions.EndAsync(await shop.EnterAsync());

        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(other));
    }

    [Fact]
    public async Task EveryNull_IsAnArgumentFault()
    {
        await using Shop shop = new();

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.StartAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.RenewAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.StepUpAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.EndAsync((RevalidatedSession<ShopClaims>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.EndAsync((UnsealedSession<ShopClaims>)null!));
        Assert.Throws<ArgumentNullException>(() => shop.Sessions.Update(null!, ShopClaims.Ada));

        var session = await shop.EnterAsync();
        Assert.Throws<ArgumentException>(() => shop.Sessions.Update(session, null!));
        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Sessions.StepUpAsync(session, claims: new(null!)));
        Assert.Equal(RevalidationStatus.Success, (await shop.Sessions.RevalidateAsync(session.Unsealed)).Status);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await shop.Sessions.StartAsync(Shop.SignIn(null!)));
    }

    [Fact]
    public async Task Services_AreOneEach()
    {
        await using Shop shop = new();

        Assert.Same(shop.Sessions, shop.Get<ISessionRevalidator<ShopClaims>>());
        Assert.Same(shop.Sessions.Sealer, shop.Get<SessionSealer<ShopClaims>>());
        Assert.Same(shop.Revoker, shop.Get<SessionRevoker>());
    }
}
