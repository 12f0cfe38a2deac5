using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What a pattern decides, and what its variables stand for.</summary>
internal sealed partial class Interpreter
{
    private Value Match(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.Constant(true);
            case IConstantPatternOperation constant:
                return AreEqual(constant.InputType, value, Evaluate(constant.Value));
            case INegatedPatternOperation negated:
                return Operators.Apply(UnaryOperatorKind.Not, Match(negated.Pattern, value));
            case IBinaryPatternOperation binary:
                return Operators.Apply(binary.OperatorKind, Match(binary.LeftPattern, value), Match(binary.RightPattern, value));
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value);
                return declaration.MatchesNull ? Value.Constant(true) : MatchType(declaration.MatchedType, declaration.InputType, value);
            case ITypePatternOperation type:
                return MatchType(type.MatchedType, type.InputType, value);
            case IRecursivePatternOperation recursive:
                return MatchMembers(recursive, value);
            default:
                EvaluateAll(pattern.ChildOperations);
                return Value.Unknown;
        }
    }

    /// <summary>A value of the type that is asked for matches unless it is null.</summary>
    private Value MatchType(ITypeSymbol? matched, ITypeSymbol input, Value value) =>
        SymbolEqualityComparer.Default.Equals(matched, input) ? Operators.Apply(UnaryOperatorKind.Not, IsNull(input, value)) : Value.Unknown;

    private Value MatchMembers(IRecursivePatternOperation pattern, Value value)
    {
        Bind(pattern.DeclaredSymbol, value);
        var result = Operators.Apply(UnaryOperatorKind.Not, IsNull(pattern.InputType, value));
        foreach (var part in pattern.PropertySubpatterns)
        {
            var read = part.Member is IMemberReferenceOperation { Member: var member }
                ? KnownValues.Of(member, value) ?? ReadFrom(value, member, part.Member.Type)
                : Value.Unknown;
            result = Operators.Apply(BinaryOperatorKind.And, result, Match(part.Pattern, read));
        }

        return pattern.DeconstructionSubpatterns.IsEmpty ? result : Value.Unknown;
    }

    private void Bind(ISymbol? variable, Value value)
    {
        if (variable is not null)
        {
            State = State.With(variable, value);
        }
    }
}
