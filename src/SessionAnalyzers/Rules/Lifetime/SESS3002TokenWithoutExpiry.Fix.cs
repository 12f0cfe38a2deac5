using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3002TokenWithoutExpiryFix))]
internal sealed class SESS3002TokenWithoutExpiryFix() : SessionFix("SESS3002")
{
    private const string Expire = "SESS3002.Expire";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return TokenExpiry.Add(finding, Expire);
    }
}
