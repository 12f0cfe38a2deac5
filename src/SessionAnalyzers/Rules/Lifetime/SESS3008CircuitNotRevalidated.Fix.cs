using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3008CircuitNotRevalidatedFix))]
internal sealed class SESS3008CircuitNotRevalidatedFix() : SessionFix("SESS3008")
{
    private const string Shorten = "SESS3008.Shorten";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Shorten(Shorten);
    }
}
