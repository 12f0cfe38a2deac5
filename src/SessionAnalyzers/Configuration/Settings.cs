using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Configuration;

/// <summary>One option of .editorconfig.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Allowed">What it may be, in words.</param>
/// <param name="IsValid">Whether a value is allowed.</param>
internal sealed record Setting(string Key, string Allowed, Func<string, bool> IsValid);

/// <summary>The <c>session_analyzers.*</c> options as they apply to one file.</summary>
internal sealed class Settings
{
    public const string Prefix = "session_analyzers.";
    public const string ModeProperty = "build_property.SessionAnalyzersMode";

    public static readonly Setting SensitiveNames = new(Prefix + "sensitive_names", "names or words, separated by commas", IsNameList);
    public static readonly Setting BenignNames = new(Prefix + "benign_names", "names or words, separated by commas", IsNameList);
    public static readonly Setting UnsealMethods = new(Prefix + "unseal_methods", "methods with their type, separated by commas: My.Sealer.Open", IsMemberList);
    public static readonly Setting RevalidateMethods = new(Prefix + "revalidate_methods", "methods with their type, separated by commas: My.Sessions.CheckAsync", IsMemberList);
    public static readonly Setting IncludeTests = new(Prefix + "include_tests", "true or false", static value => bool.TryParse(value, out _));
    public static readonly Setting SingleNode = new(Prefix + "single_node", "true or false", static value => bool.TryParse(value, out _));
    public static readonly Setting Assurance = new(Prefix + "assurance", "aal1, aal2 or aal3", Limits.IsLevel);
    public static readonly Setting Mode = new(ModeProperty, "Default, Strict, Audit or None", static value => value is "" or "Default" or "Strict" or "Audit" or "None");

    /// <summary>The limits, in the order of the levels of assurance.</summary>
    public static readonly ImmutableArray<Setting> Lifetimes = ImmutableArray.Create<Setting>([
        Longest("max_session_lifetime"), Longest("max_idle"), Longest("max_access_token_lifetime"), Longest("max_refresh_token_lifetime"), Longest("max_revalidation_interval"),
    ]);

    /// <summary>Every option that there is.</summary>
    public static readonly ImmutableArray<Setting> All = ImmutableArray.Create(SensitiveNames, BenignNames, UnsealMethods, RevalidateMethods, IncludeTests, SingleNode, Assurance).AddRange(Lifetimes);

    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, Settings> Known = new();

    private readonly ImmutableArray<string> _unseals;
    private readonly ImmutableArray<string> _revalidates;

    private Settings(AnalyzerConfigOptions options)
    {
        Names = new SensitiveNames(List(options, SensitiveNames), List(options, BenignNames));
        Limits = Limits.Of(options);
        _unseals = Items(options, UnsealMethods).Where(IsMember).ToImmutableArray();
        _revalidates = Items(options, RevalidateMethods).Where(IsMember).ToImmutableArray();
        IncludesTests = IsTrue(options, IncludeTests);
        IsSingleNode = IsTrue(options, SingleNode);
    }

    public SensitiveNames Names { get; }

    /// <summary>How long sessions and tokens may live.</summary>
    public Limits Limits { get; }

    /// <summary>The names of the project's own methods that unseal.</summary>
    public IEnumerable<string> UnsealNames => _unseals.Select(static method => method.Substring(method.LastIndexOf('.') + 1));

    /// <summary>Whether test projects are analysed too.</summary>
    public bool IncludesTests { get; }

    /// <summary>Whether the application is meant to run as one process, whose sessions may end with it.</summary>
    public bool IsSingleNode { get; }

    /// <summary>The options of a file; the compiler hands out one object for all files under the same sections.</summary>
    public static Settings Of(AnalyzerConfigOptions options) => Known.GetValue(options, static key => new Settings(key));

    /// <summary>Options that are misspelt or hold what they may not.</summary>
    public static IEnumerable<(string Key, string Problem)> Problems(AnalyzerConfigOptions options)
    {
        if (options.TryGetValue(Mode.Key, out var mode) && !Mode.IsValid(mode))
        {
            yield return ("SessionAnalyzersMode", $"is '{mode}', but must be {Mode.Allowed}");
        }

        foreach (var key in Keys(options).Where(static key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            if (All.FirstOrDefault(setting => setting.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is not { } setting)
            {
                yield return (key, "is not an option; the options are " + string.Join(", ", All.Select(static known => known.Key)));
            }
            else if (options.TryGetValue(key, out var value) && !setting.IsValid(value))
            {
                yield return (key, $"is '{value}', but must be {setting.Allowed}");
            }
        }
    }

    private static Setting Longest(string name) =>
        new(Prefix + name, "a duration longer than zero: 30d, 12h, 15m, or a TimeSpan such as 1.00:00:00", static value => Duration.TryParse(value, out _));

    private static IEnumerable<string> Keys(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            // A host of its own kind need not list them: then only their values are read.
            return [];
        }
    }

    /// <summary>Whether the project says that a method unseals.</summary>
    public bool Unseals(IMethodSymbol method) => IsOneOf(_unseals, method);

    /// <summary>Whether the project says that a method asks whether what was unsealed still holds.</summary>
    public bool Revalidates(IMethodSymbol method) => IsOneOf(_revalidates, method);

    private static bool IsOneOf(ImmutableArray<string> names, IMethodSymbol method)
    {
        foreach (var name in names)
        {
            var end = name.LastIndexOf('.');
            if (string.CompareOrdinal(name, end + 1, method.Name, 0, int.MaxValue) == 0 && KnownSymbols.IsOrInherits((method.ReducedFrom ?? method).ContainingType, name.Substring(0, end)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTrue(AnalyzerConfigOptions options, Setting setting) =>
        options.TryGetValue(setting.Key, out var value) && bool.TryParse(value, out var isTrue) && isTrue;

    private static IEnumerable<string> List(AnalyzerConfigOptions options, Setting setting) => Items(options, setting).Where(IsName);

    private static IEnumerable<string> Items(AnalyzerConfigOptions options, Setting setting) => options.TryGetValue(setting.Key, out var value) ? Items(value) : [];

    private static IEnumerable<string> Items(string value) => value.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0);

    private static bool IsNameList(string value) => Items(value).Any() && Items(value).All(IsName);

    private static bool IsMemberList(string value) => Items(value).Any() && Items(value).All(IsMember);

    private static bool IsMember(string item) => item.Split('.') is { Length: > 1 } parts && parts.All(static part => part.Length > 0 && part.All(static character => char.IsLetterOrDigit(character) || character is '_' or '`'));

    private static bool IsName(string item) => item.All(static character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.');
}
