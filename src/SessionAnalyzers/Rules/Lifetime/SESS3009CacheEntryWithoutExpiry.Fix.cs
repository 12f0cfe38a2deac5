using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3009CacheEntryWithoutExpiryFix))]
internal sealed class SESS3009CacheEntryWithoutExpiryFix() : SessionFix("SESS3009")
{
    private const string Expire = "SESS3009.Expire";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return CacheEntryExpiry.Add(finding, Expire);
    }
}
