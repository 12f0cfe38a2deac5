using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Takes an assignment, or a call that is made for its effect, away: a statement with its line, an element of an initialiser with its comma. Comments above it stay.</summary>
internal sealed record RemoveAssignment(DocumentId Document, SyntaxNode Node, SyntaxNode Assignment, Layout Layout) : Edit(Document, Node)
{
    public override IEnumerable<SyntaxNode> Landmarks
    {
        get
        {
            yield return Assignment;
        }
    }

    /// <summary>Null when the assignment's value is used, so that it cannot go.</summary>
    public static RemoveAssignment? Of(Place place)
    {
        SyntaxNode? holder = place.Node.Parent switch
        {
            InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } => creation,
            InitializerExpressionSyntax initializer => initializer,
            ExpressionStatementSyntax statement => StatementList.Holder(statement),
            _ => Body.FunctionOf(place.Node, place.Model),
        };
        return holder is null || place.Node.GetLeadingTrivia().Any(static trivia => trivia.IsDirective) ? null
            : new RemoveAssignment(place.Document.Id, holder, place.Node, place.Layout);
    }

    public override SyntaxNode Change(SyntaxNode current)
    {
        var assignment = (ExpressionSyntax)current.GetCurrentNode(Assignment)!;
        return current switch
        {
            BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation => Without(creation, initializer, assignment),
            InitializerExpressionSyntax { Expressions.Count: 1 } initializer => initializer.WithExpressions(default),
            InitializerExpressionSyntax initializer => Without(initializer, assignment),
            ExpressionStatementSyntax statement => Empty().WithTriviaFrom(statement),
            _ when Body.Expression(current) == assignment => Body.WithBlock(current, Empty().WithTrailingTrivia(current.GetTrailingTrivia())),
            _ => WithoutStatement(current, StatementList.Element((StatementSyntax)assignment.Parent!)),
        };
    }

    private static BlockSyntax Empty() => (BlockSyntax)SyntaxFactory.ParseStatement("{ }");

    private static SyntaxNode WithoutStatement(SyntaxNode holder, SyntaxNode statement)
    {
        var next = statement.GetLastToken().GetNextToken(includeZeroWidth: true);
        var kept = Above(statement.GetLeadingTrivia());
        if (kept.Count == 0 || !holder.DescendantTokens().Contains(next))
        {
            return holder.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia)!;
        }

        // Only trivia change, so the statement is found again at its index.
        var index = holder.ChildNodes().ToList().IndexOf(statement);
        var changed = holder.ReplaceToken(next, next.WithLeadingTrivia(kept.AddRange(next.LeadingTrivia)));
        return changed.RemoveNode(changed.ChildNodes().ElementAt(index), SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static BaseObjectCreationExpressionSyntax Without(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        if (initializer.Expressions.Count > 1)
        {
            return creation.WithInitializer(Without(initializer, element));
        }

        var bare = creation.WithInitializer(null).WithTrailingTrivia();
        if (bare is ObjectCreationExpressionSyntax { ArgumentList: null } named)
        {
            bare = named.WithType(named.Type.WithTrailingTrivia()).WithArgumentList(SyntaxFactory.ParseArgumentList("()"));
        }

        return bare.WithTrailingTrivia(creation.GetTrailingTrivia());
    }

    private static InitializerExpressionSyntax Without(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var elements = initializer.Expressions;
        var list = elements.GetWithSeparators().ToList();
        var index = list.IndexOf(element);
        if (index + 1 < list.Count)
        {
            // With its own comma; what follows moves up.
            var kept = Above(element.GetLeadingTrivia());
            list.RemoveRange(index, 2);
            if (index < list.Count)
            {
                list[index] = list[index].WithLeadingTrivia(kept.AddRange(list[index].GetLeadingTrivia()));
            }
        }
        else
        {
            var end = Layout.BeginsLine(element.GetFirstToken()) ? list[index - 1].GetTrailingTrivia() : element.GetTrailingTrivia();
            list.RemoveRange(index - 1, 2);
            list[index - 2] = list[index - 2].WithTrailingTrivia(list[index - 2].GetTrailingTrivia().AddRange(end));
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(list));
    }

    /// <summary>The lines above an element: comments and blank lines, without the white space before the element itself.</summary>
    private static SyntaxTriviaList Above(SyntaxTriviaList leading) => Layout.HasComment(leading)
        ? SyntaxFactory.TriviaList(leading.Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse())
        : default;
}
