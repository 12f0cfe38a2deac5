using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Adds an argument to a call or creation at a place in its list, laid out as the one beside it; there may be no list yet.</summary>
internal sealed record InsertArgument(DocumentId Document, SyntaxNode Node, int Index, string Code) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current) => current switch
    {
        InvocationExpressionSyntax call => call.WithArgumentList(Insert(call.ArgumentList)),
        ObjectCreationExpressionSyntax { ArgumentList: null } creation =>
            creation.WithType(creation.Type.WithTrailingTrivia()).WithArgumentList(Insert(SyntaxFactory.ArgumentList()).WithTrailingTrivia(creation.Type.GetTrailingTrivia())),
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list } creation => creation.WithArgumentList(Insert(list)),
        _ => current,
    };

    private ArgumentListSyntax Insert(ArgumentListSyntax list)
    {
        var added = SyntaxFactory.ParseArgumentList("(" + Code + ")").Arguments[0];
        var arguments = list.Arguments;
        if (arguments.Count == 0)
        {
            return list.WithArguments(SyntaxFactory.SingletonSeparatedList(added));
        }

        var comma = Layout.Token(SyntaxKind.CommaToken);
        if (Index >= arguments.Count)
        {
            var last = arguments.Last();
            var ownLine = arguments.Count > 1 && Layout.BeginsLine(last.GetFirstToken());
            var space = ownLine ? arguments.GetSeparators().Last().TrailingTrivia.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : [SyntaxFactory.Space];
            return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.Replace(last, last.WithTrailingTrivia()).GetWithSeparators()
                .Add(comma.WithTrailingTrivia(space))
                .Add(added.WithLeadingTrivia(ownLine ? Layout.White(Layout.Indentation(last.GetFirstToken())) : default).WithTrailingTrivia(last.GetTrailingTrivia()))));
        }

        var next = arguments[Index];
        var separator = Index > 0 ? arguments.GetSeparator(Index - 1) : comma.WithTrailingTrivia(SyntaxFactory.Space);
        var position = Index * 2;
        return list.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.GetWithSeparators()
            .Insert(position, added.WithLeadingTrivia(next.GetLeadingTrivia()))
            .Insert(position + 1, separator.WithLeadingTrivia())));
    }
}
