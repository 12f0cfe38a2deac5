using System.Text.RegularExpressions;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>A page of docs/rules, taken apart.</summary>
internal sealed partial class RulePage
{
    private readonly Dictionary<string, string> _front = [];
    private readonly string _text;

    private RulePage(string text)
    {
        _text = text.ReplaceLineEndings("\n");
        if (FrontMatter().Match(_text) is { Success: true } front)
        {
            foreach (var line in front.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                _front.Add(line[..colon], line[(colon + 1)..].Trim());
            }
        }
    }

    /// <summary>The keys of the front matter, in order.</summary>
    public IEnumerable<string> Keys => _front.Keys;

    /// <summary>The headings of the second level, in order.</summary>
    public IEnumerable<string> Sections => SectionHeading().Matches(OutsideCode()).Select(static match => match.Groups[1].Value);

    public string Heading => FirstHeading().Match(_text).Groups[1].Value;

    public static RulePage Read(string path) => new(File.ReadAllText(path));

    public static RulePage Parse(string text) => new(text);

    public string Front(string key) => _front.GetValueOrDefault(key, "");

    /// <summary>The items of a list such as <c>[614, 1004]</c> or <c>["3.3.1"]</c>.</summary>
    public IEnumerable<string> List(string key) =>
        Front(key).TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static item => item.Trim('"'));

    /// <summary>The text under a heading; empty where there is none.</summary>
    public string Section(string heading)
    {
        var start = _text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var body = _text[(start + heading.Length + 5)..];
        var end = body.IndexOf("\n## ", StringComparison.Ordinal);
        return end < 0 ? body : body[..end];
    }

    /// <summary>The first block of code in a section, and its language.</summary>
    public (string Language, string Code) Sample(string heading)
    {
        var match = CodeBlock().Match(Section(heading));
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    private string OutsideCode() => CodeBlock().Replace(_text, "");

    [GeneratedRegex(@"\A---\n(.*?)\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();

    [GeneratedRegex("^# (.*)$", RegexOptions.Multiline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
