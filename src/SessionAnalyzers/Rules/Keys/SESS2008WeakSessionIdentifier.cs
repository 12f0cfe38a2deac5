using SessionAnalyzers.Anchors;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2008WeakSessionIdentifier() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2008",
        "Session identifier with insufficient entropy",
        "'{0}' comes from {1}; take 32 bytes from RandomNumberGenerator",
        RuleLevel.Warning,
        cwe: [330, 331, 338],
        asvs: ["7.2.3", "11.5.1"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnNamedValue(CheckValue);
        anchors.OnCookieWrite(CheckCookie);
    }

    private static void CheckValue(NamedValue value)
    {
        if (value.IsText && Weakness(value.Origins) is { } weakness)
        {
            value.Report(Rule, FixTarget.Of(FixKeys.Own, null, value.Node), value.Name, weakness);
        }
    }

    private static void CheckCookie(CookieWrite cookie)
    {
        // A variable that is called like a token is reported where it gets its value.
        if (cookie is { IsSensitive: true, IsDeletion: false, IsValueNamed: false } && Weakness(cookie.ValueOrigins) is { } weakness)
        {
            cookie.ReportValue(Rule, cookie.DisplayName, weakness);
        }
    }

    /// <summary>Every path has to be weak: an identifier that is only replaced when it is missing may be anything.</summary>
    private static string? Weakness(IEnumerable<Origin> origins)
    {
        var all = origins.Where(static origin => origin != Origin.None).ToList();
        if (all.Count == 0 || !all.TrueForAll(static origin => origin.IsWeak()))
        {
            return null;
        }

        var origin = all.Aggregate(static (one, other) => one | other);
        return origin.Has(Origin.Guessable) ? "what can be guessed: a clock, a counter, a hash code or a generator that is not cryptographic"
            : origin.Has(Origin.ShortRandom) ? "less than 128 random bits"
            : "a GUID, which has at most 122 random bits and is not made to be a secret";
    }
}
