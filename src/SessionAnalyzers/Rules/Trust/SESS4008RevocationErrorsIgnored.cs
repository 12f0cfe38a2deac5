using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4008RevocationErrorsIgnored() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4008",
        "Revocation errors ignored",
        "DangerousUnprotect opens what a revoked key has sealed, and nothing looks at wasRevoked; pass false, or refuse what was revoked",
        RuleLevel.Warning,
        cwe: [324, 613],
        asvs: ["7.4.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnCall(TypeNames.PersistedDataProtector, "DangerousUnprotect", Check);

    private static void Check(Anchor anchor)
    {
        if (RevokedPayload.Of(anchor) is { IsAnswerUsed: false } payload)
        {
            payload.Report(Rule);
        }
    }
}
