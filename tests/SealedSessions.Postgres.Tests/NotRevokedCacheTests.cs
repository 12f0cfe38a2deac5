namespace SealedSessions.Postgres.Tests;

public sealed class NotRevokedCacheTests
{
    private readonly FakeClock _clock = new();
    private readonly NotRevokedCache _cache;
    private readonly RevocationQuery _query = Some.Query(new(5, 5));

    public NotRevokedCacheTests()
    {
        _cache = new NotRevokedCache(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3), _clock);
        _cache.Trust();
    }

    [Fact]
    public void Kept_IsThere()
    {
        Assert.False(_cache.Has(_query));
        Keep();
        Assert.True(_cache.Has(_query));
    }

    [Fact]
    public void Age_CountsFromTheQuestion()
    {
        var askedAt = _cache.Now;
        _clock.Advance(TimeSpan.FromSeconds(9));
        _cache.Trust();
        _cache.Keep(_query, askedAt, _cache.Version);
        Assert.True(_cache.Has(_query));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_cache.Has(_query));
    }

    [Fact]
    public void AnswerFromBeforeARevocation_IsNotKept()
    {
        var version = _cache.Version;
        _cache.Drop(SessionId.New());
        _cache.Keep(_query, _cache.Now, version);
        Assert.False(_cache.Has(_query));

        version = _cache.Version;
        _cache.DropAll();
        _cache.Keep(_query, _cache.Now, version);
        Assert.False(_cache.Has(_query));
    }

    [Fact]
    public void Dropped_IsGone_AndOnlyThat()
    {
        var other = Some.Query(new(5, 5));
        Keep();
        _cache.Keep(other, _cache.Now, _cache.Version);
        _cache.Drop(_query.Session);
        Assert.False(_cache.Has(_query));
        Assert.True(_cache.Has(other));
        _cache.DropAll();
        Assert.False(_cache.Has(other));
    }

    [Fact]
    public void WithoutSignOfLife_NothingIsGivenOrKept()
    {
        Keep();
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(_cache.Has(_query));
        var other = Some.Query(new(5, 5));
        _cache.Keep(other, _cache.Now, _cache.Version);
        _cache.Trust();
        Assert.True(_cache.Has(_query));
        Assert.False(_cache.Has(other));
        _cache.Distrust();
        Assert.False(_cache.Has(_query));
    }

    [Fact]
    public void Size_IsBounded()
    {
        for (var i = 0; i < 150_000; i++)
        {
            _cache.Keep(Some.Query(new(5, 5)), _cache.Now, _cache.Version);
        }

        Assert.InRange(_cache.Count, 1, 100_000);
    }

    private void Keep() => _cache.Keep(_query, _cache.Now, _cache.Version);
}
