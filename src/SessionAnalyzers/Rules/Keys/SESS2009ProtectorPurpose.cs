using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Keys;

internal sealed class SESS2009ProtectorPurpose() : SessionAnalyzer(Rule)
{
    private static readonly Rule Rule = SessionAnalyzers.Rule.Define(
        "SESS2009",
        "Data-protection purpose is empty, shared or chosen by the client",
        "The purpose of this protector {0}: a payload that was sealed for something else opens here; give each kind of payload a constant purpose of its own",
        RuleLevel.Warning,
        cwe: [345, 441],
        asvs: ["9.2.2"],
        infoMessage: "The purpose of this protector {0}: it keeps apart only what the client wants apart; take it from the session or the database");

    public override void Register(AnchorTable anchors)
    {
        foreach (var type in DataProtectionKnowledge.Makers)
        {
            anchors.OnCall(type, DataProtectionKnowledge.CreateProtector, Check);
        }
    }

    private static void Check(Anchor anchor)
    {
        if (anchor.Operation is not IInvocationOperation call || anchor.Seen is not { } seen)
        {
            return;
        }

        var purposes = Purposes.Of(anchor.Session, call, seen);
        if (purposes.IsChosenByClient && !purposes.IsBelowOthers)
        {
            anchor.Report(Rule, null, "is chosen by the client");
        }
        else if (purposes.IsChosenByClient || purposes.IsSubPurposeChosenByClient)
        {
            anchor.Report(Rule.Info!, null, "is in part chosen by the client");
        }
        else if (purposes.HasBlank)
        {
            anchor.Report(Rule, null, "is empty");
        }
        else if (purposes.Constants is not null && anchor.Session.Payloads.SharedBy(anchor.Node) is var (purpose, first, second))
        {
            anchor.Report(Rule, null, $"'{purpose}' is shared by {first} and {second}");
        }
    }
}
