using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3004PersistentOrOverlongSignInFix))]
internal sealed class SESS3004PersistentOrOverlongSignInFix() : SessionFix("SESS3004")
{
    /// <summary>One key: a fix-all mends every place, whatever it looks like.</summary>
    private const string Limit = "SESS3004.Limit";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Deny(Limit);
        yield return finding.Shorten(Limit);
    }
}
