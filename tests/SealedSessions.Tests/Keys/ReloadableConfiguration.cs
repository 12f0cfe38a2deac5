using Microsoft.Extensions.Configuration;

namespace SealedSessions.Tests.Keys;

/// <summary>Real configuration whose keys a test replaces, which everybody who watches it is told.</summary>
internal sealed class ReloadableConfiguration
{
    private readonly string _section;
    private readonly IConfigurationRoot _root;
    private readonly Source _source = new();

    public ReloadableConfiguration(string section = "SealedSessions:Keys", params (string Name, string? Value)[][] keys)
    {
        _section = section;
        Fill(keys);
        _root = new ConfigurationBuilder().Add(_source).Build();
    }

    public IConfiguration Configuration => _root;

    /// <summary>One key in the usual form.</summary>
    public static (string Name, string? Value)[] Key(SealingKey key, string state, string? opensUntil = null) =>
        [("Key", key.ExportBase64()), ("State", state), ("OpensUntil", opensUntil)];

    public void Change(params (string Name, string? Value)[][] keys)
    {
        Fill(keys);
        _root.Reload();
    }

    private void Fill((string Name, string? Value)[][] keys) => _source.Data =
        keys.SelectMany((key, i) => key.Select(entry => KeyValuePair.Create($"{_section}:{i}:{entry.Name}", entry.Value)))
            .Where(static entry => entry.Value is not null)
            .ToDictionary();

    private sealed class Source : IConfigurationSource
    {
        public Dictionary<string, string?> Data { get; set; } = [];

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(this);
    }

    private sealed class Provider(Source source) : ConfigurationProvider
    {
        public override void Load() => Data = new Dictionary<string, string?>(source.Data, StringComparer.OrdinalIgnoreCase);
    }
}
