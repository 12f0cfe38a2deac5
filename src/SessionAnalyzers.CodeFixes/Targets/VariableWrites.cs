using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>Which assignments of the enclosing member set a member of the object that a local or parameter holds?</summary>
internal static class VariableWrites
{
    public static IEnumerable<Place> Of(Place near, ISymbol? variable, string path)
    {
        if (variable is not (ILocalSymbol or IParameterSymbol) || Scope(near.Node) is not { } scope)
        {
            yield break;
        }

        foreach (var assignment in scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is MemberAccessExpressionSyntax left
                && left.ToString().EndsWith(path, StringComparison.Ordinal)
                && Holder(left, path) is { } holder
                && SymbolEqualityComparer.Default.Equals(near.Model.GetSymbolInfo(holder).Symbol, variable))
            {
                yield return near.At(assignment);
            }
        }
    }

    /// <summary>The member that a node is in; all of a file's top-level statements are one.</summary>
    public static SyntaxNode? Scope(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is var member && member is GlobalStatementSyntax ? member.Parent : member;

    /// <summary>What stands before a path.</summary>
    private static IdentifierNameSyntax? Holder(ExpressionSyntax expression, string path)
    {
        foreach (var step in Enumerable.Reverse(path.Split('.')))
        {
            if (expression is not MemberAccessExpressionSyntax access || access.Name.Identifier.ValueText != step)
            {
                return null;
            }

            expression = access.Expression;
        }

        return expression as IdentifierNameSyntax;
    }
}
