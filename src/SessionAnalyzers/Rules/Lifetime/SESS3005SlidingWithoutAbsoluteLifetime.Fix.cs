using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3005SlidingWithoutAbsoluteLifetimeFix))]
internal sealed class SESS3005SlidingWithoutAbsoluteLifetimeFix() : SessionFix("SESS3005")
{
    private const string Set = "SESS3005.Set";

    private static readonly Setting NotSliding = new("SlidingExpiration", "false");

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Set(Set, null, NotSliding);
    }
}
