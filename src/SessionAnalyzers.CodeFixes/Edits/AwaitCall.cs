using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Awaits a call, in parentheses where something is asked of the result at once.</summary>
internal sealed record AwaitCall(DocumentId Document, SyntaxNode Node) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(default, SyntaxKind.AwaitKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            ((ExpressionSyntax)current).WithoutTrivia());
        if (Node.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax or InvocationExpressionSyntax
            || (Node.Parent is ConditionalAccessExpressionSyntax { Expression: var asked } && asked == Node))
        {
            awaited = SyntaxFactory.ParenthesizedExpression(Layout.Token(SyntaxKind.OpenParenToken), awaited, Layout.Token(SyntaxKind.CloseParenToken));
        }

        return awaited.WithTriviaFrom(current);
    }
}
