using Microsoft.CodeAnalysis;

namespace SessionAnalyzers;

/// <summary>A node with what is needed to write code there.</summary>
internal sealed record Place(Document Document, SemanticModel Model, Layout Layout, SyntaxNode Node)
{
    /// <summary>Another node of the same document.</summary>
    public Place At(SyntaxNode node) => this with { Node = node };

    /// <summary>Null when the document has no code that can be edited.</summary>
    public static async Task<Place?> OfAsync(Document document, SyntaxNode node, CancellationToken cancellationToken) =>
        document is not SourceGeneratedDocument && await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is { } model
            ? new Place(document, model, await Layout.OfAsync(document, cancellationToken).ConfigureAwait(false), node)
            : null;
}
