namespace SealedSessions.Postgres.Tests;

/// <summary>Two nodes that share a database.</summary>
public sealed class NodesTests(SharedPostgres postgres) : IAsyncLifetime
{
    private Node _one = null!;
    private Node _two = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        var key = SealingKey.Generate();
        _one = new Node(database, key);
        _two = new Node(database, key);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task TwoHundredParallelRenewals_GiveOneToken()
    {
        var token = await _one.StartAsync();
        var renewed = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var node = i % 2 == 0 ? _one : _two;
            return (await node.Sessions.RenewAsync(await node.EnterAsync(token))).Value;
        })));

        var successor = Assert.Single(renewed.Distinct());
        Assert.Equal(1u, (await _two.EnterAsync(successor)).Generation);
    }

    [Fact]
    public async Task RenewalsOnBothNodes_GiveOneToken_EachTime()
    {
        for (var round = 0; round < 100; round++)
        {
            var token = await _one.StartAsync();
            var (left, right) = (await _one.EnterAsync(token), await _two.EnterAsync(token));
            var renewed = await Task.WhenAll(
                Task.Run(async () => await _one.Sessions.RenewAsync(left)),
                Task.Run(async () => await _two.Sessions.RenewAsync(right)));
            Assert.Equal(renewed[0], renewed[1]);
        }
    }

    [Fact]
    public async Task LogoutThatRacesARenewal_StaysLoggedOut()
    {
        for (var round = 0; round < 200; round++)
        {
            var token = await _one.StartAsync();
            var (leaving, staying) = (await _one.EnterAsync(token), await _two.EnterAsync(token));
            var end = Task.Run(async () => await _one.Sessions.EndAsync(leaving));
            var renewal = Task.Run(async () => await _two.Sessions.RenewAsync(staying));
            Assert.True(await end);
            var successor = (await renewal).Value;

            foreach (var node in (Node[])[_one, _two])
            {
                Assert.Equal(RevalidationStatus.SessionRevoked, await node.StatusAsync(token));
                Assert.Equal(RevalidationStatus.SessionRevoked, await node.StatusAsync(successor));
            }
        }
    }

    [Fact]
    public async Task WhatOneNodeRevokes_TheOtherRefuses()
    {
        var (session, subject, rest) = (await _one.StartAsync(), await _one.StartAsync("bob"), await _one.StartAsync("eve"));
        Assert.True(await _one.EndAsync(session));
        Assert.Equal(RevalidationStatus.SessionRevoked, await _two.StatusAsync(session));
        Assert.Equal(RevalidationStatus.Success, await _two.StatusAsync(subject));
        Assert.True(await _one.Revoker.RevokeSubjectAsync("bob"));
        Assert.Equal(RevalidationStatus.SubjectRevoked, await _two.StatusAsync(subject));
        Assert.Equal(RevalidationStatus.Success, await _two.StatusAsync(rest));
        Assert.True(await _one.Revoker.RevokeEverythingAsync());
        Assert.Equal(RevalidationStatus.EverythingRevoked, await _two.StatusAsync(rest));

        var later = await _two.StartAsync("bob");
        var key = (await _one.EnterAsync(later)).NeedsReseal == ResealReasons.None ? _one.Sessions.Unseal(later).Session!.KeyId : default;
        Assert.True(await _one.Revoker.RevokeKeyAsync(key));
        Assert.Equal(RevalidationStatus.KeyRevoked, await _two.StatusAsync(later));
    }
}
