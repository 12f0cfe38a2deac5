using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Trust;

/// <summary>Does nobody read what this call returns? By syntax alone.</summary>
internal static class IgnoredResult
{
    public static bool Is(SyntaxNode call)
    {
        var value = call;
        while (value.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax || IsConfigured(value))
        {
            value = IsConfigured(value) ? value.Parent!.Parent! : value.Parent!;
        }

        return value.Parent switch
        {
            ExpressionStatementSyntax => true,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } variable } => !IsRead(variable),
            _ => false,
        };
    }

    private static bool IsConfigured(SyntaxNode value) =>
        value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax } access && access.Expression == value;

    private static bool IsRead(VariableDeclaratorSyntax variable) =>
        (variable.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? variable.SyntaxTree.GetRoot()).DescendantNodes()
            .OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText);
}
