using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Inserts a statement and a test of what it gives before another statement, in the list that is the node; a statement that stands alone gets braces.</summary>
/// <param name="Document">The document.</param>
/// <param name="Node">What holds the statement.</param>
/// <param name="Before">The statement.</param>
/// <param name="Code">What is asked.</param>
/// <param name="Condition">The answer by which control does not get further.</param>
/// <param name="Exit">How it leaves.</param>
/// <param name="Layout">The layout of the file.</param>
internal sealed record InsertGuard(DocumentId Document, SyntaxNode Node, StatementSyntax Before, string Code, string Condition, string Exit, Layout Layout) : Edit(Document, Node)
{
    public override IEnumerable<SyntaxNode> Landmarks
    {
        get
        {
            yield return StatementList.Element(Before);
        }
    }

    public static InsertGuard Of(Place place, StatementSyntax before, string code, string condition, string exit) =>
        new(place.Document.Id, StatementList.Holder(before), before, code, condition, exit, place.Layout);

    public override SyntaxNode Change(SyntaxNode current)
    {
        var isAlone = Node == Before;
        var old = isAlone ? current : current.GetCurrentNode(StatementList.Element(Before))!;
        if (!Layout.BeginsLine(Before.GetFirstToken()))
        {
            var inline = Parse($"{Code} if ({Condition}) {{ {Exit} }} ");
            return isAlone
                ? StatementBlock.Of([inline[0], inline[1], (StatementSyntax)old], Layout)
                : StatementList.Replace(current, old, inline[0].WithLeadingTrivia(old.GetLeadingTrivia()), inline[1], old.WithLeadingTrivia());
        }

        var indentation = Layout.Indentation(Before.GetFirstToken());
        var end = Layout.EndOfLine + indentation;
        var added = Parse($"{Code}{Layout.EndOfLine}{indentation}if ({Condition}){end}{{{end}{Layout.Unit}{Exit}{end}}}{Layout.EndOfLine}");
        var leading = old.GetLeadingTrivia();
        var split = isAlone ? 0 : InsertStatement.Above(leading);
        added[0] = added[0].WithLeadingTrivia(leading.Take(split).Concat(Layout.White(indentation)));

        // A blank line between the guard and what it guards.
        var rest = old.WithLeadingTrivia(leading.Skip(split).Prepend(Layout.EndOfLineTrivia));
        return isAlone
            ? StatementBlock.Of([added[0], added[1], (StatementSyntax)rest], Layout)
            : StatementList.Replace(current, old, added[0], added[1], rest);
    }

    private static StatementSyntax[] Parse(string code) => ((BlockSyntax)SyntaxFactory.ParseStatement("{" + code + "}")).Statements.ToArray();
}
