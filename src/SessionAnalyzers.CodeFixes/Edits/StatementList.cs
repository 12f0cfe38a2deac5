using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Edits;

/// <summary>Where does a statement stand? In a block, in a case, at the top level of a file, or alone below an <c>if</c> or a loop.</summary>
internal static class StatementList
{
    /// <summary>What holds the statement in a list; the statement itself when it stands alone.</summary>
    public static SyntaxNode Holder(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax or SwitchSectionSyntax => statement.Parent,
        GlobalStatementSyntax { Parent: { } unit } => unit,
        _ => statement,
    };

    /// <summary>The element of the list.</summary>
    public static SyntaxNode Element(StatementSyntax statement) => statement.Parent is GlobalStatementSyntax global ? global : statement;

    /// <summary>A list with other statements in the place of one of its elements.</summary>
    public static SyntaxNode Replace(SyntaxNode holder, SyntaxNode element, params SyntaxNode[] statements) =>
        holder.ReplaceNode(element, element is GlobalStatementSyntax
            ? statements.Select(static node => node is StatementSyntax statement ? SyntaxFactory.GlobalStatement(statement) : node)
            : statements);
}
