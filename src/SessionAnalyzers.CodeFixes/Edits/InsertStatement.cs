using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Inserts a statement beside another one, in the list that is the node; a statement that stands alone gets braces.</summary>
internal sealed record InsertStatement(DocumentId Document, SyntaxNode Node, StatementSyntax Beside, string Code, bool After, Layout Layout) : Edit(Document, Node)
{
    public override IEnumerable<SyntaxNode> Landmarks
    {
        get
        {
            yield return StatementList.Element(Beside);
        }
    }

    public static InsertStatement Of(Place place, StatementSyntax beside, string code, bool after) =>
        new(place.Document.Id, StatementList.Holder(beside), beside, code, after, place.Layout);

    /// <summary>How many of the trivia stay above what is inserted: blank lines and directives. A comment belongs to the statement that it stands over.</summary>
    public static int Above(SyntaxTriviaList leading) => Math.Max(Directives(leading), BlankLines(leading));

    public override SyntaxNode Change(SyntaxNode current)
    {
        var added = SyntaxFactory.ParseStatement(Code);
        if (current is StatementSyntax alone && Node == Beside)
        {
            var indentation = Layout.BeginsLine(alone.GetFirstToken()) ? Layout.Indentation(alone.GetFirstToken()) : "";
            added = added.WithLeadingTrivia(Layout.White(indentation)).WithTrailingTrivia(Layout.EndOfLineTrivia);
            return StatementBlock.Of(After ? [alone, added] : [added, alone], Layout);
        }

        var beside = current.GetCurrentNode(StatementList.Element(Beside))!;
        var (first, second) = After ? PutAfter(beside, added) : PutBefore(beside, added);
        return StatementList.Replace(current, beside, first, second);
    }

    private (SyntaxNode First, SyntaxNode Second) PutBefore(SyntaxNode beside, StatementSyntax added)
    {
        var leading = beside.GetLeadingTrivia();
        if (!Layout.BeginsLine(beside.GetFirstToken()))
        {
            return (added.WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.Space), beside.WithLeadingTrivia());
        }

        var split = Above(leading);
        return (
            added
                .WithLeadingTrivia(leading.Take(split).Concat(Layout.White(Layout.Indentation(beside.GetFirstToken()))))
                .WithTrailingTrivia(Layout.EndOfLineTrivia),
            beside.WithLeadingTrivia(leading.Skip(split)));
    }

    private (SyntaxNode First, SyntaxNode Second) PutAfter(SyntaxNode beside, StatementSyntax added)
    {
        var trailing = beside.GetTrailingTrivia();
        var isComplete = Layout.HasEndOfLine(trailing);
        if (!isComplete && !beside.GetLastToken().GetNextToken(includeZeroWidth: true).IsKind(SyntaxKind.EndOfFileToken))
        {
            return (beside.WithTrailingTrivia(SyntaxFactory.Space), added.WithTrailingTrivia(trailing));
        }

        var end = SyntaxFactory.TriviaList(Layout.EndOfLineTrivia);
        return (
            isComplete ? beside : beside.WithTrailingTrivia(trailing.AddRange(end)),
            added.WithLeadingTrivia(Layout.White(Layout.Indentation(beside.GetFirstToken()))).WithTrailingTrivia(isComplete ? end : default));
    }

    /// <summary>How many of the trivia reach to the last directive.</summary>
    private static int Directives(SyntaxTriviaList leading)
    {
        var count = leading.Count;
        while (count > 0 && !leading[count - 1].IsDirective)
        {
            count--;
        }

        return count;
    }

    /// <summary>How many of the trivia are the blank lines at the top.</summary>
    private static int BlankLines(SyntaxTriviaList leading)
    {
        var blank = 0;
        for (var i = 0; i < leading.Count && leading[i].Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia; i++)
        {
            blank = leading[i].IsKind(SyntaxKind.EndOfLineTrivia) ? i + 1 : blank;
        }

        return blank;
    }
}
