using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Adds a member to the initialiser of an object creation, laid out as its other members; there may be no initialiser yet.</summary>
internal sealed record SetInInitializer(DocumentId Document, SyntaxNode Node, string Member, string Code, Layout Layout) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        var creation = (BaseObjectCreationExpressionSyntax)current;
        if (creation.Initializer is { } initializer)
        {
            return creation.WithInitializer(Set(initializer, Member));
        }

        var added = (InitializerExpressionSyntax)SyntaxFactory.ParseExpression("new() { " + Element(Member) + " }").ChildNodes().Last();
        var end = creation.GetTrailingTrivia();
        if (creation is ObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } empty } named && !empty.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
        {
            creation = named.WithArgumentList(null);
        }

        return creation.WithTrailingTrivia(SyntaxFactory.Space).WithInitializer(added.WithTrailingTrivia(end));
    }

    private InitializerExpressionSyntax Set(InitializerExpressionSyntax initializer, string path)
    {
        var name = MemberPath.First(path);
        var existing = initializer.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(element => element.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name);
        return existing switch
        {
            null => Add(initializer, (ExpressionSyntax)SyntaxFactory.ParseExpression(Element(path))),
            { Right: InitializerExpressionSyntax inner } => initializer.ReplaceNode(inner, Set(inner, MemberPath.Rest(path))),
            { Right: BaseObjectCreationExpressionSyntax { Initializer: { } inner } } => initializer.ReplaceNode(inner, Set(inner, MemberPath.Rest(path))),
            _ => initializer,
        };
    }

    private string Element(string path) => MemberPath.Rest(path) is { Length: > 0 } rest
        ? MemberPath.First(path) + " = { " + Element(rest) + " }"
        : path + " = " + Code;

    private InitializerExpressionSyntax Add(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var elements = initializer.Expressions;
        if (elements.Count == 0)
        {
            return AddFirst(initializer, element);
        }

        var last = elements.Last();
        var hasLastComma = elements.SeparatorCount == elements.Count;
        var end = hasLastComma ? elements.GetSeparators().Last().TrailingTrivia : last.GetTrailingTrivia();
        var ownLine = Layout.BeginsLine(last.GetFirstToken()) && Layout.HasEndOfLine(end);
        var between = ownLine ? end : SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var after = ownLine ? SyntaxFactory.TriviaList(Layout.EndOfLineTrivia) : end;
        element = element.WithLeadingTrivia(Layout.White(ownLine ? Layout.Indentation(last.GetFirstToken()) : ""));
        var comma = Layout.Token(SyntaxKind.CommaToken);
        var list = elements.GetWithSeparators();
        if (hasLastComma)
        {
            // A comma after the last element stays the style of this initialiser.
            var separator = elements.GetSeparators().Last();
            list = list.Replace(separator, separator.WithTrailingTrivia(between)).Add(element).Add(comma.WithTrailingTrivia(after));
        }
        else
        {
            list = list.Replace(last, last.WithTrailingTrivia()).Add(comma.WithTrailingTrivia(between)).Add(element.WithTrailingTrivia(after));
        }

        return initializer.WithExpressions(SyntaxFactory.SeparatedList<ExpressionSyntax>(list));
    }

    private InitializerExpressionSyntax AddFirst(InitializerExpressionSyntax initializer, ExpressionSyntax element)
    {
        var open = initializer.OpenBraceToken;
        var close = initializer.CloseBraceToken;
        if (!Layout.BeginsLine(close))
        {
            return initializer
                .WithOpenBraceToken(open.WithTrailingTrivia(SyntaxFactory.Space))
                .WithExpressions(SyntaxFactory.SingletonSeparatedList(element.WithTrailingTrivia(SyntaxFactory.Space)));
        }

        var indentation = Layout.Indentation(close);
        return initializer
            .WithExpressions(SyntaxFactory.SingletonSeparatedList(element
                .WithLeadingTrivia(close.LeadingTrivia.AddRange(Layout.White(Layout.Unit)))
                .WithTrailingTrivia(Layout.EndOfLineTrivia)))
            .WithCloseBraceToken(close.WithLeadingTrivia(Layout.White(indentation)));
    }
}
