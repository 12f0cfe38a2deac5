using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

internal sealed class SESS1010CookiePolicyNotApplied() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS1010",
        "Cookie policy configured but not applied",
        "CookiePolicyOptions are configured, but UseCookiePolicy() is never called: they have no effect",
        RuleLevel.Warning,
        cwe: [614],
        asvs: ["3.3.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnConfiguration(TypeNames.CookiePolicyOptions, Check);

    private static void Check(Anchor anchor)
    {
        if (!CookiePolicy.IsApplied(anchor.Session) && anchor.Session.Facts.HasPipeline && CookiePolicy.IsConfiguredAt(anchor.Node, anchor.Session))
        {
            anchor.Report(Rule, FixTarget.Of(FixKeys.Own, null));
        }
    }
}
