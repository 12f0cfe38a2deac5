using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1007AuthenticationCookieNotHttpsOnlyFix))]
internal sealed class SESS1007AuthenticationCookieNotHttpsOnlyFix() : SessionFix("SESS1007")
{
    private const string Set = "SESS1007.Set";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
    }
}
