using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.AspNetCore.Tests.Nodes;

/// <summary>Shops that share key, clock and store, each a Kestrel of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly List<Site> _sites = [];

    private Cluster(FakeClock clock) => Clock = clock;

    public FakeClock Clock { get; }

    public Site this[int node] => _sites[node];

    public static async Task<Cluster> StartAsync(int count, FakeClock clock, Action<IServiceCollection> store, Action<SealedCookieOptions>? configure = null)
    {
        var cluster = new Cluster(clock);
        var key = SealingKey.Generate().ExportBase64();
        while (cluster._sites.Count < count)
        {
            cluster._sites.Add(await Shop.StartAsync(configure, services: store, key: key, clock: clock));
        }

        return cluster;
    }

    /// <summary>A client of a node, with the cookies of a client of another.</summary>
    public Client Copy(int node, Client client) => _sites[node].Copy(client);

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
        {
            await site.DisposeAsync();
        }
    }
}
