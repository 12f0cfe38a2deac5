using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>
/// Writes statements in the place of one statement of the list that is the node, which gets braces when it stands alone;
/// or, where no statement is given, in the place of the expression that is the body of a function.
/// </summary>
internal sealed record WriteStatements(DocumentId Document, SyntaxNode Node, StatementSyntax? Statement, string Code, Layout Layout) : Edit(Document, Node)
{
    public override IEnumerable<SyntaxNode> Landmarks
    {
        get
        {
            if (Statement is not null)
            {
                yield return StatementList.Element(Statement);
            }
        }
    }

    /// <summary>Null where statements cannot stand in the place of an expression.</summary>
    /// <param name="place">The expression.</param>
    /// <param name="lines">The statements and the comments over them.</param>
    public static WriteStatements? Of(Place place, IReadOnlyList<string> lines)
    {
        if (place.Node.Parent is ExpressionStatementSyntax statement)
        {
            return Layout.BeginsLine(statement.GetFirstToken())
                ? new(place.Document.Id, StatementList.Holder(statement), statement, Join(Layout.Indentation(statement.GetFirstToken())), place.Layout)
                : lines.Any(static line => line.Contains("//"))
                    ? null
                    : new(place.Document.Id, StatementList.Holder(statement), statement, string.Join(" ", lines), place.Layout);
        }

        return Body.FunctionOf(place.Node, place.Model) is { } function
            ? new(place.Document.Id, function, null, Join(Layout.Indentation(function.GetFirstToken()) + place.Layout.Unit), place.Layout)
            : null;

        string Join(string indentation) => string.Join(place.Layout.EndOfLine + indentation, lines);
    }

    public override SyntaxNode Change(SyntaxNode current)
    {
        var added = ((BlockSyntax)SyntaxFactory.ParseStatement("{\n" + Code + "\n}")).Statements.ToArray();
        var last = added.Length - 1;
        var comment = added[last].GetTrailingTrivia().TakeWhile(static trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        if (Statement is null)
        {
            added[0] = added[0].WithLeadingTrivia(Layout.White(Layout.Indentation(current.GetFirstToken()) + Layout.Unit).AddRange(added[0].GetLeadingTrivia()));
            added[last] = added[last].WithTrailingTrivia(comment.Append(Layout.EndOfLineTrivia));
            return Body.WithLines(current, added, Layout);
        }

        var old = Node == Statement ? current : current.GetCurrentNode(StatementList.Element(Statement))!;
        added[0] = added[0].WithLeadingTrivia(old.GetLeadingTrivia().AddRange(added[0].GetLeadingTrivia()));
        added[last] = added[last].WithTrailingTrivia(comment.Concat(old.GetTrailingTrivia()));
        return Node != Statement ? StatementList.Replace(current, old, added)
            : last == 0 ? added[0]
            : StatementBlock.Of(added, Layout);
    }
}
