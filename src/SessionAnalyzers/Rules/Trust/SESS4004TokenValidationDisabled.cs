using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Trust;

internal sealed class SESS4004TokenValidationDisabled() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS4004",
        "Token signature or claim validation disabled",
        "{0}: {1} is accepted; leave the check on",
        RuleLevel.Error,
        cwe: [347, 345, 287],
        asvs: ["9.1.1", "9.1.2", "9.2.1", "9.2.3"]);

    public override void Register(AnchorTable anchors)
    {
        foreach (var row in TokenCheckKnowledge.Flags)
        {
            anchors.OnWrite(TypeNames.TokenValidationParameters, row.Property, anchor => Report(TokenCheck.Flag(anchor, row)));
        }

        foreach (var row in TokenCheckKnowledge.Delegates)
        {
            anchors.OnWrite(TypeNames.TokenValidationParameters, row.Property, anchor => Report(TokenCheck.Delegate(anchor, row)));
        }

        anchors.OnWrite(TypeNames.TokenValidationParameters, TokenCheckKnowledge.ClockSkew, static anchor => Report(TokenCheck.Skew(anchor)));
        anchors.OnWrite(TypeNames.TokenValidationParameters, TokenCheckKnowledge.Replay, static anchor => Report(TokenCheck.Replay(anchor)));
    }

    private static void Report(TokenCheck? check) => check?.Report(Rule, check.Display, check.Accepted);
}
