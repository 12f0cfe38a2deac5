using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SealedSessions.Tests.Renewal;

public class SessionRenewalTests
{
    private const int SuccessorNotShared = 12;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly FakeClock _clock = new();
    private readonly SealingKey _key = SealingKey.Generate();
    private readonly TestSuccessors _successors = new();

    [Fact]
    public async Task ManyAtOnce_GetOneToken()
    {
        await using Shop shop = new();
        var session = await shop.EnterAsync();

        var tokens = await RenewManyAsync(200, session, shop);

        var token = Assert.Single(tokens.Distinct());
        Assert.Equal(1u, Shop.Good(await shop.OpenAsync(token)).Generation);
    }

    [Fact]
    public async Task ManyChains_AreApart()
    {
        await using Shop shop = new();
        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => shop.EnterAsync(Shop.SignIn($"{i}"))));

        for (var generation = 1u; generation < 6; generation++)
        {
            sessions = await Task.WhenAll(sessions.Select(async session =>
            {
                var token = Assert.Single((await RenewManyAsync(10, session, shop)).Distinct());
                return Shop.Good(await shop.OpenAsync(token));
            }));
            Assert.All(sessions, session => Assert.Equal(generation, session.Generation));
        }

        Assert.Equal(20, sessions.Select(static session => session.Id).Distinct().Count());
    }

    [Fact]
    public async Task LateRequest_GetsTheSameToken_UntilTheWindowIsOver()
    {
        await using Shop shop = new();
        var session = await shop.EnterAsync();
        var first = (await shop.Sessions.RenewAsync(session)).Value;

        shop.Clock.Advance(Window - Millisecond);
        Assert.Equal(first, (await shop.Sessions.RenewAsync(session)).Value);

        shop.Clock.Advance(Millisecond);
        var second = (await shop.Sessions.RenewAsync(session)).Value;
        Assert.NotEqual(first, second);
        Assert.Equal(1u, Shop.Good(await shop.OpenAsync(second)).Generation);
        Assert.Equal(1u, Shop.Good(await shop.OpenAsync(first)).Generation);
    }

    [Fact]
    public async Task TwoNodes_GetOneToken()
    {
        await using var first = Node();
        await using var second = Node();
        for (var turn = 0; turn < 20; turn++)
        {
            var token = await first.StartAsync(Shop.SignIn($"{turn}"));
            var sessions = (Shop.Good(await first.OpenAsync(token)), Shop.Good(await second.OpenAsync(token)));

            var tokens = await Task.WhenAll(RenewManyAsync(20, sessions.Item1, first), RenewManyAsync(20, sessions.Item2, second));

            var renewed = Assert.Single(tokens.SelectMany(static each => each).Distinct());
            Assert.Equal(1u, Shop.Good(await second.OpenAsync(renewed)).Generation);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SharedStoreThatIsDown_StillGivesAToken(bool hangs)
    {
        await using var node = Node(static options => options.StoreTimeout = TimeSpan.FromMilliseconds(50));
        _successors.Before = _ => hangs ? new TaskCompletionSource().Task : throw new IOException("down");
        var session = await node.EnterAsync();
        var started = Stopwatch.StartNew();

        var token = Assert.Single((await RenewManyAsync(20, session, node)).Distinct());

        Assert.True(started.Elapsed < TimeSpan.FromMinutes(1));
        Assert.Equal(1u, Shop.Good(await node.OpenAsync(token)).Generation);
        Assert.Contains(node.Log.Entries, static entry => entry is (LogLevel.Warning, SuccessorNotShared, _));
    }

    [Fact]
    public async Task WhatIsStored_OpensNothing()
    {
        await using var node = Node();
        var session = await node.EnterAsync();
        var token = (await node.Sessions.RenewAsync(session)).Value;

        var ((id, generation), stored) = Assert.Single(_successors.Stored);
        Assert.Equal((session.Id, 0u), (id, generation));
        foreach (var spelling in (byte[][])[Encoding.ASCII.GetBytes(token), Encoding.Unicode.GetBytes(token), Format.Second.SecondBase64Url.Read(token[3..])!])
        {
            for (var start = 0; start + 12 <= spelling.Length; start += 12)
            {
                Assert.Equal(-1, stored.AsSpan().IndexOf(spelling.AsSpan(start, 12)));
            }
        }

        Assert.Equal(UnsealStatus.Malformed, node.Sessions.Unseal($"s1.{Convert.ToBase64String(stored)}").Status);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("nothing")]
    [InlineData("another session's")]
    [InlineData("another generation's")]
    [InlineData("another key's")]
    [InlineData("changed")]
    public async Task StoreThatGivesSomethingElse_ChangesNothing(string what)
    {
        await using var node = Node();
        await using Shop stranger = new(sessions => sessions.UseStore(_ => new InMemorySessionRevocations(_clock), _ => _successors), clock: _clock);
        var mine = await node.EnterAsync();
        var other = await node.EnterAsync(Shop.SignIn("eve"));
        var cipher = new SuccessorCipher(node.Get<IKeyRing>(), node.Sessions.Sealer.Purpose);
        var stolen = (await node.Sessions.RenewAsync(other)).Value;
        _successors.Stored[(mine.Id, 0)] = what switch
        {
            "garbage" => Encoding.ASCII.GetBytes(stolen),
            "nothing" => [],
            "another session's" => _successors.Stored[(other.Id, 0)],
            "another generation's" => cipher.Wrap(mine.Id, 1, stolen),
            "another key's" => new SuccessorCipher(stranger.Get<IKeyRing>(), node.Sessions.Sealer.Purpose).Wrap(mine.Id, 0, stolen),
            _ => Changed(cipher.Wrap(mine.Id, 0, stolen)),
        };

        var token = (await node.Sessions.RenewAsync(mine)).Value;

        var renewed = Shop.Good(await node.OpenAsync(token));
        Assert.Equal((mine.Id, "ada", 1u), (renewed.Id, renewed.Subject, renewed.Generation));

        static byte[] Changed(byte[] wrapped)
        {
            wrapped[^1] ^= 1;
            return wrapped;
        }
    }

    [Fact]
    public async Task LogoutThatRacesARenewal_Wins()
    {
        await using Shop shop = new();
        for (var turn = 0; turn < 500; turn++)
        {
            var former = await shop.StartAsync();
            var session = Shop.Good(await shop.OpenAsync(former));
            TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);

            var renewing = Task.Run(async () =>
            {
                await together.Task;
                var first = await shop.Sessions.RenewAsync(session);
                var next = await shop.OpenAsync(first.Value);
                return next.Succeeded ? (string[])[first.Value, (await shop.Sessions.RenewAsync(next.Session)).Value] : [first.Value];
            });
            var updating = Task.Run(async () =>
            {
                await together.Task;
                return shop.Sessions.Update(session, new("Ada", "admin")).Value;
            });
            var leaving = Task.Run(async () =>
            {
                await together.Task;
                await shop.Sessions.EndAsync(session);
            });
            together.SetResult();
            await Task.WhenAll(renewing, updating, leaving);

            foreach (var token in (string[])[former, await updating, .. await renewing])
            {
                Assert.Equal(RevalidationStatus.SessionRevoked, await shop.StatusAsync(token));
            }
        }
    }

    [Fact]
    public async Task RevocationOfTheSubjectThatRacesARenewal_Wins()
    {
        await using Shop shop = new();
        for (var turn = 0; turn < 200; turn++)
        {
            var session = await shop.EnterAsync(Shop.SignIn($"{turn}"));
            TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var renewing = Task.Run(async () =>
            {
                await together.Task;
                return (await shop.Sessions.RenewAsync(session)).Value;
            });
            var revoking = Task.Run(async () =>
            {
                await together.Task;
                await shop.Revoker.RevokeSubjectAsync($"{turn}");
            });
            together.SetResult();
            await Task.WhenAll(renewing, revoking);

            Assert.Equal(RevalidationStatus.SubjectRevoked, await shop.StatusAsync(await renewing));
        }
    }

    [Fact]
    public async Task CallerThatGivesUp_LeavesTheOthersAlone()
    {
        await using var node = Node();
        TaskCompletionSource open = new();
        _successors.Before = _ => open.Task;
        var session = await node.EnterAsync();
        using CancellationTokenSource gone = new();

        var first = node.Sessions.RenewAsync(session, gone.Token).AsTask();
        var second = node.Sessions.RenewAsync(session).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        open.SetResult();

        Assert.Equal(1u, Shop.Good(await node.OpenAsync((await second).Value)).Generation);
    }

    [Fact]
    public async Task RenewalThatFails_IsNotKept()
    {
        var check = new Revalidation.AskedCheck(static _ => SubjectCheckResult.Changed(new ShopClaims("Ada", "buyer", new string('n', 300))));
        await using Shop shop = new(
            sessions => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<ISubjectCheck<ShopClaims>>(sessions.Services, check),
            static options => options.MaxTokenLength = 400);
        var session = await shop.EnterAsync();
        var tooLong = Shop.Good(await shop.Sessions.RevalidateAsync(session.Unsealed));
        await Assert.ThrowsAsync<SealedTokenTooLongException>(async () => await shop.Sessions.RenewAsync(tooLong));

        check.Answer = static _ => SubjectCheckResult.Valid<ShopClaims>();
        var good = Shop.Good(await shop.Sessions.RevalidateAsync(session.Unsealed));

        Assert.Equal(1u, shop.Sessions.Unseal((await shop.Sessions.RenewAsync(good)).Value).Session!.Generation);
    }

    [Fact]
    public async Task TokensOfRenewalsThatAreOver_AreNotHeldInMemory()
    {
        await using Shop shop = new();
        for (var i = 0; i < 50; i++)
        {
            await shop.Sessions.RenewAsync(await shop.EnterAsync());
        }

        shop.Clock.Advance(Window + Window);
        await shop.Sessions.RenewAsync(await shop.EnterAsync());

        var renewal = typeof(SessionManager<ShopClaims>).GetField("_renewal", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(shop.Sessions)!;
        var flights = (ICollection)renewal.GetType().GetField("_flights", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(renewal)!;
        Assert.Single(flights);
    }

    [Fact]
    public async Task KeyThatIsRotated_SealsTheNextGeneration()
    {
        var next = SealingKey.Generate();
        Keys.TestRing ring = new((_key, SealingKeyState.Active));
        await using Shop shop = new(sessions => sessions.UseKeyRing(_ => ring));
        var session = await shop.EnterAsync();
        ring.Change((_key, SealingKeyState.Retired), (next, SealingKeyState.Active));
        session = Shop.Good(await shop.Sessions.RevalidateAsync(shop.Sessions.Unseal((await shop.Sessions.RenewAsync(session)).Value).Session!));

        Assert.Equal(next.Id, session.Unsealed.KeyId);
        Assert.Equal(ResealReasons.None, session.NeedsReseal);
    }

    private static Task<string[]> RenewManyAsync(int count, RevalidatedSession<ShopClaims> session, Shop shop)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, count).Select(_ => Task.Run(async () =>
        {
            await start.Task;
            return (await shop.Sessions.RenewAsync(session)).Value;
        })).ToArray();
        start.SetResult();
        return Task.WhenAll(all);
    }

    private Shop Node(Action<RevocationOptions>? configure = null) => new(
        sessions => sessions
            .UseStore(_ => new InMemorySessionRevocations(_clock), _ => _successors)
            .ConfigureRevocations(configure ?? (static _ => { })),
        clock: _clock,
        key: _key);
}
