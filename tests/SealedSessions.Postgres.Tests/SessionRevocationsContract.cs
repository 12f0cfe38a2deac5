namespace SealedSessions.Postgres.Tests;

/// <summary>What every store of revocations does alike.</summary>
public abstract class SessionRevocationsContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract Task<ISessionRevocations> CreateAsync();

    [Fact]
    public async Task NewSession_IsNotRevoked()
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        Assert.Equal(epoch.First, epoch.Current);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch), None));
    }

    [Fact]
    public async Task Epoch_IsTheTimeOfTheSetUp_AndStays()
    {
        var before = (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        Assert.InRange(epoch.First, before, before + 120);
        Assert.Equal(epoch, await store.GetEpochAsync(None));
    }

    [Fact]
    public async Task RevokedSession_IsRevoked_AndNoOther()
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        var query = Some.Query(epoch);
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { Session = SessionId.New() }, None));
    }

    [Fact]
    public async Task RevokingTwice_ChangesNothing()
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        await store.RevokeSessionAsync(query.Session, Some.Later.AddHours(-1), None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Theory]
    [InlineData(-1, RevocationStatus.SubjectRevoked)]
    [InlineData(0, RevocationStatus.SubjectRevoked)]
    [InlineData(1, RevocationStatus.NotRevoked)]
    public async Task RevokedSubject_LosesWhatBeganByThen_ToTheMillisecond(int milliseconds, RevocationStatus expected)
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        await store.RevokeSubjectAsync("ada", Some.Time, Some.Later, None);
        Assert.Equal(expected, await store.CheckAsync(Some.Query(epoch, authenticatedAt: Some.Time.AddMilliseconds(milliseconds)), None));
    }

    [Theory]
    [InlineData(0, RevocationStatus.SubjectRevoked)]
    [InlineData(9_999, RevocationStatus.SubjectRevoked)]
    [InlineData(-1, RevocationStatus.NotRevoked)]
    public async Task RevokedSubject_CountsTheMillisecondInWhichItWasRevoked(int ticks, RevocationStatus expected)
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        await store.RevokeSubjectAsync("ada", Some.Time.AddTicks(ticks), Some.Later, None);
        Assert.Equal(expected, await store.CheckAsync(Some.Query(epoch, authenticatedAt: Some.Time), None));
    }

    [Fact]
    public async Task RevokedSubject_IsNoOther()
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        await store.RevokeSubjectAsync("ada", Some.Time, Some.Later, None);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch, subject: "Ada"), None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch, subject: "ada "), None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task OfTwoRevocationsOfASubject_TheLaterTimeWins(int secondsLater)
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        await store.RevokeSubjectAsync("ada", Some.Time, Some.Later, None);
        await store.RevokeSubjectAsync("ada", Some.Time.AddSeconds(secondsLater), Some.Later, None);
        var latest = secondsLater > 0 ? Some.Time.AddSeconds(secondsLater) : Some.Time;
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(Some.Query(epoch, authenticatedAt: latest), None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch, authenticatedAt: latest.AddMilliseconds(1)), None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zero\0zero")]
    [InlineData("'; DROP SCHEMA sealed_sessions CASCADE; --")]
    [InlineData("é\u0301🦊")]
    public async Task Subject_MayBeAnyText(string subject)
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None), subject: subject);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, None));
        await store.RevokeSubjectAsync(subject, Some.Time, Some.Later, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, None));
    }

    [Fact]
    public async Task Subject_MayBeLong()
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None), subject: new string('a', 100_000));
        await store.RevokeSubjectAsync(query.Subject, Some.Time, Some.Later, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, None));
    }

    [Fact]
    public async Task RevokedKey_IsRevoked_AndNoOther()
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None), key: SealingKeyId.Parse("ffffffff"));
        await store.RevokeKeyAsync(query.Key, Some.Later, None);
        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query, None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { Key = SealingKeyId.Parse("00000000") }, None));
    }

    [Fact]
    public async Task Everything_IsRevoked_ButWhatBeginsAfterwards()
    {
        var store = await CreateAsync();
        var former = await store.GetEpochAsync(None);
        await store.RevokeEverythingAsync(None);
        var epoch = await store.GetEpochAsync(None);
        Assert.Equal(former.First, epoch.First);
        Assert.True(epoch.Current > former.Current);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(Some.Query(former), None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(Some.Query(epoch), None));
    }

    [Fact]
    public async Task RevokingEverythingAtOnce_CountsEachTime()
    {
        var store = await CreateAsync();
        var former = await store.GetEpochAsync(None);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await store.RevokeEverythingAsync(None))));
        Assert.True((await store.GetEpochAsync(None)).Current >= former.Current + 20);
    }

    [Fact]
    public async Task SessionFromBeforeTheStore_IsForgotten_UntilEverythingIsRevoked()
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        var older = Some.Query(epoch) with { Epoch = epoch.First - 1 };
        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(older, None));
        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(older with { Epoch = 0 }, None));
        await store.RevokeEverythingAsync(None);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(older, None));
    }

    [Fact]
    public async Task OfSeveralRevocations_TheNarrowestIsNamed()
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None));
        await store.RevokeEverythingAsync(None);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(query, None));
        await store.RevokeKeyAsync(query.Key, Some.Later, None);
        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query, None));
        await store.RevokeSubjectAsync(query.Subject, query.AuthenticatedAt, Some.Later, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, None));
        await store.RevokeSessionAsync(query.Session, Some.Later, None);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
    }

    [Fact]
    public async Task Times_MayBeTheFirstAndTheLast()
    {
        var store = await CreateAsync();
        var query = Some.Query(await store.GetEpochAsync(None), authenticatedAt: DateTimeOffset.MinValue);
        await store.RevokeSubjectAsync("ada", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, None));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { AuthenticatedAt = Some.Time }, None));
        await store.RevokeSubjectAsync("ada", DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, None);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query with { AuthenticatedAt = Some.Time }, None));
    }

    [Fact]
    public async Task ManyAtOnce_AllHold()
    {
        var store = await CreateAsync();
        var epoch = await store.GetEpochAsync(None);
        var queries = Enumerable.Range(0, 300).Select(i => Some.Query(epoch, subject: $"subject {i}")).ToArray();
        await Parallel.ForEachAsync(queries, new ParallelOptions { MaxDegreeOfParallelism = 30 }, async (query, _) =>
        {
            await store.RevokeSessionAsync(query.Session, Some.Later, None);
            await store.RevokeSubjectAsync("all", Some.Time.AddMilliseconds(Random.Shared.Next(1_000)), Some.Later, None);
            Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, None));
        });
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(Some.Query(epoch, subject: "all"), None));
    }
}
