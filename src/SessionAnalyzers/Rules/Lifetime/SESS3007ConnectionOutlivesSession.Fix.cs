using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3007ConnectionOutlivesSessionFix))]
internal sealed class SESS3007ConnectionOutlivesSessionFix() : SessionFix("SESS3007")
{
    private const string Set = "SESS3007.Set";

    private static readonly Setting Closes = new("CloseOnAuthenticationExpiration", "true");

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set, null, Closes);
    }
}
