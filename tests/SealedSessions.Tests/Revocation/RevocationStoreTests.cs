namespace SealedSessions.Tests.Revocation;

/// <summary>What every store of revocations promises.</summary>
public class RevocationStoreTests(RevocationStores stores) : IClassFixture<RevocationStores>
{
    private static readonly SealingKeyId Key = SealingKeyId.Parse("0a0b0c0d");
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FakeClock _clock = new(new(2026, 1, 1, 12, 0, 0, 500, TimeSpan.Zero));

    public static TheoryData<string> Stores => RevocationStores.All;

    private DateTimeOffset Now => _clock.GetUtcNow();

    private DateTimeOffset Later => Now.AddHours(8);

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task NewStore_HasRevokedNothing(string name)
    {
        var store = await stores.CreateAsync(name, _clock);

        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(await QueryAsync(store), default));
        Assert.Equal((uint)Now.ToUnixTimeSeconds(), (await store.GetEpochAsync(default)).Current);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Session_IsRevokedAlone(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var (mine, other) = (await QueryAsync(store), await QueryAsync(store));

        await store.RevokeSessionAsync(mine.Session, Later, default);
        await store.RevokeSessionAsync(mine.Session, Later, default);

        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(mine, default));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(other, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Subject_IsRevokedUpToAndWithTheInstant(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);

        await store.RevokeSubjectAsync("ada", Now, Later, default);

        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query with { AuthenticatedAt = Now.AddDays(-1) }, default));
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query with { AuthenticatedAt = Now }, default));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { AuthenticatedAt = Now + Millisecond }, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Subjects_AreComparedByteByByte(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);
        string[] subjects = ["ada", "Ada", "ada ", "ad\0a", "zoe\u0308", "zo\u00eb", new('s', 255), "\U0001f511", "a:b*?\r\n"];

        foreach (var subject in subjects)
        {
            Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { Subject = subject }, default));
            await store.RevokeSubjectAsync(subject, Now, Later, default);
            Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query with { Subject = subject }, default));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LaterTime_OfASubject_Wins(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store) with { AuthenticatedAt = Now };

        await store.RevokeSubjectAsync("ada", Now.AddMinutes(-1), Later, default);
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query, default));
        await store.RevokeSubjectAsync("ada", Now, Later, default);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, default));
        await store.RevokeSubjectAsync("ada", Now.AddMinutes(-1), Later, default);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Key_IsRevokedForAllItsTokens(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);

        await store.RevokeKeyAsync(Key, Later, default);

        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query, default));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { Key = SealingKeyId.Parse("0a0b0c0e") }, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Everything_IsRevokedUpToNow_AgainAndAgain(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        for (var i = 0; i < 3; i++)
        {
            var before = await QueryAsync(store);
            Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(before, default));

            await store.RevokeEverythingAsync(default);

            Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(before, default));
            Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(await QueryAsync(store), default));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task OlderThanTheStore_IsForgotten(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);

        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(query with { Epoch = query.Epoch - 1 }, default));
        Assert.Equal(RevocationStatus.Forgotten, await store.CheckAsync(query with { Epoch = 0 }, default));
        await store.RevokeEverythingAsync(default);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(query with { Epoch = 0 }, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WhatIsMostExact_IsTheAnswer(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);

        await store.RevokeEverythingAsync(default);
        Assert.Equal(RevocationStatus.EverythingRevoked, await store.CheckAsync(query, default));
        await store.RevokeKeyAsync(Key, Later, default);
        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query, default));
        await store.RevokeSubjectAsync("ada", Now, Later, default);
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query, default));
        await store.RevokeSessionAsync(query.Session, Later, default);
        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task EndThatHasPassed_DoesNoHarm(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);

        await store.RevokeSessionAsync(query.Session, Now.AddHours(-1), default);
        await store.RevokeSubjectAsync("ada", Now, Now.AddHours(-1), default);
        await store.RevokeKeyAsync(Key, Now.AddHours(-1), default);

        await store.CheckAsync(query, default);
    }

    // The end is when the entry may be forgotten. Redis counts in its own time.
    [Theory]
    [InlineData(RevocationStores.Memory)]
    [InlineData(RevocationStores.CacheInMemory)]
    public async Task LaterEnd_Wins(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var query = await QueryAsync(store);
        foreach (var until in (DateTimeOffset[])[Now.AddHours(1), Now.AddHours(8), Now.AddHours(2)])
        {
            await store.RevokeSessionAsync(query.Session, until, default);
            await store.RevokeSubjectAsync("eve", Now, until, default);
            await store.RevokeKeyAsync(Key, until, default);
        }

        _clock.Advance(TimeSpan.FromHours(8) - Millisecond);
        await PurgeAsync(store);

        Assert.Equal(RevocationStatus.SessionRevoked, await store.CheckAsync(query, default));
        Assert.Equal(RevocationStatus.SubjectRevoked, await store.CheckAsync(query with { Session = SessionId.New(), Subject = "eve" }, default));
        Assert.Equal(RevocationStatus.KeyRevoked, await store.CheckAsync(query with { Session = SessionId.New() }, default));

        _clock.Advance(2 * Millisecond);
        await PurgeAsync(store);

        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(query with { Subject = "eve" }, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task NoSubject_IsAnArgumentFault(string name)
    {
        var store = await stores.CreateAsync(name, _clock);

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await store.RevokeSubjectAsync(null!, Now, Later, default));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task ManyAtOnce_LoseNothing(string name)
    {
        var store = await stores.CreateAsync(name, _clock);
        var queries = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => QueryAsync(store)));

        await Task.WhenAll(queries.Select(query => Task.Run(async () => await store.RevokeSessionAsync(query.Session, Later, default))));

        Assert.All(await Task.WhenAll(queries.Select(query => store.CheckAsync(query, default).AsTask())), static status => Assert.Equal(RevocationStatus.SessionRevoked, status));
        Assert.Equal(RevocationStatus.NotRevoked, await store.CheckAsync(await QueryAsync(store), default));
    }

    private async Task<RevocationQuery> QueryAsync(ISessionRevocations store) =>
        new(SessionId.New(), "ada", Now, (await store.GetEpochAsync(default)).Current, Key);

    /// <summary>The store in memory looks for what is over at each 256th write.</summary>
    private async Task PurgeAsync(ISessionRevocations store)
    {
        for (var i = 0; i < 256; i++)
        {
            await store.RevokeSessionAsync(SessionId.New(), Now, default);
        }
    }
}
