using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3003LifetimeExceedsPolicyFix))]
internal sealed class SESS3003LifetimeExceedsPolicyFix() : SessionFix("SESS3003")
{
    private const string Shorten = "SESS3003.Shorten";
    private const string Set = "SESS3003.Set";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Shorten(Shorten);
        yield return finding is { Edit: FixKeys.Configure, Limit: { } limit } ? finding.Set(Set, null, new Setting(finding.MemberName, ShorterTime.Code(limit))) : null;
    }
}
