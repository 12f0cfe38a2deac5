using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SealedSessions.Tests.Keys;

/// <summary>Keys that change in configuration while the program runs.</summary>
public sealed class ReloadingKeyRingTests : IAsyncDisposable
{
    private const int ActiveKeyChanged = 1;
    private const int KeyRingRefused = 2;

    private readonly SealingKey _first = SealingKey.Generate();
    private readonly SealingKey _second = SealingKey.Generate();
    private readonly WrittenLog _log = new();
    private readonly List<ServiceProvider> _providers = [];

    [Fact]
    public void GoodChange_ActsAtOnce()
    {
        ReloadableConfiguration configuration = new(keys: ReloadableConfiguration.Key(_first, "Active"));
        var (ring, sealer) = Start(configuration);
        var token = sealer.Seal(Shop.SignIn()).Value;

        configuration.Change(ReloadableConfiguration.Key(_first, "Retired", "2100-01-01T00:00:00Z"), ReloadableConfiguration.Key(_second, "Active"));

        Assert.Equal(_second.Id, ring.Current.ActiveKeyId);
        Assert.Equal(_second.Id, sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Session!.KeyId);
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        Assert.Equal(1, _log.Count(ActiveKeyChanged));
        Assert.Contains($"{_first.Id} was replaced by {_second.Id}", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BadChange_LosesNothingAndIsLogged_UntilAGoodOne()
    {
        ReloadableConfiguration configuration = new(keys: ReloadableConfiguration.Key(_first, "Active"));
        var (ring, sealer) = Start(configuration);
        var token = sealer.Seal(Shop.SignIn()).Value;

        configuration.Change(ReloadableConfiguration.Key(_first, "Active"), ReloadableConfiguration.Key(_second, "Active"));
        configuration.Change([("Key", "purple monkey dishwasher!"), ("State", "Active")]);
        configuration.Change();

        Assert.Equal(_first.Id, ring.Current.ActiveKeyId);
        Assert.Equal([_first.Id], ring.Current.KeyIds);
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(token).Status);
        Assert.Equal(UnsealStatus.Success, sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Status);
        Assert.Equal(3, _log.Count(KeyRingRefused));
        Assert.All(_log.Entries.Where(static entry => entry.Event == KeyRingRefused), static entry => Assert.Equal(LogLevel.Error, entry.Level));
        Assert.All(
            ["the former ones stay in use", "2 sealing keys are Active", "SealedSessions:Keys:0", "There is no sealing key"],
            text => Assert.Contains(text, _log.Text, StringComparison.Ordinal));

        configuration.Change(ReloadableConfiguration.Key(_second, "Active"), ReloadableConfiguration.Key(_first, "Staged"));

        Assert.Equal(_second.Id, ring.Current.ActiveKeyId);
        Assert.Equal(3, _log.Count(KeyRingRefused));
    }

    [Fact]
    public void BadStart_IsAFaultUntilAGoodChange()
    {
        ReloadableConfiguration configuration = new(keys: [("Key", "purple monkey dishwasher!"), ("State", "Active")]);
        var ring = Provider(configuration).GetRequiredService<IKeyRing>();

        var refusal = Assert.Throws<OptionsValidationException>(() => ring.Current);
        Assert.Contains("SealedSessions:Keys:0: The sealing key is not 32 bytes", Assert.Single(refusal.Failures), StringComparison.Ordinal);

        configuration.Change(ReloadableConfiguration.Key(_first, "Active"));
        Assert.Equal(_first.Id, ring.Current.ActiveKeyId);
    }

    [Fact]
    public async Task RingThatIsDisposedOf_ListensNoMore()
    {
        ReloadableConfiguration configuration = new(keys: ReloadableConfiguration.Key(_first, "Active"));
        var provider = Provider(configuration);
        var ring = provider.GetRequiredService<IKeyRing>();

        await provider.DisposeAsync();
        configuration.Change(ReloadableConfiguration.Key(_second, "Active"));

        Assert.Equal(_first.Id, ring.Current.ActiveKeyId);
    }

    [Fact]
    public void KeysOfAnotherSection_AreReloadedToo()
    {
        ReloadableConfiguration configuration = new("Vault:Seals", ReloadableConfiguration.Key(_first, "Active"));
        var ring = Provider(configuration, sessions => sessions.UseKeys(configuration.Configuration.GetSection("Vault:Seals"))).GetRequiredService<IKeyRing>();
        Assert.Equal(_first.Id, ring.Current.ActiveKeyId);

        configuration.Change(ReloadableConfiguration.Key(_second, "Active"));
        Assert.Equal(_second.Id, ring.Current.ActiveKeyId);
    }

    [Fact]
    public void Keys_AreNeverLoggedOrThrown()
    {
        ReloadableConfiguration configuration = new(keys: ReloadableConfiguration.Key(_first, "Active"));
        var (ring, sealer) = Start(configuration);
        List<string> texts = [$"{ring} {ring.Current} {sealer} {_first} {KeyRing.Of(_first)}", $"{ring.Current.Find(_first.Id)}"];

        // Each key in every member of an entry, with and without a fault of its own.
        foreach (var member in (string[])["Key", "Id", "State", "OpensUntil", "RetiredAt"])
        {
            foreach (var key in (string[])[_second.ExportBase64(), _second.ExportBase64()[..^4], $"{_second.ExportBase64()}AAAA"])
            {
                var state = member == "State" ? key : member is "OpensUntil" or "RetiredAt" ? "Retired" : "Staged";
                (string, string?)[] entry = [("Key", _second.ExportBase64()), ("State", state)];
                configuration.Change(ReloadableConfiguration.Key(_first, "Active"), [.. entry.Where(part => part.Item1 != member), (member, key)]);
                texts.Add(Assert.ThrowsAny<Exception>(() => Provider(configuration).GetRequiredService<IKeyRing>().Current is { } good ? throw new InvalidOperationException(good.ToString()) : 0).ToString());
            }
        }

        KeyMaterial.IsAbsent(_first.ExportBase64(), $"{string.Join('\n', texts)}\n{_log.Text}");
        KeyMaterial.IsAbsent(_second.ExportBase64(), $"{string.Join('\n', texts)}\n{_log.Text}");
        Assert.True(_log.Count(KeyRingRefused) > 5);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }
    }

    private (IKeyRing Ring, SessionSealer<ShopClaims> Sealer) Start(ReloadableConfiguration configuration)
    {
        var provider = Provider(configuration);
        return (provider.GetRequiredService<IKeyRing>(), provider.GetRequiredService<SessionSealer<ShopClaims>>());
    }

    private ServiceProvider Provider(ReloadableConfiguration configuration, Action<SealedSessionsBuilder>? add = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration.Configuration);
        services.AddLogging(logging => logging.AddProvider(_log));
        var sessions = services.AddSealedSessions().AddSession<ShopClaims>(static options =>
        {
            options.Purpose = Shop.Options.Purpose;
            options.Lifetime = Shop.Options.Lifetime;
            options.Payload = Shop.Options.Payload;
            options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        });
        add?.Invoke(sessions);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider;
    }
}
