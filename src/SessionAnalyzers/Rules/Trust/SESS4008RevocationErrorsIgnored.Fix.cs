using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Trust;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS4008RevocationErrorsIgnoredFix))]
internal sealed class SESS4008RevocationErrorsIgnoredFix() : SessionFix("SESS4008")
{
    private const string Deny = "SESS4008.Deny";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Deny(Deny);
    }
}
