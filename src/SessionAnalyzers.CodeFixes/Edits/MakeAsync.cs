using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Makes a method, local function or lambda async.</summary>
/// <param name="Document">The document.</param>
/// <param name="Node">The function.</param>
/// <param name="ReturnType">What it returns from now on; null for a lambda, which does not say so.</param>
internal sealed record MakeAsync(DocumentId Document, SyntaxNode Node, string? ReturnType) : Edit(Document, Node)
{
    public override SyntaxNode Change(SyntaxNode current)
    {
        switch (current)
        {
            case MethodDeclarationSyntax method:
                method = method.WithReturnType(Written(method.ReturnType));
                return method.Modifiers.Count > 0
                    ? method.WithModifiers(method.Modifiers.Add(Async(default)))
                    : method.WithModifiers(SyntaxFactory.TokenList(Async(method.ReturnType.GetLeadingTrivia()))).WithReturnType(method.ReturnType.WithLeadingTrivia());
            case LocalFunctionStatementSyntax function:
                function = function.WithReturnType(Written(function.ReturnType));
                return function.Modifiers.Count > 0
                    ? function.WithModifiers(function.Modifiers.Add(Async(default)))
                    : function.WithModifiers(SyntaxFactory.TokenList(Async(function.ReturnType.GetLeadingTrivia()))).WithReturnType(function.ReturnType.WithLeadingTrivia());
            case ParenthesizedLambdaExpressionSyntax lambda:
                return lambda.Modifiers.Count > 0
                    ? lambda.WithModifiers(lambda.Modifiers.Add(Async(default)))
                    : lambda.WithParameterList(lambda.ParameterList.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(Async(lambda.ParameterList.GetLeadingTrivia())));
            case SimpleLambdaExpressionSyntax lambda:
                return lambda.Modifiers.Count > 0
                    ? lambda.WithModifiers(lambda.Modifiers.Add(Async(default)))
                    : lambda.WithParameter(lambda.Parameter.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(Async(lambda.Parameter.GetLeadingTrivia())));
            default:
                return current;
        }
    }

    private TypeSyntax Written(TypeSyntax old) => SyntaxFactory.ParseTypeName(ReturnType!).WithTriviaFrom(old);

    private static SyntaxToken Async(SyntaxTriviaList leading) =>
        SyntaxFactory.Token(leading, SyntaxKind.AsyncKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
}
