using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Cookies;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS1010CookiePolicyNotAppliedFix))]
internal sealed class SESS1010CookiePolicyNotAppliedFix() : SessionFix("SESS1010")
{
    private const string Apply = "SESS1010.Apply";

    protected override async Task<IEnumerable<Offer?>> OffersAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (await Pipeline.OfAsync(finding.Anchor.Document.Project, cancellationToken).ConfigureAwait(false) is not { } pipeline)
        {
            return Enumerable.Empty<Offer?>();
        }

        var plan = new Plan(Apply);
        var call = pipeline.Name + ".UseCookiePolicy()";
        var place = pipeline.Place.At(pipeline.Beside);
        plan.Add(InsertStatement.Of(place, pipeline.Beside, call + ";", pipeline.After));
        if (pipeline.Namespace is { } space
            && place.Model.GetSpeculativeSymbolInfo(place.Node.SpanStart, SyntaxFactory.ParseExpression(call), SpeculativeBindingOption.BindAsExpression).Symbol is null)
        {
            plan.Import(place, space);
        }

        return new[] { plan.Offer($"Add {call}") };
    }
}
