using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.Tests.Revocation;

/// <summary>What a cache adds: several nodes, loss, expiry.</summary>
public class DistributedCacheRevocationsTests(RevocationStores stores) : IClassFixture<RevocationStores>
{
    private readonly FakeClock _clock = new();
    private readonly SealingKey _key = SealingKey.Generate();

    public static TheoryData<string> Caches => [RevocationStores.CacheInMemory, RevocationStores.CacheInRedis];

    [Theory]
    [MemberData(nameof(Caches))]
    public async Task SignOutOnOneNode_HoldsOnTheOther(string name)
    {
        var cache = await stores.CreateCacheAsync(name, _clock);
        await using var first = Node(cache);
        await using var second = Node(cache);
        var token = await first.StartAsync();
        var session = Shop.Good(await second.OpenAsync(token));
        Assert.True(session.RevocationChecked);

        Assert.True(await first.Sessions.EndAsync(session));
        Assert.Equal(RevalidationStatus.SessionRevoked, await second.StatusAsync(token));

        var again = await second.StartAsync(Shop.SignIn("eve"));
        await first.Revoker.RevokeSubjectAsync("eve");
        Assert.Equal(RevalidationStatus.SubjectRevoked, await second.StatusAsync(again));

        var third = await second.StartAsync(Shop.SignIn("bob"));
        await first.Revoker.RevokeEverythingAsync();
        Assert.Equal(RevalidationStatus.EverythingRevoked, await second.StatusAsync(third));
        Assert.Equal(RevalidationStatus.Success, await second.StatusAsync(await first.StartAsync(Shop.SignIn("bob"))));

        await first.Revoker.RevokeKeyAsync(_key.Id);
        Assert.Equal(RevalidationStatus.KeyRevoked, await second.StatusAsync(await first.StartAsync(Shop.SignIn("joe"))));
    }

    [Theory]
    [MemberData(nameof(Caches))]
    public async Task Renewal_IsSharedByTheNodes(string name)
    {
        var cache = await stores.CreateCacheAsync(name, _clock);
        await using var first = Node(cache);
        await using var second = Node(cache);
        var token = await first.StartAsync();

        var one = await first.Sessions.RenewAsync(Shop.Good(await first.OpenAsync(token)));
        var other = await second.Sessions.RenewAsync(Shop.Good(await second.OpenAsync(token)));

        Assert.Equal(one.Value, other.Value);
    }

    [Fact]
    public async Task EmptiedCache_HasForgotten()
    {
        // Redis in truth: restarted without its data.
        await using var server = await RedisServer.LaunchAsync();
        using RedisCache cache = new(server.Port, clock: _clock);
        await using var node = Node(cache);
        var token = await node.StartAsync();
        await node.Sessions.EndAsync(Shop.Good(await node.OpenAsync(token)));
        var other = await node.StartAsync();

        await server.RestartAsync();
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(RevalidationStatus.Forgotten, await node.StatusAsync(token));
        Assert.Equal(RevalidationStatus.Forgotten, await node.StatusAsync(other));
        Assert.Equal(RevalidationStatus.Success, await node.StatusAsync(await node.StartAsync()));
    }

    [Fact]
    public async Task ServerThatStops_FailsClosedAndKeepsRevocations()
    {
        await using var server = await RedisServer.LaunchAsync();
        using RedisCache cache = new(server.Port, timeout: TimeSpan.FromMilliseconds(500), clock: _clock);
        await using var node = Node(cache, static options =>
        {
            options.StoreTimeout = TimeSpan.FromSeconds(1);
            options.RetryAfter = TimeSpan.FromMilliseconds(20);
        });
        var session = Shop.Good(await node.OpenAsync(await node.StartAsync()));
        await server.StopAsync();

        Assert.Equal(RevalidationStatus.Unavailable, (await node.Sessions.RevalidateAsync(session.Unsealed)).Status);
        Assert.False(await node.Sessions.EndAsync(session));
        Assert.Equal(RevalidationStatus.SessionRevoked, (await node.Sessions.RevalidateAsync(session.Unsealed)).Status);
        await Assert.ThrowsAsync<RevocationStoreUnavailableException>(() => node.StartAsync());

        // The server is back, and empty: another node learns of the revocation from the one that has kept it.
        await server.StartAsync();
        await using var other = Node(cache);
        while (await other.StatusAsync(await TokenOf(session)) != RevalidationStatus.SessionRevoked)
        {
            await Task.Delay(10);
        }

        Task<string> TokenOf(RevalidatedSession<ShopClaims> of) => Task.FromResult(node.Sessions.Update(of, of.Claims).Value);
    }

    [Fact]
    public async Task Entries_TellNothingAndEndWithTheSession()
    {
        await using var server = await RedisServer.LaunchAsync();
        using RedisCache cache = new(server.Port, clock: _clock);
        DistributedCacheRevocations store = new(cache, _clock);
        var written = Stopwatch.StartNew();
        await store.RevokeSubjectAsync("ada@shop.example", _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(1), default);
        await store.RevokeSessionAsync(SessionId.New(), _clock.GetUtcNow().AddHours(1), default);

        var keys = ((object?[])(await server.ExecuteAsync("KEYS", "*"))!).Select(static key => Encoding.UTF8.GetString((byte[])key!)).ToArray();

        Assert.Equal(2, keys.Length);
        foreach (var key in keys)
        {
            Assert.DoesNotContain("ada", key, StringComparison.Ordinal);
            var left = (long)(await server.ExecuteAsync("PTTL", key))!;
            Assert.InRange(left, 3_600_000 - written.ElapsedMilliseconds - 10, 3_600_000);
        }
    }

    [Fact]
    public async Task Builder_TakesTheCacheThatIsRegistered()
    {
        await using Shop shop = new(sessions =>
        {
            sessions.Services.AddSingleton(RevocationStores.NewCache(_clock));
            sessions.UseDistributedCache();
        });

        Assert.IsType<DistributedCacheRevocations>(shop.Get<ISessionRevocations>());
        Assert.IsType<DistributedCacheSuccessors>(shop.Get<ISessionSuccessors>());
    }

    private Shop Node(IDistributedCache cache, Action<RevocationOptions>? configure = null) => new(
        sessions =>
        {
            sessions.Services.AddSingleton(cache);
            sessions.UseDistributedCache();
            sessions.ConfigureRevocations(configure ?? (static _ => { }));
        },
        clock: _clock,
        key: _key);
}
