using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Keys;

/// <summary>The keys of two nodes are rotated as the guide says, one node after the other, while users come to both.</summary>
public sealed class KeyRotationTests
{
    private readonly SealingKey _former = SealingKey.Generate();
    private readonly SealingKey _next = SealingKey.Generate();
    private readonly FakeClock _clock = new();

    [Fact(Timeout = 60_000)]
    public async Task RotationUnderLoad_RefusesNobodyUntilTheKeyIsRevoked()
    {
        var store = new InMemorySessionRevocations(_clock);
        await using var first = await StartAsync(store);
        await using var second = await StartAsync(store);
        Site[] nodes = [first, second];
        var visitors = new List<Visitor>();
        for (var i = 0; i < 8; i++)
        {
            // Every other one is a client that goes on with the cookie of its sign-in.
            visitors.Add(await Visitor.SignInAsync(nodes, $"user{i}", keepsCookies: i % 2 == 0));
        }

        using var late = await first.SignInAsync("late");
        using var end = new CancellationTokenSource();
        var visits = visitors.Select(visitor => Task.Run(() => visitor.VisitAsync(end.Token))).ToArray();

        await EverybodyHasComeAsync();
        await ChangeAsync((_former, "Active"), (_next, "Staged"));
        Assert.All(visitors, visitor => Assert.Equal(Id(_former), KeyOf(visitor.Cookie)));

        await ChangeAsync((_former, "Retired"), (_next, "Active"));
        Assert.All(visitors, visitor => Assert.Equal(Id(visitor.KeepsCookies ? _next : _former), KeyOf(visitor.Cookie)));
        Assert.All(visitors, visitor => Assert.Empty(visitor.Refusals));

        await ChangeAsync((_former, "Revoked"), (_next, "Active"));
        await end.CancelAsync();
        await Task.WhenAll(visits);
        Assert.All(visitors, visitor => Assert.Equal(visitor.KeepsCookies, visitor.Refusals.IsEmpty));
        Assert.All(visitors.SelectMany(visitor => visitor.Refusals), status => Assert.Equal(HttpStatusCode.Redirect, status));

        // Also what nobody has used for long or at all.
        string[] tokens = [.. visitors.SelectMany(visitor => visitor.Seen), late.Cookie(Shop.Cookie)];
        Assert.Equal(new[] { Id(_former), Id(_next) }.ToHashSet(), tokens.Select(KeyOf).ToHashSet());
        foreach (var node in nodes)
        {
            using var client = node.CreateClient();
            foreach (var token in tokens)
            {
                client.SetCookie(Shop.Cookie, token);
                Assert.Equal(KeyOf(token) == Id(_next) ? HttpStatusCode.OK : HttpStatusCode.Redirect, await client.StatusAsync("/me"));
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await late.PostAsync("/sign-in/late")).Status);
        Assert.Equal(HttpStatusCode.OK, await late.StatusAsync("/me"));

        // One node after the other, with users coming in between.
        async Task ChangeAsync(params (SealingKey Key, string State)[] keys)
        {
            foreach (var node in nodes)
            {
                Change(node, keys);
                await EverybodyHasComeAsync();
            }
        }

        async Task EverybodyHasComeAsync()
        {
            // The round that is under way may have begun before the change.
            var rounds = visitors.Select(visitor => visitor.Rounds + 3).ToArray();
            while (visitors.Zip(rounds).Any(each => each.First.Rounds < each.Second))
            {
                Assert.DoesNotContain(visits, visit => visit.IsFaulted);
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }
    }

    private Task<Site> StartAsync(ISessionRevocations store) => Shop.StartAsync(
        services: services => services.AddSealedSessions().UseStore(_ => store), key: _former.ExportBase64(), clock: _clock);

    /// <summary>Changes the configuration of a node and reloads it.</summary>
    private void Change(Site node, (SealingKey Key, string State)[] keys)
    {
        var configuration = (IConfigurationRoot)node.Services.GetRequiredService<IConfiguration>();
        for (var i = 0; i < keys.Length; i++)
        {
            var (key, state) = keys[i];
            var entry = configuration.GetSection($"SealedSessions:Keys:{i}");
            entry["Key"] = key.ExportBase64();
            entry["State"] = state;
            entry["RetiredAt"] = state == "Retired" ? $"{_clock.GetUtcNow():O}" : null;
            entry["OpensUntil"] = state == "Retired" ? $"{_clock.GetUtcNow() + Shop.Lifetime.Absolute:O}" : null;
        }

        configuration.Reload();
    }

    private static string Id(SealingKey key) => key.Id.ToString();

    /// <summary>The key that a token names: after version and flags.</summary>
    private static string KeyOf(string token) =>
        Convert.ToHexString(WebEncoders.Base64UrlDecode(token["s1.".Length..]).AsSpan(2, 4)).ToLowerInvariant();

    /// <summary>A user who comes to all nodes in turn.</summary>
    private sealed class Visitor
    {
        private readonly List<Client> _clients = [];
        private volatile string _cookie = "";
        private int _rounds;

        private Visitor(bool keepsCookies) => KeepsCookies = keepsCookies;

        public bool KeepsCookies { get; }

        public string Cookie => _cookie;

        public int Rounds => Volatile.Read(ref _rounds);

        /// <summary>What the nodes have answered instead of the page.</summary>
        public ConcurrentQueue<HttpStatusCode> Refusals { get; } = [];

        /// <summary>Every token that the nodes have given this user.</summary>
        public HashSet<string> Seen { get; } = [];

        public static async Task<Visitor> SignInAsync(IEnumerable<Site> nodes, string user, bool keepsCookies)
        {
            var visitor = new Visitor(keepsCookies);
            visitor._clients.AddRange(nodes.Select(node => node.CreateClient()));
            visitor.Take(await visitor._clients[0].PostAsync($"/sign-in/{user}"), always: true);
            return visitor;
        }

        public async Task VisitAsync(CancellationToken stopped)
        {
            while (!stopped.IsCancellationRequested)
            {
                foreach (var client in _clients)
                {
                    client.SetCookie(Shop.Cookie, _cookie);
                    var answer = await client.GetAsync("/me");
                    if (answer.Status != HttpStatusCode.OK)
                    {
                        Refusals.Enqueue(answer.Status);
                    }

                    Take(answer, always: false);
                }

                Interlocked.Increment(ref _rounds);
            }

            _clients.ForEach(static client => client.Dispose());
        }

        private void Take(Answer answer, bool always)
        {
            if (answer.Cookie(Shop.Cookie) is { Length: > 0 } token)
            {
                Seen.Add(token);
                _cookie = KeepsCookies || always ? token : _cookie;
            }
        }
    }
}
