using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Did the client send this?</summary>
internal static class ClientInput
{
    private static readonly ImmutableHashSet<string> Attributes =
        ImmutableHashSet.Create("FromQueryAttribute", "FromRouteAttribute", "FromHeaderAttribute", "FromFormAttribute", "FromBodyAttribute");

    private static readonly ImmutableHashSet<string> EndpointCalls =
        ImmutableHashSet.Create("MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "Map");

    private static readonly ImmutableHashSet<string> Methods =
        ImmutableHashSet.Create("ReadFormAsync", "ReadFromJsonAsync", "GetRouteValue", "GetRouteData", "GetRequestCookie");

    private static readonly ImmutableHashSet<string> LookUps =
        ImmutableHashSet.Create("Contains", "ContainsKey", "TryGetValue", "IndexOf", "BinarySearch");

    /// <summary>Properties that hold what the client sent.</summary>
    public static readonly ImmutableArray<(string Type, string Property)> Properties = ImmutableArray.Create<(string, string)>([
        (TypeNames.HttpRequest, "Query"),
        (TypeNames.HttpRequest, "QueryString"),
        (TypeNames.HttpRequest, "Headers"),
        (TypeNames.HttpRequest, "Cookies"),
        (TypeNames.HttpRequest, "Form"),
        (TypeNames.HttpRequest, "Path"),
        (TypeNames.HttpRequest, "RouteValues"),
        (TypeNames.HttpRequest, "Body"),
        (TypeNames.SystemWebRequest, "QueryString"),
        (TypeNames.SystemWebRequest, "Form"),
        (TypeNames.SystemWebRequest, "Headers"),
        (TypeNames.SystemWebRequest, "Cookies"),
        (TypeNames.SystemWebRequest, "Params"),
        (TypeNames.SystemWebRequestBase, "QueryString"),
        (TypeNames.SystemWebRequestBase, "Form"),
        (TypeNames.SystemWebRequestBase, "Headers"),
        (TypeNames.SystemWebRequestBase, "Cookies"),
        (TypeNames.SystemWebRequestBase, "Params"),
    ]);

    private static readonly ILookup<string, string> TypesOf = Properties.ToLookup(static row => row.Property, static row => row.Type);

    /// <summary>Whether a name is that of a property or method which reads what the client sent.</summary>
    public static bool IsName(string name) => TypesOf.Contains(name) || Methods.Contains(name);

    /// <summary>Whether a property of the request holds what the client sent.</summary>
    public static bool Is(ISymbol member) => TypesOf[member.Name].Any(type => KnownSymbols.Is(member.ContainingType, type));

    /// <summary>Whether a method reads what the client sent.</summary>
    public static bool Is(IMethodSymbol method) => Methods.Contains(method.Name) && method.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;

    /// <summary>Whether the framework binds a parameter from the request: of an action, a page handler or a minimal endpoint.</summary>
    public static bool Is(IParameterSymbol parameter)
    {
        if (parameter.GetAttributes().Any(static attribute => Attributes.Contains(attribute.AttributeClass?.Name ?? "")))
        {
            return true;
        }

        if (parameter.Type is not { SpecialType: SpecialType.System_String or SpecialType.System_Int32 or SpecialType.System_Int64 } and not { Name: "Guid" })
        {
            return false;
        }

        return parameter.ContainingSymbol is IMethodSymbol method && (method.MethodKind == MethodKind.AnonymousFunction ? IsEndpoint(method) : IsAction(method));
    }

    /// <summary>
    /// Whether the body compares something in an expression with other values, or looks it up: then the server decides which
    /// of what the client sent gets through. A test for null decides nothing.
    /// </summary>
    public static bool IsVetted(SyntaxNode expression)
    {
        var names = new HashSet<string>(expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText));
        return Bodies.Around(expression)?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText) && IsTested(name)) == true;
    }

    private static bool IsTested(IdentifierNameSyntax name) => name.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => TreeFacts.InvokedName(call) is { } method && LookUps.Contains(method),
        IsPatternExpressionSyntax { Pattern: var pattern } test => test.Expression == name && pattern.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Any(static literal => !literal.IsKind(SyntaxKind.NullLiteralExpression)),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
            !(comparison.Left == name ? comparison.Right : comparison.Left).IsKind(SyntaxKind.NullLiteralExpression),
        SwitchStatementSyntax or SwitchExpressionSyntax => true,
        _ => false,
    };

    /// <summary>Whether what a body returns is the answer to a request.</summary>
    public static bool Answers(SyntaxNode body, SessionCompilation session) =>
        (body is AnonymousFunctionExpressionSyntax ? session.SemanticModel(body.SyntaxTree)?.GetSymbolInfo(body).Symbol : Callers.MethodOf(body, session)) is IMethodSymbol method
        && (method.MethodKind == MethodKind.AnonymousFunction ? IsEndpoint(method) : IsAction(method));

    private static bool IsAction(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: MethodKind.Ordinary }
        && (KnownSymbols.IsOrInherits(method.ContainingType, TypeNames.ControllerBase)
            || (method.Name.StartsWith("On", StringComparison.Ordinal) && KnownSymbols.IsOrInherits(method.ContainingType, TypeNames.PageModel)))
        && !method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "NonActionAttribute");

    private static bool IsEndpoint(IMethodSymbol lambda) =>
        lambda.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && TreeFacts.InvokedName(call) is { } name && EndpointCalls.Contains(name);
}
