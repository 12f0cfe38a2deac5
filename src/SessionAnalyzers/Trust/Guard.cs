using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Trust;

/// <summary>What depends on this condition?</summary>
internal sealed class Guard
{
    private static readonly ImmutableHashSet<string> Harmless = ImmutableHashSet.Create(
        "nameof", "ToString", "Format", "Concat", "Join", "Equals", "Append", "AppendLine", "WriteLine", "Trim", "ToUpper", "ToLower", "Split", "Replace");

    private Guard(SyntaxNode? value, bool hasEffect)
    {
        Value = value;
        HasEffect = hasEffect;
    }

    private Guard(SyntaxNode? value, IEnumerable<SyntaxNode> arms)
        : this(value, arms.Any(Matters))
    {
    }

    /// <summary>The expression whose value depends on it; null where only control does.</summary>
    public SyntaxNode? Value { get; }

    /// <summary>Whether something happens, or does not, that others can tell: a call, a refusal.</summary>
    public bool HasEffect { get; }

    public static Guard? Around(SyntaxNode condition)
    {
        SyntaxNode? whole = null;
        var inner = condition;
        for (var outer = condition.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression }:
                    whole = outer;
                    break;
                case ConditionalExpressionSyntax conditional when conditional.Condition == inner:
                    var guard = new Guard(null, [conditional.WhenTrue, conditional.WhenFalse]);
                    return guard.HasEffect && IsDone(conditional) ? guard : new Guard(conditional, guard.HasEffect);
                case IfStatementSyntax choice when choice.Condition == inner:
                    return new Guard(null, Arms(choice));
                case WhileStatementSyntax loop when loop.Condition == inner:
                    return new Guard(null, [loop.Statement]);
                case ForStatementSyntax loop when loop.Condition == inner:
                    return new Guard(null, [loop.Statement]);
                case DoStatementSyntax loop when loop.Condition == inner:
                    return new Guard(null, [loop.Statement]);
                case SwitchStatementSyntax choice:
                    return new Guard(null, choice.Sections);
                case SwitchExpressionSyntax choice:
                    return new Guard(choice, choice.Arms.Select(static arm => arm.Expression));
                case StatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax:
                    return whole is null ? null : new Guard(whole, hasEffect: false);
            }
        }

        return null;
    }

    /// <summary>What it comes to is done or answered at once, and not kept.</summary>
    private static bool IsDone(SyntaxNode value) => value.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or ExpressionStatementSyntax or AwaitExpressionSyntax or LambdaExpressionSyntax;

    private static IEnumerable<SyntaxNode> Arms(IfStatementSyntax choice)
    {
        yield return choice.Statement;
        if (choice.Else is { } other)
        {
            yield return other.Statement;
        }

        // What comes after an arm that leaves is the other arm.
        if (Leaves(choice.Statement) && choice.Parent is BlockSyntax { Statements: var statements })
        {
            foreach (var statement in statements.Skip(statements.IndexOf(choice) + 1))
            {
                yield return statement;
            }
        }
        else if (Leaves(choice.Statement) && choice.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax { Members: var members } } global)
        {
            foreach (var member in members.Skip(members.IndexOf(global) + 1))
            {
                yield return member;
            }
        }
    }

    private static bool Leaves(StatementSyntax arm) => arm switch
    {
        BlockSyntax { Statements: [.., var last] } => Leaves(last),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax => true,
        _ => false,
    };

    private static bool Matters(SyntaxNode arm) => arm.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).Any(static node => node switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        InvocationExpressionSyntax call => AnchorName.Of(call).ValueText is var name && !Harmless.Contains(name) && !name.StartsWith("Log", StringComparison.Ordinal) && !name.StartsWith("Try", StringComparison.Ordinal),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StatusCode" or "Result" } } => true,
        _ => false,
    });
}
