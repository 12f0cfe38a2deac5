using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1003SameSiteMissingOrNoneFix))]
internal sealed class SESS1003SameSiteMissingOrNoneFix() : SessionFix("SESS1003")
{
    private const string Set = "SESS1003.Set";
    private const string Harden = "SESS1003.Harden";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
        yield return SafeCookie.Harden(finding, Harden);
    }
}
