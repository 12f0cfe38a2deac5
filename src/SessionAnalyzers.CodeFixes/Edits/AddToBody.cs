using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Adds a statement, first or last, to a function whose body is an expression, or a block without statements.</summary>
internal sealed record AddToBody(DocumentId Document, SyntaxNode Node, string Code, bool First, Layout Layout) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        if (Body.Expression(current) is { } expression)
        {
            var indentation = Layout.Indentation(current.GetFirstToken());
            var statement = StatementBlock.Statement(expression, indentation, Layout);
            var added = Line(indentation + Layout.Unit);
            return Body.WithLines(current, First ? new[] { added, statement } : new[] { statement, added }, Layout);
        }

        return Body.Block(current) is { } block ? Body.WithBlock(current, Extend(block)) : current;
    }

    private BlockSyntax Extend(BlockSyntax block)
    {
        var close = block.CloseBraceToken;
        if (!Layout.BeginsLine(close))
        {
            return block
                .WithOpenBraceToken(block.OpenBraceToken.WithTrailingTrivia(SyntaxFactory.Space))
                .AddStatements(SyntaxFactory.ParseStatement(Code).WithTrailingTrivia(SyntaxFactory.Space));
        }

        // Statements are there when an earlier edit has made a block of the expression, which is the last of them.
        var statements = block.Statements;
        return statements.Count > 0
            ? block.WithStatements(statements.Insert(First ? statements.Count - 1 : statements.Count, Line(Layout.Indentation(statements.First().GetFirstToken()))))
            : block
                .AddStatements(Line("").WithLeadingTrivia(close.LeadingTrivia.AddRange(Layout.White(Layout.Unit))))
                .WithCloseBraceToken(close.WithLeadingTrivia(Layout.White(Layout.Indentation(close))));
    }

    private StatementSyntax Line(string indentation) =>
        SyntaxFactory.ParseStatement(Code).WithLeadingTrivia(Layout.White(indentation)).WithTrailingTrivia(Layout.EndOfLineTrivia);
}
