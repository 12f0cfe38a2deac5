using SessionAnalyzers.Anchors;
using SessionAnalyzers.Trust;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4001UnsealedClaimsTrusted() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4001",
        "Unsealed claims trusted without revalidation",
        "'{0}' decides by what {1} has unsealed, {2}; revalidate the session before you decide by it",
        RuleLevel.Warning,
        cwe: [345, 565, 613, 863],
        asvs: ["7.2.1", "8.3.1", "8.3.2"]);

    public override void Register(AnchorTable anchors) => anchors.OnTrustDecision(Check);

    private static void Check(TrustDecision decision)
    {
        if (decision.Kind == SourceKind.Sealed)
        {
            decision.Report(Rule, decision.DisplayName, decision.SourceName, Missing(decision.Checks));
        }
    }

    private static string Missing(Checks checks) => checks.HasFlag(Checks.Passed) ? "which is revalidated on some paths only"
        : checks == Checks.ExpiryOnly ? "of which only the expiry is checked"
        : "and nothing has asked since whether that still holds";
}
