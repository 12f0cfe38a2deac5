using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1001SensitiveCookieWithoutSecureFix))]
internal sealed class SESS1001SensitiveCookieWithoutSecureFix() : SessionFix("SESS1001")
{
    private const string Set = "SESS1001.Set";
    private const string Harden = "SESS1001.Harden";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
        yield return SafeCookie.Harden(finding, Harden);
    }
}
