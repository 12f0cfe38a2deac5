using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>How does this code say no?</summary>
internal static class FailureValue
{
    /// <summary>The statement that returns the method's own failure value, or throws where it has none; null where neither is certain.</summary>
    /// <param name="place">The statement before which it is to stand.</param>
    /// <param name="plan">Gets the usings that it needs.</param>
    /// <param name="refusal">What an endpoint answers: <c>Unauthorized</c> or <c>Forbid</c>.</param>
    /// <param name="exceptions">Full names of what to throw; the first that the project has is taken.</param>
    public static string? Of(Place place, Plan plan, string refusal, params string[] exceptions)
    {
        if (Function(place) is not { } function || IsInFinally(place.Node) || IsIterator(place.Node))
        {
            return null;
        }

        var type = function.ReturnType;
        if (function.IsAsync)
        {
            type = type is INamedTypeSymbol { TypeArguments: [var inner] } ? inner : null;
        }
        else if (IsAwaitable(type))
        {
            type = null;
        }

        return type is null || type.SpecialType == SpecialType.System_Void ? Throw(place, plan, exceptions) : Value(type, place, plan, refusal, exceptions);
    }

    /// <summary>What an endpoint of a type answers; null where that is not at hand, or the type is none of an endpoint.</summary>
    public static string? OfEndpoint(ITypeSymbol type, Place place, Plan plan, string refusal) => FullName(type) switch
    {
        "Microsoft.AspNetCore.Mvc.IActionResult" or "Microsoft.AspNetCore.Mvc.ActionResult" =>
            place.Model.LookupSymbols(place.Node.SpanStart, name: refusal).OfType<IMethodSymbol>().Any(static method => method.Parameters.IsEmpty) ? refusal + "()" : null,
        "Microsoft.AspNetCore.Http.IResult" => plan.Method(place, "Microsoft.AspNetCore.Http.Results", refusal) is { } method ? method + "()" : null,
        _ => null,
    };

    private static string? Value(ITypeSymbol type, Place place, Plan plan, string refusal, string[] exceptions)
    {
        var name = FullName(type);
        if (IsEndpoint(name))
        {
            return OfEndpoint(type, place, plan, refusal) is { } answer ? $"return {answer};" : null;
        }

        if (name == "Microsoft.AspNetCore.Authentication.AuthenticateResult")
        {
            return plan.Method(place, name, "Fail") is { } fail ? $"return {fail}(\"The credentials are not valid.\");" : null;
        }

        // What an endpoint returns besides is one of a few types that the compiler has to find again.
        if (type.AllInterfaces.Any(static implemented => implemented is { Name: "IResult" or "IActionResult", ContainingNamespace.Name: "Http" or "Mvc" }))
        {
            return null;
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return "return false;";
        }

        return type is { IsValueType: true, OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            || (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
            ? "return null;"
            : Throw(place, plan, exceptions);
    }

    private static bool IsEndpoint(string type) => type is "Microsoft.AspNetCore.Mvc.IActionResult" or "Microsoft.AspNetCore.Mvc.ActionResult" or "Microsoft.AspNetCore.Http.IResult";

    private static string FullName(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() + "." + type.Name;

    private static string? Throw(Place place, Plan plan, string[] exceptions) =>
        exceptions.Select(name => plan.Type(place, name)).FirstOrDefault(static type => type is not null) is { } found ? $"throw new {found}();" : null;

    private static bool IsAwaitable(ITypeSymbol type) => type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private static IMethodSymbol? Function(Place place) =>
        place.Node.Ancestors().FirstOrDefault(static node => node is AnonymousFunctionExpressionSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax) switch
        {
            AnonymousFunctionExpressionSyntax lambda => place.Model.GetSymbolInfo(lambda).Symbol as IMethodSymbol,
            { } function => place.Model.GetDeclaredSymbol(function) as IMethodSymbol,
            _ => null,
        };

    private static bool IsIterator(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.DescendantNodes().Any(static inner => inner is YieldStatementSyntax);

    private static bool IsInFinally(SyntaxNode node) => node.Ancestors().Any(static outer => outer is FinallyClauseSyntax);
}
