using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Rules.Keys;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS2005KeyRotationDisabledFix))]
internal sealed class SESS2005KeyRotationDisabledFix() : SessionFix("SESS2005")
{
    private const string Remove = "SESS2005.Remove";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        if (finding.Edit == FixKeys.Rewrite)
        {
            yield return finding.Remove(Remove);
        }
        else if (RemoveCall.Of(finding.Anchor) is { } edit)
        {
            var plan = new Plan(Remove);
            plan.Add(edit);
            yield return plan.Offer("Remove " + finding.Member);
        }
    }
}
