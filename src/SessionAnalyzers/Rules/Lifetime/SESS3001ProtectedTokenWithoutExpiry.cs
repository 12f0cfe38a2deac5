using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3001ProtectedTokenWithoutExpiry() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3001",
        "Protected token without expiry",
        "What is protected here goes to {0} and {1}: a copy of it opens as long as the keys exist; use ToTimeLimitedDataProtector() and Protect with a lifetime",
        RuleLevel.Warning,
        cwe: [613, 294],
        asvs: ["9.2.1"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCall(TypeNames.DataProtector, "Protect", Check);
        anchors.OnCall(TypeNames.DataProtectionCommonExtensions, "Protect", Check);
    }

    private static void Check(Anchor anchor)
    {
        if (SealedData.Of(anchor) is not { HasEnd: false } data)
        {
            return;
        }

        if (data.IsTimeLimited)
        {
            data.Report(Rule, "its user", "is given no lifetime, which a time-limited protector takes for the year 9999");
        }
        else if (data.Destination is { } destination)
        {
            data.Report(Rule, destination, "never expires");
        }
    }
}
