using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SealedSessions.Tests.Revocation;

namespace SealedSessions.Tests.Revalidation;

public class SessionRevalidatorTests
{
    private static readonly SessionBinding Mine = SessionBinding.Custom(SHA256.HashData("mine"u8));
    private static readonly SessionBinding Theirs = SessionBinding.Custom(SHA256.HashData("theirs"u8));

    [Fact]
    public async Task GoodSession_IsAllThatWasSealed()
    {
        await using Shop shop = new();
        var binding = new RevalidationContext(Mine);
        var session = await shop.EnterAsync(Shop.SignIn("ada") with { Binding = Mine, AuthenticatedAt = shop.Clock.GetUtcNow().AddMinutes(-4) }, binding);

        Assert.Equal(ShopClaims.Ada, session.Claims);
        Assert.Equal("ada", session.Subject);
        Assert.Equal(SessionBindingKind.Custom, session.BindingKind);
        Assert.Equal(0u, session.Generation);
        Assert.Equal(ResealReasons.None, session.NeedsReseal);
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(-4), session.AuthenticatedAt);
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(-4).AddHours(8), session.ExpiresAt);
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(30), session.IdleUntil);
        Assert.True(session.RevocationChecked);
        Assert.False(session.StepUpRequired);
        Assert.NotEqual(default, session.Id);
    }

    // Each stage refuses in its turn, and nobody behind it is asked.
    [Fact]
    public async Task Stages_AreAskedInOrderAndOnlyUntilOneRefuses()
    {
        ConcurrentQueue<string> asked = new();
        ScriptedStore? store = null;
        AskedCheck check = new(_ => Log("subject", SubjectCheckResult.Rejected<ShopClaims>()));
        AskedSignal signal = new(_ => Log("risk", RiskVerdict.Terminate));
        await using Shop shop = new(sessions =>
        {
            sessions.UseStore(provider => store = new ScriptedStore(provider.GetRequiredService<TimeProvider>())
            {
                Before = (call, _) => Task.FromResult(call == "check" && Log("revocation", true)),
            });
            sessions.Services.AddSingleton<ISubjectCheck<ShopClaims>>(check).AddSingleton<ISessionRiskSignal>(signal);
        });
        var token = await shop.StartAsync(Shop.SignIn() with { Binding = Mine });
        var mine = new RevalidationContext(Mine);
        var unsealed = shop.Sessions.Unseal(token).Session!;

        store!.Answer = RevocationStatus.SessionRevoked;
        Assert.Equal((RevalidationStatus.BindingMismatch, ""), await AskAsync(new(Theirs)));
        Assert.Equal((RevalidationStatus.BindingMissing, ""), await AskAsync(default));
        Assert.Equal((RevalidationStatus.SessionRevoked, "revocation"), await AskAsync(mine));
        store.Answer = null;
        Assert.Equal((RevalidationStatus.SubjectRejected, "revocation subject"), await AskAsync(mine));
        check.Answer = _ => Log("subject", SubjectCheckResult.Valid<ShopClaims>());
        Assert.Equal((RevalidationStatus.Terminated, "revocation subject risk"), await AskAsync(mine));
        Assert.Equal((RevalidationStatus.SessionRevoked, "revocation"), await AskAsync(mine));

        // The end comes before everything else.
        shop.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((RevalidationStatus.Expired, ""), await AskAsync(new(Theirs)));

        async Task<(RevalidationStatus, string)> AskAsync(RevalidationContext context)
        {
            asked.Clear();
            var result = await shop.Sessions.RevalidateAsync(unsealed, context);
            Assert.Null(result.Session);
            Assert.Equal(UnsealStatus.Success, result.Unseal);
            return (result.Status, string.Join(' ', asked));
        }

        T Log<T>(string stage, T answer)
        {
            asked.Enqueue(stage);
            return answer;
        }
    }

    [Fact]
    public async Task SessionThatEndsBetweenUnsealingAndNow_IsExpired()
    {
        await using Shop shop = new();
        var unsealed = shop.Sessions.Unseal(await shop.StartAsync()).Session!;

        shop.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RevalidationStatus.Success, (await shop.Sessions.RevalidateAsync(unsealed)).Status);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RevalidationStatus.Expired, (await shop.Sessions.RevalidateAsync(unsealed)).Status);
    }

    [Theory]
    [InlineData(null, UnsealStatus.Missing)]
    [InlineData("s1.nonsense", UnsealStatus.Malformed)]
    public async Task WhatDoesNotOpen_IsNotRevalidated(string? token, UnsealStatus status)
    {
        await using Shop shop = new();
        var result = await shop.OpenAsync(token);

        Assert.Equal((RevalidationStatus.NotUnsealed, status), (result.Status, result.Unseal));
        Assert.Null(result.Session);
    }

    [Fact]
    public async Task SessionOfAnotherPurpose_IsNotRevalidatedAsThisOne()
    {
        // Opened by a sealer of its own, for resetting passwords: no session of a customer.
        await using Shop shop = new();
        var options = Shop.Options;
        options.Purpose = "shop/reset";
        SessionSealer<ShopClaims> reset = new(options, shop.Get<IKeyRing>(), shop.Clock);
        var epoch = (await shop.Guard.GetEpochAsync(default))!.Value.Current;
        var unsealed = reset.Unseal(reset.Seal(Shop.SignIn() with { Epoch = epoch }).Value).Session!;

        var refusal = await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Sessions.RevalidateAsync(unsealed));
        Assert.Contains("'shop/reset'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'shop/customer'", refusal.Message, StringComparison.Ordinal);

        // Nor is one that was revalidated there renewed here.
        await using Shop other = new(change: static options => options.Purpose = "shop/other");
        var session = await other.EnterAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Sessions.RenewAsync(session));
        await Assert.ThrowsAsync<ArgumentException>(async () => await shop.Sessions.StepUpAsync(session));
        Assert.Throws<ArgumentException>(() => shop.Sessions.Update(session, ShopClaims.Ada));
    }

    [Fact]
    public async Task NoSession_IsAnArgumentFault()
    {
        await using Shop shop = new();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await shop.Sessions.RevalidateAsync(null!));
    }

    [Theory]
    [InlineData(RevocationStatus.NotRevoked, RevalidationStatus.Success)]
    [InlineData(RevocationStatus.SessionRevoked, RevalidationStatus.SessionRevoked)]
    [InlineData(RevocationStatus.SubjectRevoked, RevalidationStatus.SubjectRevoked)]
    [InlineData(RevocationStatus.EverythingRevoked, RevalidationStatus.EverythingRevoked)]
    [InlineData(RevocationStatus.KeyRevoked, RevalidationStatus.KeyRevoked)]
    [InlineData(RevocationStatus.Forgotten, RevalidationStatus.Forgotten)]
    [InlineData((RevocationStatus)99, RevalidationStatus.Forgotten)]
    public async Task EveryAnswerOfTheStore_HasItsStatus(RevocationStatus answer, RevalidationStatus status)
    {
        await using Shop shop = WithStore(out var store);
        var token = await shop.StartAsync();
        store().Answer = answer;

        Assert.Equal(status, await shop.StatusAsync(token));
    }

    [Theory]
    [InlineData(RevocationStatus.Forgotten)]
    [InlineData((RevocationStatus)99)]
    public async Task FailOpen_GoesOnUncheckedAndSaysSo(RevocationStatus answer)
    {
        await using Shop shop = WithStore(out var store, static options => options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen);
        var token = await shop.StartAsync();
        Assert.True(Shop.Good(await shop.OpenAsync(token)).RevocationChecked);

        store().Answer = answer;

        Assert.False(Shop.Good(await shop.OpenAsync(token)).RevocationChecked);
    }

    [Fact]
    public async Task FailOpen_StillRefusesWhatIsKnown()
    {
        await using Shop shop = WithStore(out var store, static options => options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen);
        var token = await shop.StartAsync();
        store().Answer = RevocationStatus.SubjectRevoked;

        Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync(token));
    }

    [Fact]
    public async Task StoreThatIsDown_IsTheChoiceOfTheKind()
    {
        foreach (var (mode, status) in ((StoreFailureMode, RevalidationStatus)[])[(StoreFailureMode.FailClosed, RevalidationStatus.Unavailable), (StoreFailureMode.FailOpen, RevalidationStatus.Success)])
        {
            await using Shop shop = WithStore(out var store, options => options.WhenRevocationsUnavailable = mode);
            var token = await shop.StartAsync();
            store().Before = static (_, _) => throw new IOException("down");

            var result = await shop.OpenAsync(token);
            Assert.Equal(status, result.Status);
            Assert.NotEqual(true, result.Session?.RevocationChecked);
        }
    }

    [Theory]
    [InlineData(StoreFailureMode.FailClosed, RevalidationStatus.Forgotten)]
    [InlineData(StoreFailureMode.FailOpen, RevalidationStatus.Success)]
    public async Task SessionFromBeforeARestart_IsForgotten(StoreFailureMode mode, RevalidationStatus status)
    {
        FakeClock clock = new();
        var key = SealingKey.Generate();
        string token;
        await using (Shop before = new(change: options => options.WhenRevocationsUnavailable = mode, clock: clock, key: key))
        {
            token = await before.StartAsync();
            Assert.Equal(RevalidationStatus.Success, await before.StatusAsync(token));
        }

        clock.Advance(TimeSpan.FromSeconds(5));
        await using Shop after = new(change: options => options.WhenRevocationsUnavailable = mode, clock: clock, key: key);

        var result = await after.OpenAsync(token);
        Assert.Equal(status, result.Status);
        Assert.NotEqual(true, result.Session?.RevocationChecked);

        // Those that begin now are known, and an incident ends the forgotten ones too.
        var next = await after.StartAsync();
        Assert.True(Shop.Good(await after.OpenAsync(next)).RevocationChecked);
        await after.Revoker.RevokeEverythingAsync();
        Assert.Equal(RevalidationStatus.EverythingRevoked, await after.StatusAsync(token));
        Assert.Equal(RevalidationStatus.EverythingRevoked, await after.StatusAsync(next));
    }

    [Fact]
    public async Task Caller_MayGiveUp()
    {
        await using Shop shop = WithStore(out var store);
        var unsealed = shop.Sessions.Unseal(await shop.StartAsync()).Session!;
        store().Before = static (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation);
        using CancellationTokenSource gone = new();
        var asked = shop.Sessions.RevalidateAsync(unsealed, default, gone.Token).AsTask();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        store().Before = static (_, _) => Task.CompletedTask;
        Assert.Equal(RevalidationStatus.Success, (await shop.Sessions.RevalidateAsync(unsealed)).Status);
    }

    private static Shop WithStore(out Func<ScriptedStore> store, Action<SealedSessionOptions<ShopClaims>>? change = null)
    {
        ScriptedStore? made = null;
        Shop shop = new(sessions => sessions.UseStore(provider => made = new ScriptedStore(provider.GetRequiredService<TimeProvider>())), change);
        store = () => made!;
        return shop;
    }
}
