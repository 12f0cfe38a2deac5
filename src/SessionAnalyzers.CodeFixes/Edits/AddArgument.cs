using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Adds a last argument to a call, laid out as the one before it.</summary>
internal sealed record AddArgument(DocumentId Document, SyntaxNode Node, string Code) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        var call = (InvocationExpressionSyntax)current;
        var arguments = call.ArgumentList.Arguments;
        var added = SyntaxFactory.ParseArgumentList("(" + Code + ")").Arguments[0];
        if (arguments.Count == 0)
        {
            return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(added)));
        }

        var last = arguments.Last();
        var ownLine = arguments.Count > 1 && Layout.BeginsLine(last.GetFirstToken());
        var comma = Layout.Token(SyntaxKind.CommaToken)
            .WithTrailingTrivia(ownLine ? arguments.GetSeparators().Last().TrailingTrivia.Where(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(arguments.Replace(last, last.WithTrailingTrivia()).GetWithSeparators()
            .Add(comma)
            .Add(added
                .WithLeadingTrivia(ownLine ? Layout.White(Layout.Indentation(last.GetFirstToken())) : default)
                .WithTrailingTrivia(last.GetTrailingTrivia())))));
    }
}
