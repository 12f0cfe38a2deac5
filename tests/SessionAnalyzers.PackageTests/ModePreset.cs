using System.Text;

namespace SessionAnalyzers.PackageTests;

/// <summary>What a value of <c>SessionAnalyzersMode</c> makes of each rule, and the global analyzer config that says so.</summary>
internal sealed class ModePreset
{
    private readonly string[] _comment;
    private readonly Func<RuleLevel, string?> _severity;

    private ModePreset(string name, Func<RuleLevel, string?> severity, params string[] comment) => (Name, _severity, _comment) = (name, severity, comment);

    public static IReadOnlyList<ModePreset> All { get; } =
    [
        new(
            "Default",
            static _ => null,
            "Every rule keeps the severity it is defined with: a warning where no false positive is known, else a suggestion."),
        new(
            "Strict",
            static level => level switch { RuleLevel.Error => "error", RuleLevel.Warning => "warning", _ => "suggestion" },
            "What is wrong beyond doubt is an error; what no false positive is known of is a warning; the rest are suggestions."),
        new("Audit", static _ => "warning", "Every rule is a warning, those that are off by default too: for a review."),
        new("None", static _ => "none", "Every rule is off: turn on in .editorconfig what you want."),
    ];

    public string Name { get; }

    /// <summary>The severity of a rule; null for the one it is defined with.</summary>
    public string? SeverityOf(Rule rule) => _severity(rule.Level);

    /// <summary>The text of the config file.</summary>
    public string Render(IEnumerable<Rule> rules)
    {
        var text = new StringBuilder();
        text.Append($"# SessionAnalyzersMode={Name}\n");
        foreach (var line in _comment)
        {
            text.Append($"# {line}\n");
        }

        text.Append("# The level lets your own .editorconfig and .globalconfig win.\nis_global = true\nglobal_level = -1\n");
        foreach (var rule in rules)
        {
            if (SeverityOf(rule) is { } severity)
            {
                text.Append($"\n# {rule.Descriptor.Title}\ndotnet_diagnostic.{rule.Id}.severity = {severity}\n");
            }
        }

        return text.ToString();
    }
}
