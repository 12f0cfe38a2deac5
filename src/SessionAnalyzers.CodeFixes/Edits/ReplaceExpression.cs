using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SessionAnalyzers.Edits;

/// <summary>Writes another expression.</summary>
internal sealed record ReplaceExpression(DocumentId Document, SyntaxNode Node, string Code) : Edit(Document, Node)
{
    /// <summary>Null where a comment or directive inside of the expression would be lost.</summary>
    public static ReplaceExpression? Of(Place place, string code) =>
        place.Node.DescendantTrivia().Any(trivia =>
            place.Node.Span.Contains(trivia.Span) && (trivia.IsDirective || Layout.HasComment(SyntaxFactory.TriviaList(trivia))))
            ? null
            : new ReplaceExpression(place.Document.Id, place.Node, code);

    public override SyntaxNode Change(SyntaxNode current) => SyntaxFactory.ParseExpression(Code).WithTriviaFrom(current);
}
