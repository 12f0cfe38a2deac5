using System.Globalization;

namespace SealedShop.Tests.Running;

/// <summary>A shop of one node in memory, or of two on a PostgreSQL database of their own, and the people in front of it.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("sealed-shop-").FullName;
    private readonly SharedBrowser _browser;
    private readonly Dictionary<string, string> _settings;
    private readonly List<IAsyncDisposable> _guests = [];
    private TimeSpan _moved;

    private Shop(SharedBrowser browser, Dictionary<string, string> settings)
    {
        _browser = browser;
        _settings = settings;
    }

    /// <summary>Where a scenario begins.</summary>
    public ShopNode First { get; private set; } = null!;

    /// <summary>Where it goes on: another node, or the same where there is only one.</summary>
    public ShopNode Second { get; private set; } = null!;

    /// <summary>The database; null where there is none.</summary>
    public string? Database => _settings.GetValueOrDefault("ConnectionStrings__Shop");

    public static async Task<Shop> StartAsync(int nodes, SharedBrowser browser, SharedPostgres postgres, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        if (nodes > 1)
        {
            all.TryAdd("ConnectionStrings__Shop", await postgres.CreateDatabaseAsync());
        }

        var shop = new Shop(browser, all);
        try
        {
            await shop.AdvanceAsync(TimeSpan.Zero);

            shop.First = await ShopNode.StartAsync(shop._home, all);
            shop.Second = nodes > 1 ? await ShopNode.StartAsync(shop._home, all) : shop.First;
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shuts the second node down and starts it again.</summary>
    public async Task RestartSecondAsync()
    {
        await Second.DisposeAsync();
        Second = await ShopNode.StartAsync(_home, _settings);
    }

    /// <summary>Shuts both nodes down and starts them again at the same time, on another database.</summary>
    public async Task RestartAtOnceAsync(string database)
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        _settings["ConnectionStrings__Shop"] = database;
        var started = await Task.WhenAll(ShopNode.StartAsync(_home, _settings), ShopNode.StartAsync(_home, _settings));
        (First, Second) = (started[0], started[1]);
    }

    /// <summary>Moves the clock of all nodes.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        _moved += time;

        // In one step: a node may be reading.
        var next = Path.Combine(_home, "clock.next");
        await File.WriteAllTextAsync(next, _moved.Ticks.ToString(CultureInfo.InvariantCulture));
        File.Move(next, Path.Combine(_home, "clock"), overwrite: true);
    }

    /// <summary>Somebody with a browser of their own.</summary>
    public async Task<Visitor> OpenBrowserAsync(string? userAgent = null)
    {
        var browser = await _browser.GetAsync();
        return Add(await Visitor.OpenAsync(await browser.NewContextAsync(new() { UserAgent = userAgent })));
    }

    /// <summary>Somebody whose browser has a certificate for the first node.</summary>
    public async Task<Visitor> OpenBrowserAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        var browser = await _browser.GetAsync();
        return Add(await Visitor.OpenAsync(await browser.NewContextAsync(First.Address.GetLeftPart(UriPartial.Authority), certificate)));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var guest in _guests)
            {
                await guest.DisposeAsync();
            }
        }
        finally
        {
            foreach (var node in new[] { First, Second }.OfType<ShopNode>().Distinct())
            {
                await node.DisposeAsync();
            }

            Directory.Delete(_home, recursive: true);
        }
    }

    private Visitor Add(Visitor visitor)
    {
        _guests.Add(visitor);
        return visitor;
    }
}
