using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Trust;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS4003ValidationResultUncheckedFix))]
internal sealed class SESS4003ValidationResultUncheckedFix() : SessionFix("SESS4003")
{
    private const string Guard = "SESS4003.Guard";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var plan = new Plan(Guard);
        var edit = finding.Anchor.Node switch
        {
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax result } => ResultGuard.Before(finding.Anchor, result, finding.Member, plan),
            InvocationExpressionSyntax call => ResultGuard.After(finding.Anchor, call, finding.Member, plan),
            _ => null,
        };
        if (edit is not null)
        {
            plan.Add(edit);
            yield return plan.Offer("Go on only if " + finding.Member);
        }
    }
}
