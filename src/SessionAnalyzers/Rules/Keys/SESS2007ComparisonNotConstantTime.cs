using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2007ComparisonNotConstantTime() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2007",
        "Non-constant-time comparison of a secret",
        "'{0}' is compared in a way that ends at the first difference, so its time tells how much of a guess was right; compare with CryptographicOperations.FixedTimeEquals",
        RuleLevel.Warning,
        cwe: [208],
        asvs: ["11.2.4"]);

    public override void Register(AnchorTable anchors) => anchors.OnComparison(Check);

    private static void Check(SecretComparison comparison)
    {
        if (comparison.IsOfMac || comparison.IsOfClientSecret)
        {
            comparison.Report(Rule, comparison.DisplayName);
        }
    }
}
