using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Builds the braces that code needs when one statement becomes several.</summary>
internal static class StatementBlock
{
    /// <summary>Statements in the place of one that stood alone below an <c>if</c> or a loop, with its trivia around them.</summary>
    public static BlockSyntax Of(IReadOnlyList<StatementSyntax> statements, Layout layout)
    {
        var first = statements[0];
        var end = statements[statements.Count - 1].GetTrailingTrivia();
        var inner = first.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        if (first.GetLeadingTrivia().Count == 0)
        {
            // On the line of its condition.
            return Braces(statements.Select(static statement => statement.WithTrailingTrivia(SyntaxFactory.Space)))
                .WithOpenBraceToken(Layout.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space))
                .WithTrailingTrivia(end);
        }

        var outer = inner.EndsWith(layout.Unit, StringComparison.Ordinal) ? inner.Substring(layout.Unit.Length) : inner;
        return Lines(statements, outer, layout, Layout.LastEndOfLine(end));
    }

    /// <summary>A block whose braces stand on lines of their own.</summary>
    public static BlockSyntax Lines(IEnumerable<StatementSyntax> statements, string indentation, Layout layout, SyntaxTriviaList end) =>
        Braces(statements)
            .WithOpenBraceToken(Layout.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(Layout.White(indentation)).WithTrailingTrivia(layout.EndOfLineTrivia))
            .WithCloseBraceToken(Layout.Token(SyntaxKind.CloseBraceToken)
                .WithLeadingTrivia(Layout.White(indentation))
                .WithTrailingTrivia(end));

    /// <summary>The statement of an expression, one level deeper than the line that it was on.</summary>
    public static ExpressionStatementSyntax Statement(ExpressionSyntax expression, string indentation, Layout layout)
    {
        var trailing = expression.GetTrailingTrivia();
        var ownLine = Layout.BeginsLine(expression.GetFirstToken());
        var leading = ownLine
            ? expression.GetLeadingTrivia()
            : Layout.White(indentation + layout.Unit);
        return SyntaxFactory.ExpressionStatement(
            (ownLine ? expression : Shift(expression, layout.Unit)).WithTrailingTrivia().WithLeadingTrivia(leading),
            Layout.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(Layout.HasEndOfLine(trailing) ? trailing : trailing.Add(layout.EndOfLineTrivia)));
    }

    private static BlockSyntax Braces(IEnumerable<StatementSyntax> statements) => SyntaxFactory.Block(
        Layout.Token(SyntaxKind.OpenBraceToken),
        SyntaxFactory.List(statements),
        Layout.Token(SyntaxKind.CloseBraceToken));

    /// <summary>Indents the lines below the first one further.</summary>
    private static ExpressionSyntax Shift(ExpressionSyntax expression, string unit)
    {
        var first = expression.GetFirstToken();
        return expression.ReplaceTokens(
            expression.DescendantTokens().Where(token => token != first && Layout.BeginsLine(token)),
            (_, token) => token.WithLeadingTrivia(token.LeadingTrivia.AddRange(Layout.White(unit))));
    }
}
