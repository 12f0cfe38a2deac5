using System.Text.Json;

namespace SessionAnalyzers.PackageTests.Findings;

/// <summary>The SARIF 2.1 log of one compilation.</summary>
internal sealed class SarifLog
{
    private readonly JsonElement _run;

    private SarifLog(JsonElement run, IReadOnlyList<Finding> findings) => (_run, Findings) = (run, findings);

    /// <summary>What was found and is not suppressed.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Reads the log that the last build of a project wrote.</summary>
    public static SarifLog Of(string projectFolder)
    {
        var log = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(Path.Combine(projectFolder, "build.sarif")).AsSpan().TrimStart("\uFEFF"u8));
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        return new SarifLog(run, [.. from result in run.GetProperty("results").EnumerateArray()
                                     where !result.TryGetProperty("suppressions", out _)
                                     select Read(result, projectFolder)]);
    }

    /// <summary>Whether the analyzer of a rule took part, whatever it found.</summary>
    public bool Knows(string id) => Rules.Any(rule => rule.GetProperty("id").GetString() == id);

    /// <summary>The page that explains a rule.</summary>
    public string? HelpUri(string id) => Rule(id).GetProperty("helpUri").GetString();

    /// <summary>The tags of a rule.</summary>
    public IEnumerable<string> Tags(string id) => Rule(id).GetProperty("properties").GetProperty("tags").EnumerateArray().Select(static tag => tag.GetString()!);

    private IEnumerable<JsonElement> Rules => _run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray();

    private JsonElement Rule(string id) => Rules.First(rule => rule.GetProperty("id").GetString() == id);

    private static Finding Read(JsonElement result, string projectFolder)
    {
        var id = result.GetProperty("ruleId").GetString()!;
        var level = result.GetProperty("level").GetString()!;
        var severity = level == "note" ? Finding.Suggestion : level;
        if (!result.TryGetProperty("locations", out var locations))
        {
            return new Finding("", 0, id, severity);
        }

        var place = locations[0].GetProperty("physicalLocation");
        var file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, UriKind.RelativeOrAbsolute);
        var path = file.IsAbsoluteUri ? file.LocalPath : Uri.UnescapeDataString(file.OriginalString);
        return new Finding(Finding.RelativePath(projectFolder, path), place.GetProperty("region").GetProperty("startLine").GetInt32(), id, severity);
    }
}
