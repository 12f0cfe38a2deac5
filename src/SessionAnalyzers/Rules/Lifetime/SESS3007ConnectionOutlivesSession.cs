using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Lifetime;

internal sealed class SESS3007ConnectionOutlivesSession() : SessionAnalyzer(Rule)
{
    private const string Closes = "CloseOnAuthenticationExpiration";

    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS3007",
        "Connection outlives the session",
        "Connections to hub '{0}' stay open after the session that opened them has expired; set CloseOnAuthenticationExpiration = true",
        RuleLevel.Warning,
        cwe: [613, 672],
        asvs: ["7.4.1", "8.3.2"]);

    public override void Register(AnchorTable anchors) => anchors.OnCall(TypeNames.HubEndpoints, "MapHub", Check);

    private static void Check(Anchor anchor)
    {
        if (anchor.Read(MappedHub.At) is { IsAuthorized: true } hub && hub.Option(Closes).IsUnsafe(static closes => closes is false) && !hub.IsHidden(Closes))
        {
            hub.Report(Rule, Closes, hub.Name);
        }
    }
}
