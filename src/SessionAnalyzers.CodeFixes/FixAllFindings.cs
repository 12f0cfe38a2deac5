using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers;

/// <summary>Applies one kind of offer to every finding in one pass: all edits are gathered first, in order, each once.</summary>
internal sealed class FixAllFindings : FixAllProvider
{
    public static readonly FixAllFindings Instance = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var fix = (SessionFix)fixAllContext.CodeFixProvider;
        var edits = ImmutableArray.CreateBuilder<Edit>();
        string? title = null;
        foreach (var (document, diagnostic) in await FindingsAsync(fixAllContext).ConfigureAwait(false))
        {
            // dotnet format asks without a key: it means the first offer.
            var offers = await fix.OffersAsync(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
            if (offers.FirstOrDefault(offer => fixAllContext.CodeActionEquivalenceKey is not { } key || offer.Key == key) is { } offer)
            {
                title ??= offer.Title;
                edits.AddRange(offer.Edits);
            }
        }

        return title is null ? null : SessionFix.Action(title, fixAllContext.CodeActionEquivalenceKey ?? title, fixAllContext.Solution, edits.ToImmutable());
    }

    private static async Task<IEnumerable<(Document Document, Diagnostic Diagnostic)>> FindingsAsync(FixAllContext context)
    {
        var findings = new List<(Document Document, Diagnostic Diagnostic)>();
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            Add(document.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
        }
        else
        {
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : new[] { context.Project })
            {
                if (project.Language == context.Project.Language)
                {
                    Add(project, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }
            }
        }

        return findings;

        void Add(Project project, ImmutableArray<Diagnostic> diagnostics)
        {
            foreach (var diagnostic in diagnostics.Where(static diagnostic => diagnostic.Location.IsInSource && !diagnostic.IsSuppressed)
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan))
            {
                if (project.GetDocument(diagnostic.Location.SourceTree) is { } document)
                {
                    findings.Add((document, diagnostic));
                }
            }
        }
    }
}
