using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SealedSessions.Hosting;

/// <summary>Reads the keys from configuration. What cannot be read becomes a fault that names its place.</summary>
internal sealed class ConfigurationKeys(IEnumerable<KeySource> sources, IEnumerable<IConfiguration> configurations, IEnumerable<IHostEnvironment> environments)
    : IConfigureOptions<KeyRingOptions>
{
    public const string Section = "SealedSessions:Keys";

    private readonly string _developmentKey = SealingKey.Generate().ExportBase64();

    /// <summary>The chosen section, or the usual one.</summary>
    public static IConfiguration? Find(IEnumerable<KeySource> sources, IEnumerable<IConfiguration> configurations) =>
        sources.LastOrDefault() is { } chosen ? chosen.Section : configurations.LastOrDefault()?.GetSection(Section);

    public void Configure(KeyRingOptions options)
    {
        if (sources.LastOrDefault()?.IsDevelopment == true)
        {
            UseDevelopmentKey(options);
            return;
        }

        sources.LastOrDefault()?.Configure?.Invoke(options);
        var section = Find(sources, configurations);
        options.Place = section is IConfigurationSection { Path: var path } ? path : options.Place;
        foreach (var child in section?.GetChildren() ?? [])
        {
            options.Keys.Add(new KeyRingEntry
            {
                Key = child["Key"],
                Id = child["Id"],
                State = ReadState(child, options),
                OpensUntil = ReadTime(child, "OpensUntil", options),
                RetiredAt = ReadTime(child, "RetiredAt", options),
                Place = child.Path,
            });
        }
    }

    private void UseDevelopmentKey(KeyRingOptions options)
    {
        // Here and not only at start-up: a program without a host has no start-up.
        var environment = environments.LastOrDefault()?.EnvironmentName ?? "unknown";
        if (environment == Environments.Development)
        {
            options.IsDevelopmentRing = true;
            options.Keys.Add(new KeyRingEntry { Key = _developmentKey, State = SealingKeyState.Active });
            return;
        }

        options.ReadingFaults.Add(
            $"The environment is {environment}, and UseDevelopmentKey makes a key that is lost when the process ends and that no other node has. "
            + $"Put a key under {Section} (`openssl rand -base64 32`), and call UseDevelopmentKey only where the environment is Development.");
    }

    private static SealingKeyState ReadState(IConfigurationSection entry, KeyRingOptions options)
    {
        var text = entry["State"];

        // By its one name: Enum.Parse takes numbers and lists as well.
        foreach (var state in Enum.GetValues<SealingKeyState>())
        {
            if (string.Equals(text, state.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return state;
            }
        }

        // The text is not repeated: it may be the key, put in the wrong place.
        options.ReadingFaults.Add(string.IsNullOrEmpty(text)
            ? $"{entry.Path}: the state is missing. Set \"State\" to Staged, Active, Retired or Revoked."
            : $"{entry.Path}: the state does not exist. Use Staged, Active, Retired or Revoked.");
        return SealingKeyState.Staged;
    }

    private static DateTimeOffset? ReadTime(IConfigurationSection entry, string name, KeyRingOptions options)
    {
        if (string.IsNullOrEmpty(entry[name]))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(entry[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        options.ReadingFaults.Add($"{entry.Path}: {name} is no time. Write {name} like 2027-01-31T00:00:00Z.");
        return null;
    }
}
