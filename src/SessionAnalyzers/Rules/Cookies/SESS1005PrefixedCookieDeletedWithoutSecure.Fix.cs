using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1005PrefixedCookieDeletedWithoutSecureFix))]
internal sealed class SESS1005PrefixedCookieDeletedWithoutSecureFix() : SessionFix("SESS1005")
{
    private const string Set = "SESS1005.Set";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        // The browser forgets a cookie only under the path that it was set for, which __Host- makes "/".
        yield return finding.Edit == FixKeys.AddArgument ? finding.Set(Set, null, SafeCookie.Secure, SafeCookie.Path) : finding.Set(Set);
    }
}
