using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3004PersistentOrOverlongSignInFix))]
internal sealed class SESS3004PersistentOrOverlongSignInFix() : SessionFix("SESS3004")
{
    private const string Shorten = "SESS3004.Shorten";
    private const string Deny = "SESS3004.Deny";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Deny(Deny);
        yield return finding.Shorten(Shorten);
    }
}
