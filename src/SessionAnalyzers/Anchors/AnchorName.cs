using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Anchors;

/// <summary>What is a call, assignment or declaration called in the source? The token that carries the squiggle.</summary>
internal static class AnchorName
{
    public static SyntaxToken Of(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => Last(call.Expression),
        AssignmentExpressionSyntax assignment => Last(assignment.Left),
        ObjectCreationExpressionSyntax creation => Last(creation.Type),
        BinaryExpressionSyntax comparison => comparison.OperatorToken,
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        _ => default,
    } is { RawKind: not 0 } token ? token : node.GetFirstToken();

    /// <summary>The last name of an expression, or the first token of one without a name.</summary>
    public static SyntaxToken OfExpression(SyntaxNode node) => (node switch
    {
        InvocationExpressionSyntax call => Last(call.Expression),
        ObjectCreationExpressionSyntax creation => Last(creation.Type),
        ParenthesizedExpressionSyntax { Expression: var inner } => OfExpression(inner),
        AwaitExpressionSyntax { Expression: var awaited } => OfExpression(awaited),
        PostfixUnaryExpressionSyntax { Operand: var operand } => OfExpression(operand),
        PrefixUnaryExpressionSyntax { Operand: var operand } => OfExpression(operand),
        CastExpressionSyntax { Expression: var cast } => OfExpression(cast),
        BinaryExpressionSyntax { Left: var left } => OfExpression(left),
        ParameterSyntax { Identifier: var identifier } => identifier,
        ExpressionSyntax expression => Last(expression),
        _ => default,
    }) is { RawKind: not 0 } token ? token : node.GetFirstToken();

    private static SyntaxToken Last(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier,
        ConditionalAccessExpressionSyntax conditional => Last(conditional.WhenNotNull),
        SimpleNameSyntax name => name.Identifier,
        QualifiedNameSyntax qualified => qualified.Right.Identifier,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier,
        ElementAccessExpressionSyntax element => Last(element.Expression),
        _ => default,
    };
}
