using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2006SessionSecretsNodeLocal() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2006",
        "Session secrets lost or node-local",
        "{0}: other nodes do not know them, and they end with the process; {1}",
        RuleLevel.Info,
        cwe: [613],
        asvs: ["7.4.1"]);

    public override void Register(AnchorTable anchors)
    {
        anchors.OnCall(TypeNames.DataProtectionBuilderExtensions, "UseEphemeralDataProtectionProvider", CheckKeys);
        anchors.OnCreation(TypeNames.EphemeralDataProtectionProvider, CheckKeys);
        anchors.OnCall(TypeNames.MemoryCacheServices, DistributedCaches.InMemory, CheckCache);
    }

    private static void CheckKeys(Anchor anchor)
    {
        if (MayHaveNodes(anchor) && anchor.Seen is not null)
        {
            anchor.Report(Rule, null, "The ephemeral provider keeps its keys in memory", "persist the key ring, or say session_analyzers.single_node = true");
        }
    }

    private static void CheckCache(Anchor anchor)
    {
        if (MayHaveNodes(anchor) && anchor.Seen is not null && DistributedCaches.HoldsSessions(anchor.Session) && !DistributedCaches.HasOther(anchor.Session))
        {
            anchor.Report(Rule, null, "Sessions are kept in this process's memory", "register a cache that all nodes share, or say session_analyzers.single_node = true");
        }
    }

    private static bool MayHaveNodes(Anchor anchor) => !anchor.Session.Settings(anchor.Node.SyntaxTree).IsSingleNode;
}
