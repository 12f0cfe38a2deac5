using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Takes a call out of a chain: what it was called on stands in its place.</summary>
internal sealed record RemoveCall(DocumentId Document, SyntaxNode Node) : Edit(Document, Node)
{
    /// <summary>The edit that takes a call away, which gives back what it is called on; null when it cannot go without a trace.</summary>
    public static Edit? Of(Place place)
    {
        if (place.Node is not InvocationExpressionSyntax call || Target(call, place.Model) is not { } target)
        {
            return null;
        }

        // What is left of a statement has to be one.
        if (target is not InvocationExpressionSyntax && (call.Parent is ExpressionStatementSyntax || Body.FunctionOf(call, place.Model) is not null))
        {
            return RemoveAssignment.Of(place);
        }

        var lost = call.DescendantTrivia().Where(trivia => trivia.SpanStart >= target.Span.End && trivia.SpanStart < call.Span.End);
        return lost.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            ? new RemoveCall(place.Document.Id, call)
            : null;
    }

    public override SyntaxNode Change(SyntaxNode current) =>
        current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
            ? receiver.WithTrailingTrivia(current.GetTrailingTrivia())
            : current;

    /// <summary>What an extension method is called on; null where it is called in another way.</summary>
    private static ExpressionSyntax? Target(InvocationExpressionSyntax call, SemanticModel model) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ReducedFrom: not null } ? receiver : null;
}
