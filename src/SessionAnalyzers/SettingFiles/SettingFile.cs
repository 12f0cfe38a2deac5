using Microsoft.CodeAnalysis.Text;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.SettingFiles;

/// <summary>A file that configures the deployed site: which files are that, what do they say, and what does it mean?</summary>
internal sealed class SettingFile
{
    /// <summary>In characters; what is longer was not written by hand.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>As deep as System.Text.Json reads, with which .NET configuration loads its files.</summary>
    public const int MaxDepth = 64;

    /// <summary>In characters; an entry with a longer path is left out.</summary>
    public const int MaxPathLength = 500;

    /// <summary>What a file is called that the deployed site does not load.</summary>
    private static readonly ImmutableHashSet<string> OtherPlaces =
        ImmutableHashSet.Create<string>(["development", "dev", "debug", "local", "localhost", "example", "sample", "template"]);

    private readonly Lazy<Dictionary<(string Path, int Scope), string>> _values;
    private readonly Lazy<Dictionary<string, HashSet<string>>> _words;

    private SettingFile(ImmutableArray<SettingEntry> entries)
    {
        Entries = entries;
        _values = new(ReadValues);
        _words = new(ReadWords);
    }

    public ImmutableArray<SettingEntry> Entries { get; }

    /// <summary>Whether a file of this name is read: appsettings.json and web.config, also those for an environment, but for development and tests.</summary>
    public static bool IsRead(string path) => IsJson(path) || IsXml(path);

    /// <summary>Reads a file; one that cannot be read has no entries.</summary>
    public static SettingFile Read(string path, SourceText? text) => new(
        text is null || text.Length > MaxLength ? ImmutableArray<SettingEntry>.Empty
        : IsJson(path) ? JsonSettings.Read(text.ToString())
        : IsXml(path) ? XmlSettings.Read(text.ToString())
        : ImmutableArray<SettingEntry>.Empty);

    /// <summary>The path of something in a section.</summary>
    public static string Combine(string section, string name) => section.Length == 0 ? name : section.Length > MaxPathLength ? section : section + ":" + name;

    /// <summary>What an entry of this file decides; null when it is nothing that a rule could ask for.</summary>
    public SettingMeaning? MeaningOf(SettingEntry entry)
    {
        var segments = entry.Path.Split(':');
        foreach (var row in SettingKnowledge.Settings)
        {
            if (row.Reader == entry.Reader && Matches(row.Segments, segments))
            {
                return row.Switch is not { } other || IsOn(other, segments, entry.Scope) ? row.Meaning : null;
            }
        }

        return entry.Reader == SettingReader.Application && IsKey(entry) ? SettingMeaning.SealingKey : null;
    }

    private static bool IsJson(string path) => IsDeployed(path, "appsettings", ".json");

    private static bool IsXml(string path) => IsDeployed(path, "web", ".config");

    private static bool IsDeployed(string path, string start, string end)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        if (name.Length < start.Length + end.Length || !name.StartsWith(start, StringComparison.OrdinalIgnoreCase) || !name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var environment = name.Substring(start.Length, name.Length - start.Length - end.Length);
        return (environment.Length == 0 || environment[0] is '.' or '-' or '_')
            && !Words.Split(environment).Any(static word => OtherPlaces.Contains(word) || word.StartsWith("test", StringComparison.Ordinal));
    }

    private static bool Matches(ImmutableArray<string> pattern, string[] segments)
    {
        if (pattern.Length != segments.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != "*" && !pattern[i].Equals(segments[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static string SectionOf(string path) => path.Substring(0, Math.Max(0, path.LastIndexOf(':')));

    /// <summary>Whether another setting, of the same location or else of the whole site, lets this one count.</summary>
    private bool IsOn(SettingSwitch other, string[] segments, int scope)
    {
        var path = string.Join(":", other.Path.Split(':').Select((segment, i) => segment == "*" ? segments[i] : segment)).ToUpperInvariant();
        if (!_values.Value.TryGetValue((path, scope), out var value) && !_values.Value.TryGetValue((path, 0), out value))
        {
            value = other.Default;
        }

        return other.On.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);
    }

    private bool IsKey(SettingEntry entry) => KeyNames.Classify(entry.Path, WordsBeside(entry.Path)) switch
    {
        KeyName.Clear => true,
        KeyName.Likely => KeyValues.IsNoName(entry.Value),
        _ => false,
    };

    /// <summary>The words of the settings in the same section; what is in no section has none beside it.</summary>
    private HashSet<string> WordsBeside(string path) => SectionOf(path) is { Length: > 0 } section ? _words.Value[section] : [];

    private Dictionary<(string Path, int Scope), string> ReadValues()
    {
        var values = new Dictionary<(string Path, int Scope), string>();
        foreach (var entry in Entries)
        {
            values[(entry.Path.ToUpperInvariant(), entry.Scope)] = entry.Value;
        }

        return values;
    }

    private Dictionary<string, HashSet<string>> ReadWords()
    {
        var sections = new Dictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Entries)
        {
            var section = SectionOf(entry.Path);
            if (!sections.TryGetValue(section, out var words))
            {
                sections.Add(section, words = new(StringComparer.Ordinal));
            }

            words.UnionWith(KeyNames.WordsOf(entry.Path.Substring(entry.Path.LastIndexOf(':') + 1)));
        }

        return sections;
    }
}
