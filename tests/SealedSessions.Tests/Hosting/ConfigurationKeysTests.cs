using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Hosting;

/// <summary>How entries in configuration become keys, and where keys come from.</summary>
public class ConfigurationKeysTests
{
    private readonly SealingKey _first = SealingKey.Generate();
    private readonly SealingKey _second = SealingKey.Generate();
    private readonly SealingKey _third = SealingKey.Generate();

    [Theory]
    [InlineData("Active")]
    [InlineData("active")]
    [InlineData("ACTIVE")]
    public void State_IsReadInAnyCase(string state) =>
        Assert.Equal(_first.Id, Ring(new(keys: ReloadableConfiguration.Key(_first, state))).ActiveKeyId);

    [Theory]
    [InlineData(null, "the state is missing")]
    [InlineData("", "the state is missing")]
    [InlineData("Primary", "the state does not exist")]
    [InlineData("1", "the state does not exist")]
    [InlineData("-1", "the state does not exist")]
    [InlineData("Staged, Active", "the state does not exist")]
    [InlineData("Active,Retired", "the state does not exist")]
    public void OtherState_IsAFault(string? state, string cause)
    {
        var fault = Assert.Single(Faults(new(keys: [[("Key", _first.ExportBase64()), ("State", state)]])));

        Assert.StartsWith("SealedSessions:Keys:0:", fault, StringComparison.Ordinal);
        Assert.Contains(cause, fault, StringComparison.Ordinal);
        Assert.Contains("Staged, Active, Retired or Revoked", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OpensUntil")]
    [InlineData("RetiredAt")]
    public void BadDate_IsAFault(string member)
    {
        (string, string?)[] entry = [("Key", _second.ExportBase64()), ("State", "Staged"), (member, "tomorrow")];
        var fault = Assert.Single(Faults(new(keys: [ReloadableConfiguration.Key(_first, "Active"), entry])));

        Assert.StartsWith("SealedSessions:Keys:1:", fault, StringComparison.Ordinal);
        Assert.Contains($"Write {member} like 2027-01-31T00:00:00Z", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("tomorrow", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-01-31T00:00:00Z")]
    [InlineData("2027-01-31T02:00:00+02:00")]
    [InlineData("2027-01-31")]
    public void Date_IsUtcUnlessItSaysOtherwise(string date)
    {
        var ring = Ring(new(keys: [ReloadableConfiguration.Key(_first, "Active"), ReloadableConfiguration.Key(_second, "Retired", date)]));

        Assert.Equal(new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), ring.SafeToDeleteAfter(_second.Id));
    }

    [Fact]
    public void EveryFault_NamesThePlaceInTheSectionItCameFrom()
    {
        ReloadableConfiguration configuration = new("Vault:Seals", ReloadableConfiguration.Key(_first, "Active"), [("Key", "short"), ("State", "Staged")]);
        using var provider = Provider(configuration, sessions => sessions.UseKeys(configuration.Configuration.GetSection("Vault:Seals")));

        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current).Failures);
        Assert.StartsWith("Vault:Seals:1: ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingKey_NamesTheSectionThatWasAsked()
    {
        ReloadableConfiguration configuration = new("Vault:Seals");
        using var provider = Provider(configuration, sessions => sessions.UseKeys(configuration.Configuration.GetSection("Vault:Seals")));

        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current).Failures);
        Assert.Contains("Vault:Seals:0", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysWithNamesOfTheirOwn_AreNamedByThem()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create("SealedSessions:Keys:blue:Key", (string?)_first.ExportBase64()),
            KeyValuePair.Create("SealedSessions:Keys:blue:State", (string?)"Active"),
            KeyValuePair.Create("SealedSessions:Keys:green:Key", (string?)"short"),
            KeyValuePair.Create("SealedSessions:Keys:green:State", (string?)"Staged"),
        ]).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(root);
        services.AddSealedSessions();
        using var provider = services.BuildServiceProvider();

        Assert.StartsWith(
            "SealedSessions:Keys:green: ",
            Assert.Single(Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current).Failures),
            StringComparison.Ordinal);
    }

    public static TheoryData<string> Sources => ["section", "code", "ring", "development"];

    [Theory]
    [MemberData(nameof(Sources))]
    public void LastSourceThatIsChosen_Counts(string last)
    {
        ReloadableConfiguration configuration = new("Vault:Seals", ReloadableConfiguration.Key(_first, "Active"));
        using var provider = Provider(configuration, sessions =>
        {
            foreach (var source in Sources.Select(static row => row.Data).Where(source => source != last).Append(last))
            {
                _ = source switch
                {
                    "section" => sessions.UseKeys(configuration.Configuration.GetSection("Vault:Seals")),
                    "code" => sessions.UseKeys(options => options.Keys.Add(new() { Key = _second.ExportBase64(), State = source == last ? SealingKeyState.Active : SealingKeyState.Staged })),
                    "ring" => sessions.UseKeyRing(_ => new FixedKeyRing(KeyRing.Of(_third))),
                    _ => sessions.UseDevelopmentKey(),
                };
            }
        });
        var active = provider.GetRequiredService<IKeyRing>().Current.ActiveKeyId;

        SealingKeyId? expected = last switch
        {
            "section" => _first.Id,
            "code" => _second.Id,
            "ring" => _third.Id,
            _ => null,
        };
        if (expected is { } id)
        {
            Assert.Equal(id, active);
        }
        else
        {
            Assert.DoesNotContain(active, (SealingKeyId[])[_first.Id, _second.Id, _third.Id]);
        }
    }

    [Fact]
    public void NoConfigurationAtAll_IsAFaultOfItsOwn()
    {
        var services = new ServiceCollection();
        services.AddSealedSessions();
        using var provider = services.BuildServiceProvider();

        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current).Failures);
        Assert.Contains("There is no sealing key", fault, StringComparison.Ordinal);
        Assert.Contains("SealedSessions:Keys:0", fault, StringComparison.Ordinal);
    }

    private static KeyRing Ring(ReloadableConfiguration configuration)
    {
        using var provider = Provider(configuration);
        return provider.GetRequiredService<IKeyRing>().Current;
    }

    private static IEnumerable<string> Faults(ReloadableConfiguration configuration)
    {
        using var provider = Provider(configuration);
        return Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IKeyRing>().Current).Failures;
    }

    private static ServiceProvider Provider(ReloadableConfiguration configuration, Action<SealedSessionsBuilder>? add = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration.Configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Development" });
        var sessions = services.AddSealedSessions();
        add?.Invoke(sessions);
        return services.BuildServiceProvider();
    }
}
