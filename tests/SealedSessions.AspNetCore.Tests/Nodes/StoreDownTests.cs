using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Nodes;

public sealed class StoreDownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FailClosed_Answers503AndRefusesSignIn(bool hangs)
    {
        var log = new LogTape();
        var (site, store) = await StartAsync(StoreFailureMode.FailClosed, log);
        await using var _ = site;
        using var client = await site.SignInAsync("ada");
        using var anonymous = site.CreateClient();
        Break(store, hangs);
        var watch = Stopwatch.StartNew();

        var page = await client.GetAsync("/me");
        var signIn = await anonymous.PostAsync("/sign-in/grace");
        var open = await client.GetAsync("/status");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal(TimeSpan.FromSeconds(5), page.Headers.RetryAfter!.Delta);
        Assert.Null(page.Location);
        Assert.Equal("", page.Body);
        Assert.Equal(HttpStatusCode.InternalServerError, signIn.Status);
        Assert.Empty(signIn.Cookies);
        Assert.Contains(log.Entries, entry => entry.Fault is RevocationStoreUnavailableException);
        Assert.Equal("Unavailable", open.Body);
        Assert.Equal(HttpStatusCode.Redirect, await anonymous.StatusAsync("/me"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);

        store.Recover();
        await EventuallyAsync(async () => await client.StatusAsync("/me") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.PostAsync("/sign-in/grace")).Status);
    }

    [Fact]
    public async Task FailClosed_HasTheBodyThatTheApplicationGivesIt()
    {
        var (site, store) = await StartAsync(
            StoreFailureMode.FailClosed,
            before: app => app.UseStatusCodePages(async context => await context.HttpContext.Response.WriteAsync($"Back soon: {context.HttpContext.Response.StatusCode}")));
        await using var _ = site;
        using var client = await site.SignInAsync("ada");
        store.IsBroken = true;

        var page = await client.GetAsync("/me");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Back soon: 503", page.Body);
        Assert.Equal(TimeSpan.FromSeconds(5), page.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FailOpen_GoesOnAndSaysSo(bool hangs)
    {
        var (site, store) = await StartAsync(StoreFailureMode.FailOpen);
        await using var _ = site;
        using var client = await site.SignInAsync("ada");
        Assert.True((await client.SessionAsync())!.RevocationChecked);
        Break(store, hangs);
        var watch = Stopwatch.StartNew();

        Assert.False((await client.SessionAsync())!.RevocationChecked);
        using var late = await site.SignInAsync("grace");
        Assert.Equal(HttpStatusCode.OK, await late.StatusAsync("/me"));
        site.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.NotNull((await client.GetAsync("/me")).Cookie(Shop.Cookie));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignOutWhileTheStoreIsDown_HoldsAtOnceAndIsWrittenLater(bool hangs)
    {
        var (site, store) = await StartAsync(StoreFailureMode.FailOpen);
        await using var _ = site;
        using var client = await site.SignInAsync("ada");
        using var thief = site.Copy(client);
        Break(store, hangs);

        Assert.Equal("", (await client.PostAsync("/sign-out")).Cookie(Shop.Cookie));
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);

        store.Recover();
        Assert.Equal("SessionRevoked", (await thief.GetAsync("/status")).Body);
        var query = Query(site, thief);
        await EventuallyAsync(async () => await store.CheckAsync(query, default) == RevocationStatus.SessionRevoked);
    }

    [Fact]
    public async Task RedisThatIsFrozen_FailsClosedInTimeAndRecovers()
    {
        await using var server = await RedisServer.LaunchAsync();
        using var cache = new RedisCache(server.Port);
        await using var site = await Shop.StartAsync(services: services => services
            .AddSingleton<IDistributedCache>(cache)
            .AddSealedSessions().UseDistributedCache().ConfigureRevocations(Impatient));
        using var client = await site.SignInAsync("ada");
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/me"));

        await server.PauseAsync();
        var watch = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await client.StatusAsync("/me"));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Patience);

        await server.ResumeAsync();
        await EventuallyAsync(async () => await client.StatusAsync("/me") == HttpStatusCode.OK);
    }

    private static async Task<(Site Site, UnsteadyStore Store)> StartAsync(StoreFailureMode mode, LogTape? log = null, Action<WebApplication>? before = null)
    {
        var clock = new FakeClock();
        var store = new UnsteadyStore(clock);
        var site = await Shop.StartAsync(
            options => options.WhenRevocationsUnavailable = mode,
            services: services =>
            {
                log?.AddTo(services);
                services.AddSealedSessions().UseStore(_ => store).ConfigureRevocations(Impatient);
            },
            clock: clock,
            before: before);
        return (site, store);
    }

    private static void Impatient(RevocationOptions options)
    {
        options.StoreTimeout = TimeSpan.FromMilliseconds(200);
        options.RetryAfter = TimeSpan.FromMilliseconds(50);
    }

    private static void Break(UnsteadyStore store, bool hangs)
    {
        if (hangs)
        {
            store.Hang();
        }
        else
        {
            store.IsBroken = true;
        }
    }

    private static RevocationQuery Query(Site site, Client client)
    {
        var session = site.Unseal(client.Cookie(Shop.Cookie))!;
        return new RevocationQuery(session.Id, session.UnverifiedSubject, session.AuthenticatedAt, uint.MaxValue, session.KeyId);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(watch.Elapsed < Patience, "It does not come to that.");
            await Task.Delay(20);
        }
    }
}
