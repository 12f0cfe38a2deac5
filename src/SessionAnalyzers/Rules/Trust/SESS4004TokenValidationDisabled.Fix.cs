using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Rules.Trust;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS4004TokenValidationDisabledFix))]
internal sealed class SESS4004TokenValidationDisabledFix() : SessionFix("SESS4004")
{
    private const string Remove = "SESS4004.Remove";
    private const string SetTrue = "SESS4004.SetTrue";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Remove(Remove);
        yield return finding.Set(SetTrue, null, new Setting(finding.MemberName, "true"));
    }
}
