using System.Net;

namespace SealedSessions.AspNetCore.Tests.Nodes;

public sealed class ParallelTests(SharedPostgres postgres, SharedRedis redis)
{
    private readonly SharedStores _stores = new(postgres, redis);

    [Fact]
    public async Task TwoHundredRequestsAtOnce_OnOneNode_GetOneNewToken()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        Assert.All(await client.GetAtOnceAsync("/me", 20), answer => Assert.Empty(answer.Cookies));
        site.Clock.Advance(TimeSpan.FromMinutes(12));

        var answers = await client.GetAtOnceAsync("/me", 200);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var token = Assert.Single(answers.Select(answer => answer.Cookie(Shop.Cookie)).Distinct());
        await AssertNewerAsync(site, token);
    }

    [Theory]
    [InlineData(SharedStores.Postgres)]
    [InlineData(SharedStores.Redis)]
    public async Task TwoHundredRequestsAtOnce_OnTwoNodes_GetOneNewGeneration(string store)
    {
        var (clock, add) = await _stores.CreateAsync(store);
        await using var cluster = await Cluster.StartAsync(2, clock, add);
        using var first = await cluster[0].SignInAsync("ada");
        using var second = cluster.Copy(1, first);
        clock.Advance(TimeSpan.FromMinutes(12));

        var answers = (await Task.WhenAll(first.GetAtOnceAsync("/me", 100), second.GetAtOnceAsync("/me", 100))).SelectMany(each => each).ToArray();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var tokens = answers.Select(answer => answer.Cookie(Shop.Cookie)).Distinct().ToArray();

        // A cache has no atomic operation: each node may have its own.
        Assert.InRange(tokens.Length, 1, store == SharedStores.Redis ? 2 : 1);
        foreach (var token in tokens)
        {
            await AssertNewerAsync(cluster[0], token);
            await AssertNewerAsync(cluster[1], token);
        }
    }

    [Fact]
    public async Task OlderGeneration_GetsTheSameSuccessorForAWhile()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var late = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        site.Clock.Advance(TimeSpan.FromSeconds(10));

        await late.GetAsync("/me");

        Assert.Equal(client.Cookie(Shop.Cookie), late.Cookie(Shop.Cookie));
    }

    [Fact]
    public async Task RenewalInOneTab_DoesNotSignOutTheOther()
    {
        await using var site = await Shop.StartAsync();
        using var client = await site.SignInAsync("ada");
        using var idle = site.Copy(client);
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        site.Clock.Advance(TimeSpan.FromMinutes(7));

        Assert.Equal(HttpStatusCode.OK, await idle.StatusAsync("/me"));
    }

    private static async Task AssertNewerAsync(Site site, string? token)
    {
        using var client = site.CreateClient();
        client.SetCookie(Shop.Cookie, token!);
        var answer = await client.GetAsync("/session");
        Assert.Contains("\"generation\":1,", answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.Cookies);
    }
}
