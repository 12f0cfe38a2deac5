using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Targets;

/// <summary>A test whether two texts or runs of bytes are the same to the last character.</summary>
/// <param name="Node">The whole test.</param>
/// <param name="Left">One side.</param>
/// <param name="Right">The other.</param>
/// <param name="IsNegated">It is true when they differ.</param>
/// <param name="ComparesContent">Of two arrays it compares what is in them, and not whether they are one.</param>
internal sealed record EqualityTest(SyntaxNode Node, ExpressionSyntax Left, ExpressionSyntax Right, bool IsNegated, bool ComparesContent)
{
    /// <summary>Null when it asks for an order, or takes letters of different case for the same.</summary>
    public static EqualityTest? Of(Place comparison) => comparison.Node switch
    {
        BinaryExpressionSyntax binary => new EqualityTest(binary, binary.Left, binary.Right, binary.IsKind(SyntaxKind.NotEqualsExpression), ComparesContent: false),
        InvocationExpressionSyntax { Expression: not MemberBindingExpressionSyntax } call when comparison.Model.GetOperation(call) is IInvocationOperation operation => OfCall(comparison.Model, call, operation),
        _ => null,
    };

    private static EqualityTest? OfCall(SemanticModel model, InvocationExpressionSyntax call, IInvocationOperation operation)
    {
        var arguments = operation.Arguments.OrderBy(static argument => argument.Parameter?.Ordinal).ToList();
        var isOfComparer = operation.TargetMethod.ContainingType.Name == "StringComparer";
        var receiver = operation.Instance?.Syntax as ExpressionSyntax;
        if (isOfComparer && !IsCaseSensitive(model, receiver))
        {
            return null;
        }

        var sides = arguments.Select(static argument => argument.Value.Syntax as ExpressionSyntax).ToList();
        if (receiver is not null && !isOfComparer)
        {
            sides.Insert(0, receiver);
        }

        var how = arguments.Skip(receiver is null || isOfComparer ? 2 : 1);
        if (sides is not [{ } left, { } right, ..] || !how.All(IsCaseSensitive))
        {
            return null;
        }

        var isContent = operation.TargetMethod.Name is "SequenceEqual" or "SequenceCompareTo";
        if (operation.Type?.SpecialType == SpecialType.System_Boolean)
        {
            return new EqualityTest(call, left, right, IsNegated: false, isContent);
        }

        SyntaxNode order = call;
        while (order.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            order = parenthesized;
        }

        return order.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } test
            && model.GetConstantValue(test.Left == order ? test.Right : test.Left).Value is 0
            ? new EqualityTest(test, left, right, test.IsKind(SyntaxKind.NotEqualsExpression), isContent)
            : null;
    }

    /// <summary>Whether an argument, which says how text is compared, leaves case alone.</summary>
    private static bool IsCaseSensitive(IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value switch
    {
        { ConstantValue: { HasValue: true, Value: bool ignoresCase } } => !ignoresCase,
        IFieldReferenceOperation { Field: { ContainingType.Name: "StringComparison" } field } => !field.Name.EndsWith("IgnoreCase", StringComparison.Ordinal),
        { Type.Name: "CultureInfo" } => true,
        _ => false,
    };

    private static bool IsCaseSensitive(SemanticModel model, ExpressionSyntax? comparer) =>
        comparer is not null && model.GetSymbolInfo(comparer).Symbol is IPropertySymbol { Name: "Ordinal" or "CurrentCulture" or "InvariantCulture", ContainingType.Name: "StringComparer" };
}
