using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Edits;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Trust;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS4001UnsealedClaimsTrustedFix))]
internal sealed class SESS4001UnsealedClaimsTrustedFix() : SessionFix("SESS4001")
{
    private const string Revalidate = "SESS4001.Revalidate";

    protected override async Task<IEnumerable<Offer?>> OffersAsync(Finding finding, CancellationToken cancellationToken)
    {
        if (finding is { Edit: FixKeys.Revalidate, Targets: [var source] }
            && source.Document.Id == finding.Anchor.Document.Id
            && UnsealedUse.Of(finding.Anchor, source.Node) is { } use
            && !AsyncFunction.Iterates(use.Function))
        {
            foreach (var statement in use.Statements())
            {
                if (await OfferAsync(finding.Anchor.At(statement), statement, use, cancellationToken).ConfigureAwait(false) is { } offer)
                {
                    return [offer];
                }
            }
        }

        return [];
    }

    private static async Task<Offer?> OfferAsync(Place place, StatementSyntax statement, UnsealedUse use, CancellationToken cancellationToken)
    {
        var plan = new Plan(Revalidate);
        var revalidated = UnusedName.At(place, "revalidated", taken => use.Function.DescendantTokens().Any(token => token.ValueText == taken));
        if (use.NameBefore(statement) is not { } session
            || use.Revalidator(place) is not { } revalidator
            || FailureExit.Of(place, use.Function, use.IsOfSession, plan) is not { } exit)
        {
            return null;
        }

        plan.Add(InsertGuard.Of(place, statement, $"var {revalidated} = await {revalidator}.RevalidateAsync({session});", $"!{revalidated}.Succeeded", exit));
        return use.Replace(statement, revalidated, plan)
            && await new AsyncFunction(plan).EnsureAsync(place.At(use.Function), cancellationToken).ConfigureAwait(false)
            && plan.Offer("Revalidate the session before deciding") is var offer
            && await CompilesAsync(place, offer, cancellationToken).ConfigureAwait(false)
                ? offer
                : null;
    }

    /// <summary>An await is not allowed everywhere, and what is inferred of a lambda may be another type: the compiler says so.</summary>
    private static async Task<bool> CompilesAsync(Place place, Offer offer, CancellationToken cancellationToken)
    {
        var solution = await offer.Edits.ApplyAsync(place.Document.Project.Solution, cancellationToken).ConfigureAwait(false);
        var known = new HashSet<string>(Errors(place.Model, cancellationToken));
        return solution.GetDocument(place.Document.Id) is { } changed
            && await changed.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            && Errors(model, cancellationToken).All(known.Contains);
    }

    private static IEnumerable<string> Errors(SemanticModel model, CancellationToken cancellationToken) => model.GetDiagnostics(cancellationToken: cancellationToken)
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !diagnostic.IsSuppressed)
        .Select(static diagnostic => diagnostic.Id + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
