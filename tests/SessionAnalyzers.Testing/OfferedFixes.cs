using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace SessionAnalyzers.Testing;

/// <summary>The lightbulb: which actions a fix offers for a diagnostic, and the solution that one of them makes.</summary>
internal static class OfferedFixes
{
    public static async Task<ImmutableArray<CodeAction>> OfAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(
            document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).ConfigureAwait(false);
        return [.. actions.SelectMany(Leaves)];
    }

    /// <summary>Null when the actions can be told apart, by a user and by fix-all.</summary>
    public static string? FindConfusion(ImmutableArray<CodeAction> actions) =>
        actions.Any(action => action.EquivalenceKey is null) ? "A fix has no equivalence key, so fix-all cannot find it."
        : actions.DistinctBy(action => action.EquivalenceKey).Count() < actions.Length ? "Fixes share an equivalence key: the fix is offered more than once."
        : actions.DistinctBy(action => action.Title).Count() < actions.Length ? "Fixes share a title: the fix is offered more than once."
        : null;

    /// <summary>The solution after the action, its changed documents parsed again from their text as an editor would.</summary>
    public static async Task<Solution> ApplyAsync(CodeAction action, Solution before)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        var after = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        var changed = after.GetChanges(before).GetProjectChanges()
            .SelectMany(project => project.GetChangedDocuments().Concat(project.GetAddedDocuments()))
            .ToArray();
        if (changed.Length == 0)
        {
            throw new VerificationException($"The fix '{action.Title}' is offered but changes nothing.");
        }

        foreach (var id in changed)
        {
            var document = after.GetDocument(id)!;
            var built = (await document.GetSyntaxRootAsync().ConfigureAwait(false))!;
            // Not WithDocumentText: the workspace would keep the built nodes whose text has not changed.
            var parsed = SyntaxFactory.ParseSyntaxTree(built.ToFullString(), document.Project.ParseOptions).GetRoot();
            VerifySameTree(action, built, parsed);
            after = after.WithDocumentSyntaxRoot(id, parsed);
        }

        return after;
    }

    private static IEnumerable<CodeAction> Leaves(CodeAction action) =>
        action.NestedActions.IsEmpty ? [action] : action.NestedActions.SelectMany(Leaves);

    // IsEquivalentTo says false of some identical trees. A difference means that later fixes, which see the built
    // tree, work on something else than the user's file.
    private static void VerifySameTree(CodeAction action, SyntaxNode built, SyntaxNode parsed)
    {
        var different = Shape(built).Zip(Shape(parsed)).FirstOrDefault(pair => pair.First != pair.Second);
        if (different != default)
        {
            throw new VerificationException(
                $"The fix '{action.Title}' builds a tree that its text does not parse to: {different.First} was built, {different.Second} is parsed.\n{built.ToFullString()}");
        }
    }

    private static IEnumerable<string> Shape(SyntaxNode root) => root.DescendantNodesAndTokens()
        .Select(item => $"{(SyntaxKind)item.RawKind} '{(item.IsToken ? item.AsToken().ValueText : "")}'")
        .Append("the end");
}
