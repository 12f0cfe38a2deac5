using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2004KeyRingUnencrypted() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2004",
        "Key ring persisted unencrypted",
        "{0} stores the key ring in plain text: whoever reads it can make sessions; add ProtectKeysWithCertificate or another ProtectKeysWith call",
        RuleLevel.Warning,
        cwe: [311, 522],
        asvs: ["13.3.1"]);

    public override void Register(AnchorTable anchors) => anchors.OnExtension(TypeNames.DataProtectionBuilder, DataProtectionKnowledge.Persists, Check);

    private static void Check(Anchor anchor)
    {
        // A method of this compilation is reported where it calls a real one.
        if (anchor.Operation is IInvocationOperation { TargetMethod: var method }
            && !anchor.Session.IsOurs(method.ContainingType)
            && !DataProtectionKnowledge.EncryptingStores.Contains(method.Name)
            && anchor.Seen is not null
            && !KeyRing.IsShared(anchor.Node, anchor.Session)
            && !KeyRing.MayBeEncrypted(anchor.Session))
        {
            anchor.Report(Rule, null, method.Name);
        }
    }
}
