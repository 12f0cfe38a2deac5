using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SealedSessions.Tests.Revalidation;

public class SubjectCheckTests
{
    private const int SubjectCheckFailed = 10;

    private readonly AskedCheck _check = new(static _ => SubjectCheckResult.Valid<ShopClaims>());

    [Fact]
    public async Task Check_IsAskedEveryTimeUnlessToldOtherwise()
    {
        await using Shop shop = With();
        var token = await shop.StartAsync();

        for (var i = 1; i < 5; i++)
        {
            Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
            Assert.Equal(i, _check.Asked);
        }

        _check.Answer = static _ => SubjectCheckResult.Rejected<ShopClaims>();
        Assert.Equal(RevalidationStatus.SubjectRejected, await shop.StatusAsync(token));
    }

    [Fact]
    public async Task PositiveAnswer_IsKeptForTheStatedTime()
    {
        await using Shop shop = With(static options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(5));
        var token = await shop.StartAsync();
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
        _check.Answer = static _ => SubjectCheckResult.Rejected<ShopClaims>();

        shop.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
        Assert.Equal(1, _check.Asked);
        shop.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RevalidationStatus.SubjectRejected, await shop.StatusAsync(token));
        Assert.Equal(2, _check.Asked);
    }

    [Fact]
    public async Task NegativeAnswerAndFailure_AreNotKept()
    {
        await using Shop shop = With(static options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(5));
        var token = await shop.StartAsync();

        _check.Answer = static _ => SubjectCheckResult.Rejected<ShopClaims>();
        Assert.Equal(RevalidationStatus.SubjectRejected, await shop.StatusAsync(token));
        _check.Answer = static _ => throw new TimeoutException();
        Assert.Equal(RevalidationStatus.Unavailable, await shop.StatusAsync(token));
        _check.Answer = static _ => SubjectCheckResult.Valid<ShopClaims>();
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
    }

    [Fact]
    public async Task KeptAnswer_IsForOneSessionAndGeneration()
    {
        await using Shop shop = With(static options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(5));
        var session = await shop.EnterAsync();
        Assert.Equal(1, _check.Asked);

        await shop.EnterAsync();
        Assert.Equal(2, _check.Asked);
        await shop.OpenAsync((await shop.Sessions.RenewAsync(session)).Value);
        Assert.Equal(3, _check.Asked);
    }

    [Fact]
    public async Task KeptAnswer_DoesNotOutliveARevocation()
    {
        await using Shop shop = With(static options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(5));
        var token = await shop.StartAsync();
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));

        await shop.Revoker.RevokeSubjectAsync("ada");

        Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync(token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task ChangedClaims_CountAtOnceAndAreRenewed(int kept)
    {
        await using Shop shop = With(options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(kept));
        ShopClaims demoted = new("Ada", "visitor");
        _check.Answer = session => session.UnverifiedClaims == demoted ? SubjectCheckResult.Valid<ShopClaims>() : SubjectCheckResult.Changed(demoted);
        var token = await shop.StartAsync();

        for (var i = 0; i < 2; i++)
        {
            var session = Shop.Good(await shop.OpenAsync(token));
            Assert.Equal(demoted, session.Claims);
            Assert.Equal(ResealReasons.ClaimsChanged, session.NeedsReseal);
        }

        var renewed = Shop.Good(await shop.OpenAsync((await shop.Sessions.RenewAsync(Shop.Good(await shop.OpenAsync(token)))).Value));
        Assert.Equal(demoted, renewed.Claims);
        Assert.Equal(demoted, renewed.Unsealed.UnverifiedClaims);
        Assert.Equal(ResealReasons.None, renewed.NeedsReseal);
    }

    [Fact]
    public async Task AllChecks_MustAgree()
    {
        AskedCheck second = new(static _ => SubjectCheckResult.Rejected<ShopClaims>());
        await using Shop shop = With(add: sessions => sessions.Services.AddSingleton<ISubjectCheck<ShopClaims>>(second));
        var token = await shop.StartAsync();

        Assert.Equal(RevalidationStatus.SubjectRejected, await shop.StatusAsync(token));
        second.Answer = static _ => SubjectCheckResult.Valid<ShopClaims>();
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
        _check.Answer = static _ => SubjectCheckResult.Rejected<ShopClaims>();
        Assert.Equal(RevalidationStatus.SubjectRejected, await shop.StatusAsync(token));
        Assert.Equal(2, second.Asked);
    }

    [Theory]
    [InlineData(StoreFailureMode.FailClosed)]
    [InlineData(StoreFailureMode.FailOpen)]
    public async Task CheckThatThrows_RefusesAndIsLogged(StoreFailureMode mode)
    {
        await using Shop shop = With(options => options.WhenRevocationsUnavailable = mode);
        var token = await shop.StartAsync();
        foreach (var fault in (Exception[])[new TimeoutException("the directory is down"), new OperationCanceledException("its own")])
        {
            _check.Answer = _ => throw fault;
            Assert.Equal(RevalidationStatus.Unavailable, await shop.StatusAsync(token));
            Assert.Contains(shop.Log.Entries, entry => entry is (LogLevel.Error, SubjectCheckFailed, _) && entry.Text.Contains(fault.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task CallerThatGivesUp_IsNoFailureOfTheCheck()
    {
        await using Shop shop = With();
        var unsealed = shop.Sessions.Unseal(await shop.StartAsync()).Session!;
        using CancellationTokenSource gone = new();
        _check.Answer = _ =>
        {
            gone.Cancel();
            gone.Token.ThrowIfCancellationRequested();
            return default;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await shop.Sessions.RevalidateAsync(unsealed, default, gone.Token));
        Assert.Equal(0, shop.Log.Count(SubjectCheckFailed));
    }

    [Fact]
    public async Task ManyAnswers_AreBounded()
    {
        await using Shop shop = With(static options => options.SubjectCheckCachedFor = TimeSpan.FromMinutes(5));
        var first = await shop.StartAsync();
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(first));

        for (var i = 0; i < 10_000; i++)
        {
            await shop.StatusAsync(await shop.StartAsync());
        }

        // Forgotten, and so asked again.
        await shop.StatusAsync(first);
        Assert.Equal(10_002, _check.Asked);
    }

    private Shop With(Action<SealedSessionOptions<ShopClaims>>? change = null, Action<SealedSessionsBuilder>? add = null) => new(
        sessions =>
        {
            sessions.Services.AddSingleton<ISubjectCheck<ShopClaims>>(_check);
            add?.Invoke(sessions);
        },
        change);
}
