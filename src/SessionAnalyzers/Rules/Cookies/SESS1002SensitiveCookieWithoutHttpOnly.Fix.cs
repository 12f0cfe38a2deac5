using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1002SensitiveCookieWithoutHttpOnlyFix))]
internal sealed class SESS1002SensitiveCookieWithoutHttpOnlyFix() : SessionFix("SESS1002")
{
    private const string Set = "SESS1002.Set";
    private const string Harden = "SESS1002.Harden";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
        yield return SafeCookie.Harden(finding, Harden);
    }
}
