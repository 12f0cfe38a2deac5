using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>What does a declaration call the members that it declares? By syntax alone.</summary>
internal static class DeclaredNames
{
    /// <summary>The names of a method, local function or property, or of the fields of one declaration; none of any other node.</summary>
    public static IEnumerable<string> Of(SyntaxNode? node) => node switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
        not null when OfCode(node) is { } name => [name],
        _ => [],
    };

    /// <summary>The name of a method, local function or property; null of any other node.</summary>
    public static string? OfCode(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };
}
