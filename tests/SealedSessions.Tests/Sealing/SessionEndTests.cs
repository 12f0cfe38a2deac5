namespace SealedSessions.Tests.Sealing;

/// <summary>When sessions end, to the millisecond.</summary>
public class SessionEndTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FixedKeyRing _ring = new(KeyRing.Of(SealingKey.Generate()));
    private readonly FakeClock _clock = new();

    [Fact]
    public void AbsoluteEnd_IsTheFirstMillisecondThatIsTooLate()
    {
        var sealer = With(absolute: TimeSpan.FromHours(1), idle: TimeSpan.FromHours(1));
        var token = sealer.Seal(Shop.SignIn()).Value;

        _clock.Advance(TimeSpan.FromHours(1) - Millisecond);
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        _clock.Advance(Millisecond);
        Assert.Equal(UnsealStatus.Expired, sealer.Unseal(token).Status);
    }

    [Fact]
    public void IdleEnd_IsTheFirstMillisecondThatIsTooLate()
    {
        var sealer = With(absolute: TimeSpan.FromHours(8), idle: TimeSpan.FromMinutes(30));
        var token = sealer.Seal(Shop.SignIn()).Value;

        _clock.Advance(TimeSpan.FromMinutes(30) - Millisecond);
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        _clock.Advance(Millisecond);
        Assert.Equal(UnsealStatus.IdleTooLong, sealer.Unseal(token).Status);
    }

    [Fact]
    public void ClockSkew_LengthensNothing()
    {
        var sealer = With(absolute: TimeSpan.FromHours(1), idle: TimeSpan.FromHours(1), skew: TimeSpan.FromMinutes(5));
        var token = sealer.Seal(Shop.SignIn()).Value;

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(UnsealStatus.Expired, sealer.Unseal(token).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30_000)]
    [InlineData(300_000)]
    public void IssuedInTheFuture_IsRefusedByMoreThanTheSkew(int skew)
    {
        var sealer = With(absolute: TimeSpan.FromHours(8), idle: TimeSpan.FromMinutes(30), skew: TimeSpan.FromMilliseconds(skew));
        var issued = _clock.GetUtcNow();
        var token = sealer.Seal(Shop.SignIn()).Value;

        _clock.SetUtcNow(issued.AddMilliseconds(-skew));
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        _clock.SetUtcNow(issued.AddMilliseconds(-skew - 1));
        Assert.Equal(UnsealStatus.IssuedInFuture, sealer.Unseal(token).Status);
    }

    [Fact]
    public void ShorterPolicy_ActsAtOnce()
    {
        var token = With(absolute: TimeSpan.FromHours(8), idle: TimeSpan.FromMinutes(30)).Seal(Shop.SignIn()).Value;
        _clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(UnsealStatus.Success, With(TimeSpan.FromHours(8), TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(1)).Unseal(token).Status);
        Assert.Equal(UnsealStatus.IdleTooLong, With(TimeSpan.FromHours(8), TimeSpan.FromMinutes(20)).Unseal(token).Status);
        Assert.Equal(UnsealStatus.Expired, With(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20)).Unseal(token).Status);

        var session = With(TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(25)).Unseal(token).Session!;
        Assert.Equal(_clock.GetUtcNow().AddMinutes(20), session.ExpiresAt);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(5), session.IdleUntil);
    }

    [Fact]
    public void LongerPolicy_LengthensNoSessionThatIsSealed()
    {
        var token = With(absolute: TimeSpan.FromHours(1), idle: TimeSpan.FromMinutes(30)).Seal(Shop.SignIn()).Value;
        var later = With(TimeSpan.FromDays(30), TimeSpan.FromDays(1));

        _clock.Advance(TimeSpan.FromMinutes(30) - Millisecond);
        var session = later.Unseal(token).Session!;
        Assert.Equal(_clock.GetUtcNow() + Millisecond, session.IdleUntil);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(30) + Millisecond, session.ExpiresAt);

        _clock.Advance(Millisecond);
        Assert.Equal(UnsealStatus.IdleTooLong, later.Unseal(token).Status);
        _clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(UnsealStatus.Expired, later.Unseal(token).Status);
    }

    [Fact]
    public void IdleTimeout_CountsInWholeSeconds()
    {
        var sealer = With(absolute: TimeSpan.FromHours(8), idle: TimeSpan.FromMilliseconds(2_999));
        var token = sealer.Seal(Shop.SignIn()).Value;

        _clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        _clock.Advance(Millisecond);
        Assert.Equal(UnsealStatus.IdleTooLong, sealer.Unseal(token).Status);
    }

    [Fact]
    public async Task RenewalEveryTenMinutes_NeverPassesTheAbsoluteEnd()
    {
        var lifetime = TimeSpan.FromDays(30);
        await using Shop shop = new(change: options => options.Lifetime = new() { Absolute = lifetime, Idle = TimeSpan.FromMinutes(30) });
        var begin = shop.Clock.GetUtcNow();
        var token = await shop.StartAsync();
        var first = Shop.Good(await shop.OpenAsync(token));
        var renewals = 0u;

        while (shop.Clock.GetUtcNow() < begin.AddDays(31))
        {
            shop.Clock.Advance(TimeSpan.FromMinutes(10));
            var opened = await shop.OpenAsync(token);
            Assert.Equal(shop.Clock.GetUtcNow() < begin + lifetime, opened.Succeeded);
            if (!opened.Succeeded)
            {
                Assert.Equal(UnsealStatus.Expired, opened.Unseal);
                continue;
            }

            Assert.Equal(first.Id, opened.Session.Id);
            Assert.Equal(begin, opened.Session.AuthenticatedAt);
            Assert.Equal(begin + lifetime, opened.Session.ExpiresAt);
            Assert.InRange(opened.Session.IdleUntil, shop.Clock.GetUtcNow(), begin + lifetime);
            Assert.Equal(renewals, opened.Session.Generation);
            token = (await shop.Sessions.RenewAsync(opened.Session)).Value;
            renewals++;
        }

        Assert.Equal((30 * 24 * 6) - 1u, renewals);
    }

    private SessionSealer<ShopClaims> With(TimeSpan absolute, TimeSpan idle, TimeSpan? skew = null)
    {
        var options = Shop.Options;
        options.Lifetime = new() { Absolute = absolute, Idle = idle, ClockSkew = skew ?? TimeSpan.FromSeconds(30) };
        return new(options, _ring, _clock);
    }
}
