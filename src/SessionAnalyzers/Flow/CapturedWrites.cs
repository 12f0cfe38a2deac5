using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Flow;

/// <summary>Which outer variables may a lambda change? Cached by the lambda's syntax.</summary>
internal sealed class CapturedWrites
{
    private static readonly ConditionalWeakTable<SyntaxNode, CapturedWrites> Known = new();

    private readonly HashSet<string> _reassigned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    private CapturedWrites(SyntaxNode lambda)
    {
        foreach (var node in lambda.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name }:
                    _reassigned.Add(name.Identifier.ValueText);
                    break;
                case AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax access }:
                    AddRoot(access.Expression);
                    break;
                case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax name }:
                    _reassigned.Add(name.Identifier.ValueText);
                    break;
            }
        }

        _changed.UnionWith(_reassigned);
    }

    /// <summary>Names of variables that the lambda assigns, or whose members it assigns.</summary>
    public static IEnumerable<string> Of(SyntaxNode lambda) => For(lambda)._changed;

    /// <summary>Whether the lambda assigns the variable itself.</summary>
    public static bool Reassigns(SyntaxNode lambda, string name) => For(lambda)._reassigned.Contains(name);

    private static CapturedWrites For(SyntaxNode lambda) => Known.GetValue(lambda, static node => new CapturedWrites(node));

    private void AddRoot(ExpressionSyntax expression)
    {
        while (expression is MemberAccessExpressionSyntax access)
        {
            expression = access.Expression;
        }

        if (expression is IdentifierNameSyntax name)
        {
            _changed.Add(name.Identifier.ValueText);
        }
    }
}
