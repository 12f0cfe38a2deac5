using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Edits;

namespace SessionAnalyzers.Targets;

/// <summary>How does a function say that there is no session to go on with? As its other guards do, or as its return type allows.</summary>
internal static class FailureExit
{
    private static readonly string[] Consents = ["Is", "Can", "May", "Has", "Try", "Authorize", "Allow", "Check", "Verify", "Ensure"];

    private static readonly string[] Refusals = ["Block", "Deni", "Deny", "Revoked", "Expired", "Invalid", "Locked", "Not", "Missing", "Anonymous", "Disabled", "Refuse"];

    /// <summary>The statement; null when the function has no way to say so.</summary>
    /// <param name="place">The statement before which control is to leave.</param>
    /// <param name="function">The function that it is in.</param>
    /// <param name="isOfSession">Whether an expression is the session, or what it was unsealed to.</param>
    /// <param name="plan">Takes the usings that the code needs.</param>
    public static string? Of(Place place, SyntaxNode function, Func<SyntaxNode, bool> isOfSession, Plan plan)
    {
        var guards = Own(function).OfType<IfStatementSyntax>().Where(guard => guard.Span.End <= place.Node.SpanStart).ToList();
        var guard = guards.LastOrDefault(guard => IsFailure(guard.Condition, isOfSession) && Exit(guard, place.Node, isOfSession) is not null);
        if (guard is not null)
        {
            return Exit(guard, place.Node, isOfSession);
        }

        var returned = Own(function).OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression).OfType<ExpressionSyntax>().ToList();
        var type = AsyncFunction.Result(function, place.Model);
        var value = Refusal(returned, "Unauthorized") ?? (type is null ? null : OfType(place, type, function, plan)) ?? Refusal(returned, "Forbid")
            ?? returned.FirstOrDefault(static value => value.IsKind(SyntaxKind.NullLiteralExpression))?.ToString();
        return value is not null ? $"return {value};" : null;
    }

    /// <summary>The nodes of a function without those of the functions in it.</summary>
    private static IEnumerable<SyntaxNode> Own(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>Whether a condition holds when there is no session.</summary>
    private static bool IsFailure(ExpressionSyntax condition, Func<SyntaxNode, bool> isOfSession) => condition switch
    {
        ParenthesizedExpressionSyntax inner => IsFailure(inner.Expression, isOfSession),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => IsSuccess(operand, isOfSession),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => IsFailure(either.Left, isOfSession) || IsFailure(either.Right, isOfSession),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Status" } status } => isOfSession(status.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test => test.Right.IsKind(SyntaxKind.NullLiteralExpression) ? isOfSession(test.Left)
            : test.Right.IsKind(SyntaxKind.FalseLiteralExpression) && IsSuccess(test.Left, isOfSession),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var constant } } test => constant.IsKind(SyntaxKind.NullLiteralExpression) ? isOfSession(test.Expression)
            : constant.IsKind(SyntaxKind.FalseLiteralExpression) && IsSuccess(test.Expression, isOfSession),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: RecursivePatternSyntax or DeclarationPatternSyntax } } test => isOfSession(test.Expression),
        _ => false,
    };

    private static bool IsSuccess(ExpressionSyntax test, Func<SyntaxNode, bool> isOfSession) => test switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Succeeded" } access => isOfSession(access.Expression),
        InvocationExpressionSyntax call => isOfSession(call),
        _ => false,
    };

    private static string? Exit(IfStatementSyntax guard, SyntaxNode before, Func<SyntaxNode, bool> isOfSession)
    {
        var last = guard.Statement is BlockSyntax { Statements: [.., var end] } ? end : guard.Statement;
        var isPortable = last switch
        {
            ReturnStatementSyntax or ThrowStatementSyntax => true,
            ContinueStatementSyntax => Around(guard, isLoop: true) is { } loop && loop == Around(before, isLoop: true),
            BreakStatementSyntax => Around(guard, isLoop: false) is { } loop && loop == Around(before, isLoop: false),
            _ => false,
        };

        // What it says of the token it would say of another matter; and what the guard has declared is its own.
        return isPortable && !last.DescendantNodes().Any(isOfSession) && !last.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => Declares(guard, name.Identifier.ValueText))
            && !last.DescendantTrivia().Any(static trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia) && trivia.Span.End < trivia.Token.Parent!.Span.End)
            ? last.WithoutTrivia().ToString()
            : null;
    }

    private static bool Declares(SyntaxNode guard, string name) => guard.DescendantNodes().Any(node =>
        (node is VariableDeclaratorSyntax variable && variable.Identifier.ValueText == name) || (node is SingleVariableDesignationSyntax designation && designation.Identifier.ValueText == name));

    private static SyntaxNode? Around(SyntaxNode node, bool isLoop) => node.Ancestors().FirstOrDefault(outer =>
        outer is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax || (!isLoop && outer is SwitchStatementSyntax));

    /// <summary>What the function returns elsewhere by a call of that name and nothing to say why.</summary>
    private static string? Refusal(List<ExpressionSyntax> returned, string name) => returned.FirstOrDefault(value =>
        value is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: var called }
        && (called is MemberAccessExpressionSyntax access ? access.Name : called as SimpleNameSyntax)?.Identifier.ValueText == name)?.ToString();

    private static string? OfType(Place place, ITypeSymbol type, SyntaxNode function, Plan plan)
    {
        switch (type)
        {
            case INamedTypeSymbol { Name: "Results", TypeArguments: var answers } when answers.Any(static result => result.Name == "UnauthorizedHttpResult"):
                return plan.Type(place, "Microsoft.AspNetCore.Http.TypedResults") is { } typed ? typed + ".Unauthorized()" : null;
            case { Name: "IResult" or "IActionResult" or "ActionResult" }:
                return FailureValue.OfEndpoint(type, place, plan, "Unauthorized");
            case { SpecialType: SpecialType.System_Boolean }:
                return function is not AnonymousFunctionExpressionSyntax && AsyncFunction.Symbol(function, place.Model) is { Name: var name } && IsConsent(name) ? "false" : null;
            case { NullableAnnotation: NullableAnnotation.Annotated }:
                return function is AnonymousFunctionExpressionSyntax ? null : "null";
            default:
                return null;
        }
    }

    /// <summary>Whether a yes means that somebody may go on.</summary>
    private static bool IsConsent(string name) => Consents.Any(word => name.StartsWith(word, StringComparison.Ordinal)) && !Refusals.Any(name.Contains);
}
