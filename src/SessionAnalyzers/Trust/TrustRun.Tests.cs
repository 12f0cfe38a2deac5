using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>What a test of a value tells, and which tests are decisions.</summary>
internal sealed partial class TrustRun
{
    /// <summary>Yes says that it holds, no says nothing.</summary>
    private static readonly Verdict Passes = new(Checks.Passed, Verdicts.Anything);

    private static Facts Negate(Facts facts) => facts with
    {
        WhenTrue = facts.WhenTrue.ToImmutableDictionary(static pair => pair.Key, static pair => pair.Value.Negated),
        Known = facts.Known switch
        {
            Known.True => Known.False,
            Known.False => Known.True,
            var other => other,
        },
    };

    private static Facts Not(IUnaryOperation unary, Facts operand) => unary.OperatorKind == UnaryOperatorKind.Not ? Negate(operand) : operand;

    /// <summary>Whether there is a value at all. That decides nothing by itself; an answer that is there is a good one.</summary>
    private static Facts NullTest(Facts value)
    {
        var verdicts = value.WhenNull;
        foreach (var trait in value.Traits)
        {
            if (trait.Kind == TraitKind.Answer)
            {
                verdicts = verdicts.SetItem(trait.Source, trait.IsObjection ? Passes : Passes.Negated);
            }
        }

        return new Facts
        {
            WhenTrue = verdicts,
            Known = value.Known == Known.Null ? Known.True : Known.Nothing,
            Traits = value.Traits.Select(Told).OfType<Trait>().ToImmutableHashSet(),
        };
    }

    /// <summary>What an answer tells that is true or false: which of the two is good, only its name can say.</summary>
    private static Facts Answered(Facts answer, string name)
    {
        var isNegated = Words.Split(name) is var words && (words.Contains("not") || words.Contains("in"));
        var verdict = TrustKnowledge.IsRefusal(name) ? isNegated ? Passes : Passes.Negated
            : TrustKnowledge.IsConsent(name) ? Passes
            : new Verdict(Checks.Passed, Checks.Passed);
        return Telling(answer, verdict);
    }

    private Facts Compare(IBinaryOperation binary)
    {
        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        var isEquality = binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
        if (isEquality && (IsEmpty(binary.LeftOperand) || IsEmpty(binary.RightOperand)))
        {
            return NullTest(IsEmpty(binary.LeftOperand) ? right : left) with { WhenTrue = ImmutableDictionary<Source, Verdict>.Empty };
        }

        if (isEquality)
        {
            var isNegated = binary.OperatorKind == BinaryOperatorKind.NotEquals;
            if (Constant(left, right) is var (constant, other) && constant.Known != Known.Clock)
            {
                var test = constant.Known switch
                {
                    Known.Null => NullTest(other),
                    Known.False => Negate(other),
                    _ => other,
                };
                return isNegated ? Negate(test) : test;
            }

            return Asked(Facts.Made(left, right));
        }

        if (binary.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual)
        {
            if (left.Known == Known.Clock || right.Known == Known.Clock || IsTime(binary.LeftOperand) || IsTime(binary.RightOperand))
            {
                foreach (var source in Facts.Made(left, right).Of(TraitKind.Content))
                {
                    State = State.CheckExpiry(source);
                }

                return Facts.None;
            }

            return Asked(Facts.Made(left, right));
        }

        var made = Facts.Made(left, right);
        return left.Known == Known.Clock || right.Known == Known.Clock ? made with { Known = Known.Clock } : made;
    }

    /// <summary>Empty text is as good as none.</summary>
    private static bool IsEmpty(IOperation operand) =>
        operand.ConstantValue is { HasValue: true, Value: "" } || operand is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>A comparison with an answer asks about its source, whatever it comes to.</summary>
    private static Facts Asked(Facts compared) => Telling(compared, new Verdict(Checks.Passed, Checks.Passed));

    /// <summary>An answer that is true or false, and what the two tell of its sources.</summary>
    private static Facts Telling(Facts answer, Verdict verdict) =>
        answer with { WhenTrue = answer.Of(TraitKind.Answer).Aggregate(answer.WhenTrue, (verdicts, source) => verdicts.SetItem(source, verdict)) };

    private static (Facts Constant, Facts Other)? Constant(Facts left, Facts right) =>
        left.Known != Known.Nothing ? (left, right) : right.Known != Known.Nothing ? (right, left) : null;

    private static bool IsTime(IOperation operand) => operand.Type is { Name: "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" };

    private Facts Match(IPatternOperation pattern, Facts value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return Evaluate(constant.Value).Known switch
                {
                    Known.Null => NullTest(value),
                    Known.False => Negate(value),
                    Known.True => value,
                    _ => Asked(Facts.Made(value)),
                };
            case INegatedPatternOperation negated:
                return Negate(Match(negated.Pattern, value));
            case IDeclarationPatternOperation declaration:
                Bind(declaration.DeclaredSymbol, value);
                return declaration.MatchesNull ? Facts.None : Negate(NullTest(value));
            case ITypePatternOperation:
                return Negate(NullTest(value));
            case IRecursivePatternOperation recursive:
                return MatchMembers(recursive, value);
            case IBinaryPatternOperation binary:
                var (left, right) = (Match(binary.LeftPattern, value), Match(binary.RightPattern, value));
                return binary.OperatorKind == BinaryOperatorKind.And ? Both(left, right) : Facts.Made(left, right);
            case IRelationalPatternOperation relational:
                Evaluate(relational.Value);
                return Asked(Facts.Made(value));
            case IListPatternOperation list:
                Bind(list.DeclaredSymbol, value);
                return list.Patterns.Aggregate(Facts.None, (result, part) => Both(result, Match(part, value.Member("[]"))));
            case ISlicePatternOperation slice:
                return slice.Pattern is { } rest ? Match(rest, value) : Facts.None;
            case IDiscardPatternOperation:
                return Facts.None;
            default:
                return Facts.Made(value);
        }
    }

    private Facts MatchMembers(IRecursivePatternOperation pattern, Facts value)
    {
        Bind(pattern.DeclaredSymbol, value);
        var result = Negate(NullTest(value));
        foreach (var part in pattern.PropertySubpatterns)
        {
            result = Both(result, part.Member is IMemberReferenceOperation { Member: var member } ? Match(part.Pattern, Part(value, member, null)) : Facts.None);
        }

        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            var name = pattern.DeconstructSymbol is IMethodSymbol { Parameters: var parameters } && i < parameters.Length ? parameters[i].Name : Item(i);
            result = Both(result, Match(pattern.DeconstructionSubpatterns[i], value.Member(name)));
        }

        return result;
    }

    /// <summary>Two tests that both have to hold: that they do tells what each tells, that they do not tells nothing.</summary>
    private static Facts Both(Facts left, Facts right)
    {
        var verdicts = ImmutableDictionary<Source, Verdict>.Empty;
        foreach (var source in left.WhenTrue.Keys.Union(right.WhenTrue.Keys))
        {
            var mine = left.WhenTrue.TryGetValue(source, out var known) ? known : Verdict.Unknown;
            var theirs = right.WhenTrue.TryGetValue(source, out known) ? known : Verdict.Unknown;
            var both = mine.Yes & theirs.Yes;
            verdicts = verdicts.SetItem(source, new Verdict(both == Checks.None ? mine.Yes : both, mine.No | theirs.No));
        }

        return Facts.Made(left, right) with { WhenTrue = verdicts };
    }

    private void Bind(ISymbol? variable, Facts value)
    {
        if (variable is not null)
        {
            State = State.With(variable, value);
        }
    }

    /// <summary>What a conditional expression is depends on its conditions, which the graph has taken apart.</summary>
    private Facts WithConditions(Facts value, SyntaxNode syntax) =>
        State.Variables.TryGetValue(syntax, out var conditions) ? value with { Traits = value.Traits.Union(conditions.Traits) } : value;

    /// <summary>A condition: it decides if what depends on it matters.</summary>
    private void Decide(IOperation condition, Facts facts)
    {
        LookAt(facts, condition.Syntax);
        foreach (var trait in facts.Traits)
        {
            if (trait is { Kind: TraitKind.Answer, Access: { } access })
            {
                findings?.LookedAt.Add(access);
            }
        }

        var contents = facts.Unanswered(facts.Of(TraitKind.Content)).ToList();
        if (contents.Count == 0 || condition is IInvocationOperation { TargetMethod.Name: "MoveNext" } || condition.IsImplicit && condition.Syntax is ForEachStatementSyntax)
        {
            return;
        }

        if (Guard.Around(condition.Syntax) is not { } guard)
        {
            return;
        }

        if (guard.Value is { } whole)
        {
            State = State.With(whole, State.Read(whole) with { Traits = State.Read(whole).Traits.Union(facts.Traits.Where(static trait => trait.Kind == TraitKind.Content)) });
        }

        if (guard.HasEffect && findings is not null)
        {
            foreach (var source in contents)
            {
                Report([source], Operand(condition, source));
            }
        }
    }

    /// <summary>The last name of what is tested: <c>IsAdmin</c> in <c>session.IsAdmin</c>.</summary>
    private SyntaxToken Operand(IOperation operation, Source source)
    {
        if (operation is IIsPatternOperation match && Tested(match.Pattern) is { } tested)
        {
            return tested;
        }

        var inner = operation switch
        {
            IIsPatternOperation { Value: var value } => [value],
            IInvocationOperation { Instance: null, TargetMethod: { IsExtensionMethod: false, ContainingType: var type } } call when !_session.IsOurs(type) => call.Arguments.Select(static argument => argument.Value),
            IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation or IAwaitOperation => operation.ChildOperations,
            _ => Enumerable.Empty<IOperation>(),
        };
        return inner.FirstOrDefault(part => IsContent(part, source)) is { } operand ? Operand(operand, source) : AnchorName.OfExpression(operation.Syntax);
    }

    private bool IsContent(IOperation operation, Source source)
    {
        var (state, escaping) = (State, Escaping);
        var isContent = Evaluate(operation).Contents.Contains(source);
        (State, Escaping) = (state, escaping);
        return isContent;
    }

    /// <summary>The member that a pattern compares with something.</summary>
    private static SyntaxToken? Tested(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation negated => Tested(negated.Pattern),
        IBinaryPatternOperation binary => Tested(binary.LeftPattern) ?? Tested(binary.RightPattern),
        IRecursivePatternOperation recursive => recursive.PropertySubpatterns.Select(static part =>
            Tested(part.Pattern) ?? (part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: not null } } or INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue.Value: not null } } or IRelationalPatternOperation or IBinaryPatternOperation
                ? AnchorName.OfExpression(part.Member.Syntax) : (SyntaxToken?)null)).FirstOrDefault(static token => token is not null),
        _ => null,
    };
}
