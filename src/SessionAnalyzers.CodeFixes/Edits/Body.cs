using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>What does a lambda, method or local function do? Its block or its expression, and how it looks with another one.</summary>
internal static class Body
{
    public static BlockSyntax? Block(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        _ => null,
    };

    public static ExpressionSyntax? Expression(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.ExpressionBody,
        BaseMethodDeclarationSyntax method => method.ExpressionBody?.Expression,
        LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
        _ => null,
    };

    /// <summary>The function whose body is nothing but an expression and gives nothing back, so that it may as well be statements.</summary>
    public static SyntaxNode? FunctionOf(SyntaxNode expression, SemanticModel model)
    {
        var function = expression.Parent is ArrowExpressionClauseSyntax arrow ? arrow.Parent : expression.Parent;
        var symbol = function is AnonymousFunctionExpressionSyntax ? model.GetSymbolInfo(function).Symbol
            : function is MethodDeclarationSyntax or LocalFunctionStatementSyntax ? model.GetDeclaredSymbol(function)
            : null;
        return symbol is IMethodSymbol { ReturnsVoid: true } ? function : null;
    }

    public static SyntaxNode WithBlock(SyntaxNode function, BlockSyntax block) => function switch
    {
        AnonymousMethodExpressionSyntax anonymous => anonymous.WithBlock(block),
        LambdaExpressionSyntax lambda => lambda.WithBody(block),
        MethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        LocalFunctionStatementSyntax local => local.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block),
        _ => function,
    };

    /// <summary>The function with statements, each on lines of its own, in the place of its expression.</summary>
    public static SyntaxNode WithLines(SyntaxNode function, IEnumerable<StatementSyntax> statements, Layout layout)
    {
        var indentation = Layout.Indentation(function.GetFirstToken());
        var end = function is AnonymousFunctionExpressionSyntax ? Layout.LastEndOfLine(function.GetTrailingTrivia()) : function.GetTrailingTrivia();
        var block = StatementBlock.Lines(statements, indentation, layout, end);
        return WithBlock(
            function switch
            {
                LambdaExpressionSyntax lambda => lambda.WithArrowToken(lambda.ArrowToken.WithTrailingTrivia(layout.EndOfLineTrivia)),
                MethodDeclarationSyntax method => method.ReplaceToken(BeforeArrow(method.ExpressionBody!), BeforeArrow(method.ExpressionBody!).WithTrailingTrivia(layout.EndOfLineTrivia)),
                LocalFunctionStatementSyntax local => local.ReplaceToken(BeforeArrow(local.ExpressionBody!), BeforeArrow(local.ExpressionBody!).WithTrailingTrivia(layout.EndOfLineTrivia)),
                _ => function,
            },
            block);
    }

    private static SyntaxToken BeforeArrow(ArrowExpressionClauseSyntax arrow) => arrow.GetFirstToken().GetPreviousToken();
}
