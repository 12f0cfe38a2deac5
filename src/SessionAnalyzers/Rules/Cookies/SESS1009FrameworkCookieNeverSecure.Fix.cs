using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1009FrameworkCookieNeverSecureFix))]
internal sealed class SESS1009FrameworkCookieNeverSecureFix() : SessionFix("SESS1009")
{
    private const string Set = "SESS1009.Set";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set);
    }
}
