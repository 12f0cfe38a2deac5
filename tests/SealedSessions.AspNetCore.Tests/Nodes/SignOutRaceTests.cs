namespace SealedSessions.AspNetCore.Tests.Nodes;

public sealed class SignOutRaceTests(SharedPostgres postgres, SharedRedis redis)
{
    private const int Rounds = 25;

    private readonly SharedStores _stores = new(postgres, redis);

    [Fact]
    public async Task SignOutWhileRequestsRenew_OnOneNode_LeavesNoLivingCookie()
    {
        await using var cluster = await Cluster.StartAsync(1, new FakeClock(), _ => { });

        await RaceAsync(cluster, renewing: 0, signingOut: 0);
    }

    [Theory]
    [InlineData(SharedStores.Postgres)]
    [InlineData(SharedStores.Redis)]
    public async Task SignOutWhileRequestsRenew_OnTwoNodes_LeavesNoLivingCookie(string store)
    {
        var (clock, add) = await _stores.CreateAsync(store);
        await using var cluster = await Cluster.StartAsync(2, clock, add);

        await RaceAsync(cluster, renewing: 0, signingOut: 1);
    }

    [Theory]
    [InlineData(SharedStores.Postgres)]
    [InlineData(SharedStores.Redis)]
    public async Task EndOnOneNode_HoldsOnTheOtherAtOnce(string store)
    {
        var (clock, add) = await _stores.CreateAsync(store);
        await using var cluster = await Cluster.StartAsync(2, clock, add);
        using var ada = await cluster[0].SignInAsync("ada");
        using var grace = await cluster[0].SignInAsync("grace");
        using var joan = await cluster[0].SignInAsync("joan");
        using var adaElsewhere = cluster.Copy(1, ada);
        using var graceElsewhere = cluster.Copy(1, grace);
        using var joanElsewhere = cluster.Copy(1, joan);

        await ada.PostAsync("/sign-out");
        await cluster[0].Revoker.RevokeSubjectAsync("grace");

        Assert.Equal("SessionRevoked", (await adaElsewhere.GetAsync("/status")).Body);
        Assert.Equal("SubjectRevoked", (await graceElsewhere.GetAsync("/status")).Body);
        Assert.Equal("Success", (await joanElsewhere.GetAsync("/status")).Body);

        clock.Advance(TimeSpan.FromSeconds(1));
        await cluster[0].Revoker.RevokeEverythingAsync();
        Assert.Equal("EverythingRevoked", (await joanElsewhere.GetAsync("/status")).Body);
        await graceElsewhere.PostAsync("/sign-in/grace");
        using var graceAgain = cluster.Copy(0, graceElsewhere);
        Assert.Equal("Success", (await graceAgain.GetAsync("/status")).Body);
    }

    private static async Task RaceAsync(Cluster cluster, int renewing, int signingOut)
    {
        var renewed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var client = await cluster[renewing].SignInAsync("ada");
            using var leaving = cluster.Copy(signingOut, client);
            cluster.Clock.Advance(TimeSpan.FromMinutes(12));

            var renewals = client.GetAtOnceAsync("/me", 8);
            await Task.Delay(round % 4);
            await leaving.PostAsync("/sign-out");
            foreach (var cookie in (await renewals).Select(answer => answer.Cookie(Shop.Cookie)).OfType<string>().Distinct())
            {
                renewed++;
                using var revived = cluster[signingOut].CreateClient();
                revived.SetCookie(Shop.Cookie, cookie);
                Assert.Equal("SessionRevoked", (await revived.GetAsync("/status")).Body);
                using var elsewhere = cluster.Copy(renewing, revived);
                Assert.Equal("SessionRevoked", (await elsewhere.GetAsync("/status")).Body);
            }
        }

        // Otherwise nothing was at stake.
        Assert.NotEqual(0, renewed);
    }
}
