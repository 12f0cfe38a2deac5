using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace SealedSessions.Hosting;

/// <summary>Reads the keys from configuration. What cannot be read becomes a fault that names its place.</summary>
internal sealed class ConfigurationKeys(IEnumerable<KeySource> sources, IEnumerable<IConfiguration> configurations) : IConfigureOptions<KeyRingOptions>
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
            options.IsDevelopmentRing = true;
            options.Keys.Add(new KeyRingEntry { Key = _developmentKey, State = SealingKeyState.Active });
            return;
        }

        foreach (var child in Find(sources, configurations)?.GetChildren() ?? [])
        {
            options.Keys.Add(new KeyRingEntry
            {
                Key = child["Key"],
                Id = child["Id"],
                State = ReadState(child, options),
                OpensUntil = ReadTime(child, "OpensUntil", options),
                RetiredAt = ReadTime(child, "RetiredAt", options),
            });
        }
    }

    private static SealingKeyState ReadState(IConfigurationSection entry, KeyRingOptions options)
    {
        var text = entry["State"];
        if (text is not null && !text.All(char.IsDigit) && Enum.TryParse<SealingKeyState>(text, ignoreCase: true, out var state))
        {
            return state;
        }

        options.ReadingFaults.Add(string.IsNullOrEmpty(text)
            ? $"{entry.Path}: the state is missing. Set \"State\" to Staged, Active, Retired or Revoked."
            : $"{entry.Path}: the state '{text}' does not exist. Use Staged, Active, Retired or Revoked.");
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

        options.ReadingFaults.Add($"{entry.Path}: '{entry[name]}' is no time. Write {name} like 2027-01-31T00:00:00Z.");
        return null;
    }
}
