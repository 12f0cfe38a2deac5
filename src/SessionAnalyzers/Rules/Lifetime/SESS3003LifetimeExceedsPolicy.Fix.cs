using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Lifetime;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS3003LifetimeExceedsPolicyFix))]
internal sealed class SESS3003LifetimeExceedsPolicyFix() : SessionFix("SESS3003")
{
    /// <summary>One key: a fix-all mends every place, whatever it looks like.</summary>
    private const string Limit = "SESS3003.Limit";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        yield return finding.Shorten(Limit);
        yield return finding is { Edit: FixKeys.Configure, Limit: { } limit } ? finding.Set(Limit, null, new Setting(finding.MemberName, ShorterTime.Code(limit))) : null;
    }
}
