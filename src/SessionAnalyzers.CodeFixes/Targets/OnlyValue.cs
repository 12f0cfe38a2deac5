using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Targets;

/// <summary>A local that gets its value where it is declared and nowhere else.</summary>
internal sealed class OnlyValue
{
    private OnlyValue(VariableDeclaratorSyntax declarator, Place value, ImmutableArray<IdentifierNameSyntax> mentions)
    {
        Declarator = declarator;
        Value = value;
        Mentions = mentions;
    }

    public VariableDeclaratorSyntax Declarator { get; }

    /// <summary>What it is given.</summary>
    public Place Value { get; }

    /// <summary>Where the code names it, in order.</summary>
    public ImmutableArray<IdentifierNameSyntax> Mentions { get; }

    /// <summary>Its type is that of its value.</summary>
    public bool IsTypedByValue => Declarator.Parent is VariableDeclarationSyntax { Type.IsVar: true };

    /// <summary>Null when the place names no local, a constant, or one that is written to.</summary>
    public static OnlyValue? Of(Place place)
    {
        if (place.Node is not IdentifierNameSyntax
            || place.Model.GetSymbolInfo(place.Node).Symbol is not ILocalSymbol { IsConst: false, IsRef: false, DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || VariableWrites.Scope(declarator) is not { } scope)
        {
            return null;
        }

        var mentions = scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name).Symbol, local))
            .ToImmutableArray();
        return mentions.Any(IsWritten) ? null : new OnlyValue(declarator, place.At(value), mentions);
    }

    private static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        ArgumentSyntax argument => argument.RefKindKeyword.RawKind is (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword,
        RefExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } => true,
        _ => false,
    };
}
