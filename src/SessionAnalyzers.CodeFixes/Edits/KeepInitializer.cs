using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Sets the members of the object that is there instead of a new one: <c>Cookie = new CookieBuilder { … }</c> becomes <c>Cookie = { … }</c>.</summary>
internal sealed record KeepInitializer(DocumentId Document, SyntaxNode Node) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        var element = (AssignmentExpressionSyntax)current;
        var initializer = ((BaseObjectCreationExpressionSyntax)element.Right).Initializer!;
        var before = initializer.GetFirstToken().GetPreviousToken().TrailingTrivia;
        return element
            .WithOperatorToken(element.OperatorToken.WithTrailingTrivia(Layout.HasEndOfLine(before) ? before : SyntaxFactory.TriviaList(SyntaxFactory.Space)))
            .WithRight(initializer);
    }
}
