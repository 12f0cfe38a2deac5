using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3006SecurityStampIntervalTooLong() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3006",
        "Security-stamp interval too long",
        "{0} is {1}, but {2}",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.4.2"]);

    public override void Register(AnchorTable anchors)
    {
        var (type, property, limit, _, _, _) = LifetimeKnowledge.SecurityStamp;
        anchors.OnWrite(type, property, anchor => GivenLifetime.Written(anchor, property)?.ReportBeyond(limit, Rule));
    }
}
