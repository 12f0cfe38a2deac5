using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3001ProtectedTokenWithoutExpiryFix))]
internal sealed class SESS3001ProtectedTokenWithoutExpiryFix() : SessionFix("SESS3001")
{
    private const string Limit = "SESS3001.Limit";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return LimitedProtector.Use(finding, Limit);
    }
}
