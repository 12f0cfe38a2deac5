using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1004CookiePrefixViolatedFix))]
internal sealed class SESS1004CookiePrefixViolatedFix() : SessionFix("SESS1004")
{
    private const string Narrow = "SESS1004.Narrow";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.MemberName == CookieMembers.Domain && finding.Writes.Any() ? finding.Remove(Narrow) : finding.Set(Narrow);
    }
}
