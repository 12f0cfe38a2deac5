using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3006SecurityStampIntervalTooLongFix))]
internal sealed class SESS3006SecurityStampIntervalTooLongFix() : SessionFix("SESS3006")
{
    private const string Shorten = "SESS3006.Shorten";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Shorten(Shorten);
    }
}
