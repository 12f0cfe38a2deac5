using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>Has the user asked to be remembered? Code behind such a condition, or in a method of such a name, does what the user chose.</summary>
internal static class UserChoice
{
    private static readonly ImmutableHashSet<string> Choices =
        ImmutableHashSet.Create("remember", "remembered", "rememberme", "persist", "persistent", "persistence", "permanent", "keep", "stay", "save", "saved", "trust", "trusted", "autologin");

    /// <summary>Whether a condition around or before a node, or the method around it, is about being remembered.</summary>
    public static bool Decides(SyntaxNode node)
    {
        for (var current = node; current.Parent is { } parent and not TypeDeclarationSyntax; current = parent)
        {
            if (parent is MethodDeclarationSyntax { Identifier.ValueText: var method } && IsChoice(method))
            {
                return true;
            }

            var condition = parent switch
            {
                IfStatementSyntax choice => choice.Condition,
                ConditionalExpressionSyntax choice => choice.Condition,
                SwitchStatementSyntax choice => choice.Expression,
                SwitchExpressionSyntax choice => choice.GoverningExpression,
                BinaryExpressionSyntax both => both.Left,
                _ => null,
            };
            if ((condition != current && IsChoice(condition)) || (parent is BlockSyntax block && block.Statements.TakeWhile(statement => statement != current).Any(static before => before is IfStatementSyntax guard && IsChoice(guard.Condition))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsChoice(ExpressionSyntax? condition) =>
        condition?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Any(static name => name.Parent is not NameColonSyntax && IsChoice(name.Identifier.ValueText)) == true;

    private static bool IsChoice(string name) => Words.Split(name).Any(Choices.Contains);
}
