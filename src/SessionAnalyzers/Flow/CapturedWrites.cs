using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Flow;

/// <summary>Which outer variables may a lambda or local function change? Cached by its syntax.</summary>
internal sealed class CapturedWrites
{
    private static readonly ConditionalWeakTable<SyntaxNode, CapturedWrites> Known = new();

    private readonly HashSet<string> _reassigned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<SyntaxNode> _functions;

    private CapturedWrites(SyntaxNode function)
    {
        var pending = new Stack<SyntaxNode>([function]);
        _functions = [function];
        while (pending.Count > 0)
        {
            foreach (var called in Read(pending.Pop()))
            {
                if (_functions.Add(called))
                {
                    pending.Push(called);
                }
            }
        }

        _changed.UnionWith(_reassigned);
    }

    /// <summary>Reads one function; returns the local functions that it mentions, which write on its behalf.</summary>
    private IEnumerable<SyntaxNode> Read(SyntaxNode function)
    {
        foreach (var node in function.DescendantNodes())
        {
            switch (node)
            {
                case IdentifierNameSyntax { Parent: InvocationExpressionSyntax or ArgumentSyntax } name when LocalFunction(name) is { } local:
                    yield return local;
                    break;
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
    }

    private static LocalFunctionStatementSyntax? LocalFunction(IdentifierNameSyntax name)
    {
        for (var scope = name.Parent; scope is not null; scope = scope.Parent)
        {
            foreach (var child in scope.ChildNodes())
            {
                var statement = child is GlobalStatementSyntax global ? global.Statement : child;
                if (statement is LocalFunctionStatementSyntax function && function.Identifier.ValueText == name.Identifier.ValueText)
                {
                    return function;
                }
            }
        }

        return null;
    }

    /// <summary>Names of variables that the function assigns, or whose members it assigns.</summary>
    public static IEnumerable<string> Of(SyntaxNode function) => For(function)._changed;

    /// <summary>Whether the function assigns the variable itself.</summary>
    public static bool Reassigns(SyntaxNode function, string name) => For(function)._reassigned.Contains(name);

    /// <summary>The function and the local functions that run with it.</summary>
    public static IEnumerable<SyntaxNode> Functions(SyntaxNode function) => For(function)._functions;

    private static CapturedWrites For(SyntaxNode function) => Known.GetValue(function, static node => new CapturedWrites(node));

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
