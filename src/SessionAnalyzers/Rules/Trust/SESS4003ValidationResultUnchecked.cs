using SessionAnalyzers.Anchors;
using SessionAnalyzers.Trust;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4003ValidationResultUnchecked() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4003",
        "Validation result used without being checked",
        "'{0}' {1}; test '{2}' first",
        RuleLevel.Warning,
        cwe: [252, 287, 345],
        asvs: ["9.1.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnTrustDecision(Check);

    private static void Check(TrustDecision decision)
    {
        if (decision is { Result: { } result, Kind: SourceKind.Result or SourceKind.Ignored })
        {
            decision.Report(Rule, decision.DisplayName, decision.Kind == SourceKind.Ignored ? "answers, and the code goes on without looking at the answer"
                : $"is used although nothing has asked whether {decision.SourceName} succeeded", result.Gate);
        }
    }
}
