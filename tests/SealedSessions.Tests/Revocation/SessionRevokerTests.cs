using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.Tests.Revocation;

public class SessionRevokerTests
{
    [Fact]
    public async Task EveryRevocation_Ends()
    {
        await using Shop shop = new();

        var one = await shop.EnterAsync(Shop.SignIn("one"));
        Assert.True(await shop.Revoker.RevokeSessionAsync(one.Id));
        Assert.Equal(RevalidationStatus.SessionRevoked, await StatusAsync(one));

        var two = await shop.EnterAsync(Shop.SignIn("two"));
        Assert.True(await shop.Revoker.RevokeSubjectAsync("two"));
        Assert.Equal(RevalidationStatus.SubjectRevoked, await StatusAsync(two));

        var three = await shop.EnterAsync(Shop.SignIn("three"));
        Assert.True(await shop.Revoker.RevokeEverythingAsync());
        Assert.Equal(RevalidationStatus.EverythingRevoked, await StatusAsync(three));

        var four = await shop.EnterAsync(Shop.SignIn("four"));
        Assert.True(await shop.Revoker.RevokeKeyAsync(shop.Key.Id));
        Assert.Equal(RevalidationStatus.KeyRevoked, await StatusAsync(four));

        async Task<RevalidationStatus> StatusAsync(RevalidatedSession<ShopClaims> session) => (await shop.Sessions.RevalidateAsync(session.Unsealed)).Status;
    }

    [Fact]
    public async Task SignInAfterRevocation_LivesOn_AlsoInTheSameMillisecond()
    {
        await using Shop shop = new();
        var before = await shop.StartAsync();

        await shop.Revoker.RevokeSubjectAsync("ada");
        var after = await shop.StartAsync();

        Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync(before));
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(after));
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(await shop.StartAsync()));
    }

    [Fact]
    public async Task SignInOfLongAgo_DoesNotOutrunARevocation()
    {
        await using Shop shop = new();
        var provedBefore = shop.Clock.GetUtcNow();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.Revoker.RevokeSubjectAsync("ada");
        shop.Clock.Advance(TimeSpan.FromMinutes(1));

        // A provider that says: signed in two minutes ago. That proof was revoked.
        Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync(await shop.StartAsync(Shop.SignIn() with { AuthenticatedAt = provedBefore })));
    }

    [Fact]
    public async Task Renewal_DoesNotOutrunARevocation()
    {
        await using Shop shop = new();
        var session = await shop.EnterAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.Revoker.RevokeSubjectAsync("ada");
        var subject = await shop.EnterAsync(Shop.SignIn("eve"));
        await shop.Revoker.RevokeEverythingAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync((await shop.Sessions.RenewAsync(session)).Value));
        Assert.Equal(RevalidationStatus.EverythingRevoked, await shop.StatusAsync((await shop.Sessions.RenewAsync(subject)).Value));
    }

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 400 * 24)]
    public async Task Revocation_IsKeptAsLongAsAnySessionMayLive(bool hasSessions, int hours)
    {
        FakeClock clock = new();
        ScriptedStore store = new(clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        var sessions = services.AddSealedSessions()
            .UseKeys(static keys => keys.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
            .UseStore(_ => store);
        if (hasSessions)
        {
            sessions.AddSession<ShopClaims>(static options => options.Lifetime = Shop.Options.Lifetime).AddAgentSessions();
        }

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<SessionRevoker>().RevokeSessionAsync(SessionId.New());

        Assert.Equal(clock.GetUtcNow().AddHours(hours) + SessionLifetime.LargestClockSkew, Assert.Single(store.RevokedUntil).Value);
    }

    [Fact]
    public async Task NoSubject_IsAnArgumentFault()
    {
        await using Shop shop = new();

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Revoker.RevokeSubjectAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Revoker.RevokeSubjectAsync(""));
    }
}
