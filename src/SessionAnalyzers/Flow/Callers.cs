using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Where is this method called in the compilation?</summary>
internal static class Callers
{
    private const int MostCalls = 32;

    /// <summary>The calls that bind to the method; those past a bound are not looked at.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Of(IMethodSymbol method, SessionCompilation session) =>
        session.Facts.Mentions(method.Name)
            .Select(static name => name.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => TreeFacts.NameNode(call) == name))
            .OfType<InvocationExpressionSyntax>()
            .Where(call => SymbolEqualityComparer.Default.Equals(session.Method(call)?.OriginalDefinition, method.OriginalDefinition))
            .Take(MostCalls);

    /// <summary>The method or local function that a body is; null for a lambda, an accessor or a program.</summary>
    public static IMethodSymbol? MethodOf(SyntaxNode body, SessionCompilation session) =>
        body is MethodDeclarationSyntax or LocalFunctionStatementSyntax ? session.SemanticModel(body.SyntaxTree)?.GetDeclaredSymbol(body) as IMethodSymbol : null;
}
