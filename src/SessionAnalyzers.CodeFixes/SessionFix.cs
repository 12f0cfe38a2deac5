using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers;

/// <summary>
/// The fix of one rule. It only says what it offers for a finding; an offer is worked out in full before it is
/// registered, as edits that compose: the same edits, gathered from many findings, are fix-all.
/// </summary>
/// <param name="id">The rule.</param>
internal abstract class SessionFix(string id) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(id);

    public sealed override FixAllProvider GetFixAllProvider() => FixAllFindings.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        // Several findings of a rule may share one place: one entry in the lightbulb mends them all.
        var offers = new List<(Offer Offer, Diagnostic Diagnostic)>();
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var offer in await OffersAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                offers.Add((offer, diagnostic));
            }
        }

        foreach (var same in offers.GroupBy(static offered => offered.Offer.Key))
        {
            var edits = same.SelectMany(static offered => offered.Offer.Edits).ToImmutableArray();
            context.RegisterCodeFix(
                Action(same.First().Offer.Title, same.Key, context.Document.Project.Solution, edits),
                same.Select(static offered => offered.Diagnostic).Distinct());
        }
    }

    /// <summary>What the fix offers for a diagnostic, the smallest change first: headless tools apply the first.</summary>
    internal async Task<ImmutableArray<Offer>> OffersAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offers = ImmutableArray.CreateBuilder<Offer>();
        if (FixableDiagnosticIds.Contains(diagnostic.Id) && await Finding.OfAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } finding)
        {
            foreach (var offer in await OffersAsync(finding, cancellationToken).ConfigureAwait(false))
            {
                if (offer is { Edits.IsEmpty: false } && !offers.Any(earlier => earlier.IsSameAs(offer)))
                {
                    offers.Add(offer);
                }
            }
        }

        return offers.ToImmutable();
    }

    internal static CodeAction Action(string title, string key, Solution solution, ImmutableArray<Edit> edits) =>
        CodeAction.Create(title, cancellationToken => edits.ApplyAsync(solution, cancellationToken), key);

    /// <summary>What the fix offers for a finding; a null is nothing.</summary>
    protected virtual IEnumerable<Offer?> Offers(Finding finding) => Enumerable.Empty<Offer?>();

    /// <summary>As <see cref="Offers(Finding)"/>, for a fix that has to look at other documents.</summary>
    protected virtual Task<IEnumerable<Offer?>> OffersAsync(Finding finding, CancellationToken cancellationToken) => Task.FromResult(Offers(finding));
}
