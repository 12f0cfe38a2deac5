using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3009CacheEntryWithoutExpiry() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3009",
        "Server-side session entry without expiry",
        "The entry '{0}' {1}; set AbsoluteExpirationRelativeToNow",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.3.2"]);

    public override void Register(AnchorTable anchors) => anchors.OnCacheWrite(Check);

    private static void Check(CacheWrite entry)
    {
        if (entry.IsSession && (entry.IsEndless || entry.OnlySlides))
        {
            entry.Report(Rule, entry.DisplayName, entry.IsEndless ? "stays in the cache for ever" : "has a sliding expiration only: whoever uses the session keeps it alive for ever");
        }
    }
}
