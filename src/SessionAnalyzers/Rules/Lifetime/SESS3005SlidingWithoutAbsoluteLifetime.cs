using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3005SlidingWithoutAbsoluteLifetime() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3005",
        "Sliding expiration without an absolute lifetime",
        "Scheme '{0}' renews a session with each request and nothing ever ends one that is used; set SlidingExpiration = false, or reject old sessions in OnValidatePrincipal",
        RuleLevel.Warning,
        cwe: [613],
        asvs: ["7.3.2"]);

    public override void Register(AnchorTable anchors) => anchors.OnCookieScheme(Check);

    private static void Check(Anchor anchor, ConfiguredScheme scheme)
    {
        if (scheme is { IsSession: true, IsSliding: true, MayEndSessions: false } && !anchor.IsHidden(LifetimeKnowledge.Sliding))
        {
            anchor.Report(Rule, scheme.Fix(LifetimeKnowledge.Sliding), scheme.Name!);
        }
    }
}
