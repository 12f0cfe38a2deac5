using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2003UnauthenticatedEncryption() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2003",
        "Unauthenticated encryption of session data",
        "{0} encrypts a session ({1}) in mode {2} and authenticates nothing: whoever holds the result can change it; use AesGcm, or seal it with SealedSessions or IDataProtector",
        RuleLevel.Warning,
        cwe: [353, 327],
        asvs: ["11.3.2", "11.3.3"]);

    public override void Register(AnchorTable anchors)
    {
        foreach (var row in EncryptionKnowledge.Calls)
        {
            anchors.OnCall(TypeNames.SymmetricAlgorithm, row.Method, anchor => Check(anchor, row));
        }
    }

    private static void Check(Anchor anchor, EncryptionCall row)
    {
        if (Encryption.Of(anchor, row) is { Carrier: { } carrier } encryption)
        {
            encryption.Report(Rule, row.Method, carrier, encryption.Mode);
        }
    }
}
