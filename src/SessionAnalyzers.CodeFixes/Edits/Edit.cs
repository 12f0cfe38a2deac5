using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace SessionAnalyzers.Edits;

/// <summary>
/// A small change to one node. Edits are values, so that two findings which need the same change ask for it once, and
/// each changes what the ones before it left, so that several of them may meet in one node.
/// </summary>
/// <param name="Document">The document.</param>
/// <param name="Node">The node, as it is in the document before any edit.</param>
internal abstract record Edit(DocumentId Document, SyntaxNode Node)
{
    /// <summary>The node with the change.</summary>
    /// <param name="current">The node as earlier edits left it.</param>
    public abstract SyntaxNode Change(SyntaxNode current);

    /// <summary>Nodes inside of <see cref="Node"/> that <see cref="Change"/> has to find again.</summary>
    public virtual IEnumerable<SyntaxNode> Landmarks => Enumerable.Empty<SyntaxNode>();
}

internal static class SolutionEdits
{
    /// <summary>The solution after edits, in the order of their places.</summary>
    public static async Task<Solution> ApplyAsync(this ImmutableArray<Edit> edits, Solution solution, CancellationToken cancellationToken)
    {
        var editor = new SolutionEditor(solution);
        foreach (var document in edits.Distinct().GroupBy(static edit => edit.Document))
        {
            var nodes = await editor.GetDocumentEditorAsync(document.Key, cancellationToken).ConfigureAwait(false);
            foreach (var edit in document.OrderBy(static edit => edit.Node.SpanStart))
            {
                foreach (var landmark in edit.Landmarks)
                {
                    nodes.TrackNode(landmark);
                }

                nodes.ReplaceNode(edit.Node, (current, _) => edit.Change(current));
            }
        }

        return editor.GetChangedSolution();
    }
}
