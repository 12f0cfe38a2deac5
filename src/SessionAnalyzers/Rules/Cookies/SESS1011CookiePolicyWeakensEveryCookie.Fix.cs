using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1011CookiePolicyWeakensEveryCookieFix))]
internal sealed class SESS1011CookiePolicyWeakensEveryCookieFix() : SessionFix("SESS1011")
{
    private const string Set = "SESS1011.Set";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
    }
}
