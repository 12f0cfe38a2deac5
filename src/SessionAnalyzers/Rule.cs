using Microsoft.CodeAnalysis;

namespace SessionAnalyzers;

/// <summary>What a rule promises: the only way to a <see cref="DiagnosticDescriptor"/>.</summary>
internal sealed class Rule
{
    private const string HelpRoot = "https://github.com/SessionAnalyzers/SessionAnalyzers/blob/main/docs/rules/";

    private Rule(DiagnosticDescriptor descriptor, RuleLevel level, ImmutableArray<int> cwe, ImmutableArray<string> asvs, Rule? asInfo, Rule? ofSetting)
    {
        Descriptor = descriptor;
        Level = level;
        Cwe = cwe;
        Asvs = asvs;
        Info = asInfo;
        OfSetting = ofSetting;
    }

    public DiagnosticDescriptor Descriptor { get; }

    public RuleLevel Level { get; }

    /// <summary>Weaknesses of the CWE list, by number.</summary>
    public ImmutableArray<int> Cwe { get; }

    /// <summary>Requirements of OWASP ASVS 5.0, by number.</summary>
    public ImmutableArray<string> Asvs { get; }

    /// <summary>The same rule as a suggestion, where <see cref="Define"/> was given a message for it.</summary>
    public Rule? Info { get; }

    /// <summary>The same rule about a setting of a configuration file, where <see cref="Define"/> was given a message for it.</summary>
    public Rule? OfSetting { get; }

    public string Id => Descriptor.Id;

    /// <summary>Defines a rule.</summary>
    /// <param name="id">SESS and four digits; the first digit is the family.</param>
    /// <param name="title">The mistake, as a noun phrase without a full stop.</param>
    /// <param name="message">What is wrong here and what to write instead; <c>{0}</c> is usually the cookie, option or call.</param>
    /// <param name="level">How sure the rule is.</param>
    /// <param name="cwe">Weaknesses, the most specific first.</param>
    /// <param name="asvs">Requirements of OWASP ASVS 5.0.</param>
    /// <param name="infoMessage">The message of the rule's weaker form, which is only ever a suggestion.</param>
    /// <param name="settingMessage">The message about a setting of a configuration file, where that of code does not fit.</param>
    public static Rule Define(string id, string title, string message, RuleLevel level, int[] cwe, string[] asvs, string? infoMessage = null, string? settingMessage = null)
    {
        var weaknesses = cwe.ToImmutableArray();
        var requirements = asvs.ToImmutableArray();
        return OfMessage(message, level, OfOptional(infoMessage, RuleLevel.Info), OfOptional(settingMessage, level));

        Rule? OfOptional(string? text, RuleLevel sureness) => text is null ? null : OfMessage(text, sureness, null, null);

        Rule OfMessage(string text, RuleLevel sureness, Rule? info, Rule? ofSetting) =>
            new(Describe(id, title, text, sureness, weaknesses, requirements), sureness, weaknesses, requirements, info, ofSetting);
    }

    private static DiagnosticDescriptor Describe(string id, string title, string message, RuleLevel level, ImmutableArray<int> cwe, ImmutableArray<string> asvs)
    {
        string[] tags =
        [
            "Security",
            .. cwe.Select(static number => $"external/cwe/cwe-{number:000}"),
            .. asvs.Select(static number => $"external/owasp-asvs-5.0/{number}"),
        ];
#pragma warning disable RS0030 // The one place where a descriptor is made.
        return new DiagnosticDescriptor(
            id,
            title,
            message,
            RuleFamily.Of(id),
            level is RuleLevel.Info ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            isEnabledByDefault: level is not RuleLevel.Audit,
            description: null,
            helpLinkUri: HelpRoot + id + ".md",
            tags);
#pragma warning restore RS0030
    }
}

/// <summary>How sure a rule is, which decides its severity in each mode.</summary>
internal enum RuleLevel
{
    /// <summary>Wrong beyond doubt: a warning by default, an error in Strict.</summary>
    Error,

    /// <summary>No known false positive: a warning by default and in Strict.</summary>
    Warning,

    /// <summary>Worth a thought: a suggestion by default.</summary>
    Info,

    /// <summary>For a review: off by default.</summary>
    Audit,
}
