using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SealedSessions.Tests.Revocation;

namespace SealedSessions.Tests.Revalidation;

public class RiskSignalTests
{
    private const int RiskSignalFailed = 11;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(RiskVerdict.Continue, false)]
    [InlineData(RiskVerdict.StepUp, true)]
    public async Task StepUp_TakesAwayWhatNeedsARecentProof(RiskVerdict verdict, bool stepUp)
    {
        await using Shop shop = With(new AskedSignal(_ => verdict));
        var session = await shop.EnterAsync();

        Assert.Equal(stepUp, session.StepUpRequired);
        Assert.Equal(!stepUp, session.AuthenticatedWithin(Hour));
        Assert.Equal(ShopClaims.Ada, session.Claims);
    }

    [Fact]
    public async Task RecentProof_IsToTheTick()
    {
        await using Shop shop = new();
        var session = await shop.EnterAsync();

        shop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(session.AuthenticatedWithin(TimeSpan.FromMinutes(5)));
        shop.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(session.AuthenticatedWithin(TimeSpan.FromMinutes(5)));
        Assert.False(session.AuthenticatedWithin(TimeSpan.Zero));
        Assert.True(session.AuthenticatedWithin(TimeSpan.MaxValue));
    }

    [Fact]
    public async Task GravestOfAllSignals_Counts()
    {
        AskedSignal first = new(static _ => RiskVerdict.StepUp);
        AskedSignal second = new(static _ => RiskVerdict.Continue);
        await using Shop shop = With(first, second);
        var token = await shop.StartAsync();

        Assert.True(Shop.Good(await shop.OpenAsync(token)).StepUpRequired);
        second.Answer = static _ => RiskVerdict.Terminate;
        Assert.Equal(RevalidationStatus.Terminated, await shop.StatusAsync(token));
    }

    [Theory]
    [InlineData((RiskVerdict)3)]
    [InlineData((RiskVerdict)77)]
    public async Task VerdictThatNobodyKnows_IsNotBetterThanTheGravest(RiskVerdict verdict)
    {
        await using Shop shop = With(new AskedSignal(_ => verdict));

        Assert.Equal(RevalidationStatus.Terminated, await shop.StatusAsync(await shop.StartAsync()));
    }

    [Fact]
    public async Task Terminate_RevokesTheSessionForGood()
    {
        AskedSignal signal = new(static _ => RiskVerdict.Terminate);
        ScriptedStore? store = null;
        await using Shop shop = With(
            [signal],
            sessions => sessions.UseStore(provider => store = new ScriptedStore(provider.GetRequiredService<TimeProvider>())),
            static options => options.Lifetime = new() { Absolute = Hour, Idle = Hour });
        var token = await shop.StartAsync();

        Assert.Equal(RevalidationStatus.Terminated, await shop.StatusAsync(token));
        signal.Answer = static _ => RiskVerdict.Continue;
        Assert.Equal(RevalidationStatus.SessionRevoked, await shop.StatusAsync(token));

        // As long as any node, by whatever policy and clock, may open the token.
        Assert.Equal(shop.Clock.GetUtcNow() + Hour + SessionLifetime.LargestClockSkew, Assert.Single(store!.RevokedUntil).Value);
    }

    [Fact]
    public async Task Terminate_HoldsThoughThePolicyIsLengthenedLater()
    {
        FakeClock clock = new();
        var key = SealingKey.Generate();
        ScriptedStore store = new(clock);
        AskedSignal signal = new(static _ => RiskVerdict.Terminate);
        await using Shop usual = new(sessions => sessions.UseStore(_ => store), clock: clock, key: key);
        var token = await usual.StartAsync();

        await using Shop shortened = new(
            sessions => sessions.UseStore(_ => store).Services.AddSingleton<ISessionRiskSignal>(signal),
            static options => options.Lifetime = new() { Absolute = Hour, Idle = Hour },
            clock,
            key);
        Assert.Equal(RevalidationStatus.Terminated, await shortened.StatusAsync(token));

        Assert.Equal(clock.GetUtcNow().AddHours(8) + SessionLifetime.LargestClockSkew, Assert.Single(store.RevokedUntil).Value);
    }

    [Fact]
    public async Task SignalThatThrows_AsksForStepUpAndIsLogged()
    {
        await using Shop shop = With(new AskedSignal(static _ => throw new TimeoutException("the model is down")));
        var session = await shop.EnterAsync();

        Assert.True(session.StepUpRequired);
        Assert.Contains(shop.Log.Entries, static entry => entry is (LogLevel.Error, RiskSignalFailed, _) && entry.Text.Contains("the model is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signal_IsShownSessionAndClient()
    {
        AskedSignal signal = new(static _ => RiskVerdict.Continue);
        await using Shop shop = With(signal);
        var then = ClientContext.From("browser", IPAddress.Parse("192.0.2.1"));
        var now = ClientContext.From("other", IPAddress.Parse("192.0.2.1"));
        object request = new();

        var session = await shop.EnterAsync(Shop.SignIn() with { Client = then }, new(Client: now, Host: request));

        var seen = Assert.Single(signal.Seen);
        Assert.Equal(new RiskContext(session.Id, "ada", shop.Clock.GetUtcNow(), then, now, request), seen);
    }

    [Theory]
    [InlineData("browser", "192.0.2.1", false)]
    [InlineData("browser", "192.0.2.200", false)]
    [InlineData("browser", "::ffff:192.0.2.7", false)]
    [InlineData("Browser", "192.0.2.1", true)]
    [InlineData("browser", "192.0.3.1", true)]
    [InlineData("browser", "2001:db8::1", true)]
    [InlineData(null, "192.0.2.1", true)]
    [InlineData("browser", null, true)]
    public async Task ClientChange_AsksForStepUp(string? userAgent, string? address, bool stepUp)
    {
        await using Shop shop = new(static sessions => sessions.AddClientChangeSignal());
        var token = await shop.StartAsync(Shop.SignIn() with { Client = ClientContext.From("browser", IPAddress.Parse("192.0.2.1")) });

        var now = ClientContext.From(userAgent, address is null ? null : IPAddress.Parse(address));
        Assert.Equal(stepUp, Shop.Good(await shop.OpenAsync(token, new(Client: now))).StepUpRequired);
        Assert.False(Shop.Good(await shop.OpenAsync(token)).StepUpRequired);
    }

    [Fact]
    public async Task ClientChange_IsSettledByStepUp()
    {
        await using Shop shop = new(static sessions => sessions.AddClientChangeSignal());
        var there = ClientContext.From("browser", IPAddress.Parse("198.51.100.1"));
        var session = await shop.EnterAsync(
            Shop.SignIn() with { Client = ClientContext.From("browser", IPAddress.Parse("192.0.2.1")) },
            new(Client: there));
        Assert.True(session.StepUpRequired);

        var stepped = Shop.Good(await shop.OpenAsync((await shop.Sessions.StepUpAsync(session)).Value, new(Client: there)));

        Assert.False(stepped.StepUpRequired);
        Assert.True(stepped.AuthenticatedWithin(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task SessionWithoutClientSignals_AsksForNothing()
    {
        await using Shop shop = new(static sessions => sessions.AddClientChangeSignal());
        var session = await shop.EnterAsync(client: new(Client: ClientContext.From("browser", null)));

        Assert.False(session.StepUpRequired);
        Assert.Null((await shop.Sessions.StepUpAsync(session)) is var token ? shop.Sessions.Unseal(token.Value).Session!.Record.Client : default);
    }

    private static Shop With(params AskedSignal[] signals) => With(signals, null, null);

    private static Shop With(AskedSignal[] signals, Action<SealedSessionsBuilder>? add, Action<SealedSessionOptions<ShopClaims>>? change) => new(
        sessions =>
        {
            add?.Invoke(sessions);
            foreach (var signal in signals)
            {
                sessions.Services.AddSingleton<ISessionRiskSignal>(signal);
            }
        },
        change);
}
