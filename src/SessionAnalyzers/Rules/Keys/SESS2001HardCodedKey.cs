using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2001HardCodedKey() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2001",
        "Hard-coded signing or sealing key",
        "The key of {0} is {1}: whoever has the code can sign or open sessions; load 32 random bytes from configuration or a secret store and refuse to start without them",
        RuleLevel.Error,
        cwe: [321, 798],
        asvs: ["13.3.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnKeyUse(Check);

    private static void Check(KeyUse key)
    {
        if ((key.IsWrittenInSource || key.IsBlank) && !key.NamesOnly)
        {
            key.Report(Rule, key.Display, key.IsWrittenInSource ? "written in the source" : "all zeros");
        }
    }
}
