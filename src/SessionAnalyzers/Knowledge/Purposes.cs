using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>For which purposes does a CreateProtector call make a protector?</summary>
internal sealed class Purposes
{
    private readonly ImmutableArray<Value> _values;
    private readonly FlowState _state;
    private readonly IInvocationOperation _call;

    private Purposes(IInvocationOperation call, ImmutableArray<Value> values, bool isComplete, bool isFirstKnown, FlowState state)
    {
        _values = values;
        _state = state;
        _call = call;
        IsBelowOthers = KnownSymbols.IsOrInherits(call.Receiver().Type, TypeNames.DataProtector);
        Constants = isComplete ? All(values) : null;
        HasFirst = isFirstKnown;
    }

    /// <summary>The purposes, in order; null when not each of them is one constant.</summary>
    public ImmutableArray<string>? Constants { get; }

    /// <summary>Whether they only part what another purpose keeps together: the protector is made from a protector.</summary>
    public bool IsBelowOthers { get; }

    /// <summary>Whether the first purpose is told apart from the ones below it.</summary>
    private bool HasFirst { get; }

    /// <summary>Whether the client may choose the purpose itself.</summary>
    public bool IsChosenByClient => (HasFirst ? _values.Take(1) : _values).Any(IsSent);

    /// <summary>Whether the client may choose a purpose below another.</summary>
    public bool IsSubPurposeChosenByClient => HasFirst && _values.Skip(1).Any(IsSent);

    /// <summary>Whether one of them is nothing but white space.</summary>
    public bool HasBlank => _values.Any(static value =>
        value.TryGetConstants<string>(out var texts) && texts.Any(static text => string.IsNullOrWhiteSpace(text)));

    public static Purposes Of(SessionCompilation session, IInvocationOperation call, Observation seen)
    {
        var values = ImmutableArray.CreateBuilder<Value>();
        var (isComplete, isFirstKnown) = (true, false);
        foreach (var parameter in call.TargetMethod.Parameters)
        {
            if (parameter.Name == "purpose")
            {
                values.Add(session.Flows.Resolve(seen.Arguments[parameter.Ordinal]));
                isFirstKnown = true;
            }
            else if (parameter.Name is "subPurposes" or "purposes")
            {
                var given = session.Flows.Resolve(seen.Arguments[parameter.Ordinal]);
                if (Elements(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value) is { } elements)
                {
                    // Which element is what, the flow does not say: constants are read from the source, one alone from the flow.
                    values.AddRange(elements.Select(element => element.ConstantValue is { HasValue: true, Value: var constant } ? Value.Constant(constant) : elements.Count == 1 ? given : Others(given, elements)));
                    isFirstKnown |= elements.Count > 0;
                }
                else
                {
                    values.Add(given);
                    isComplete = false;
                }
            }
        }

        return new Purposes(call, values.ToImmutable(), isComplete, isFirstKnown, seen.State);
    }

    /// <summary>The elements of an array or collection that is written at the call; null for any other.</summary>
    private static List<IOperation>? Elements(IOperation? collection)
    {
        const int CollectionExpression = 0x7f;
        const int Spread = 0x80;
        return collection?.WalkDownConversion() switch
        {
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.ToList(),
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => [],
            { } other when (int)other.Kind == CollectionExpression && !other.ChildOperations.Any(static child => (int)child.Kind == Spread) => other.ChildOperations.ToList(),
            _ => null,
        };
    }

    /// <summary>What an element may be that is not a constant in the source.</summary>
    private static Value Others(Value given, List<IOperation> elements)
    {
        var constants = elements.Where(static element => element.ConstantValue.HasValue).Select(static element => (Atom)new Atom.Constant(element.ConstantValue.Value)).ToList();
        return elements.Count - constants.Count == 1 && given.Atoms.Except(constants).ToList() is { Count: > 0 } rest ? Value.Of(rest) : Value.Of(given.Atoms.Add(new Atom.Opaque(Origin.Unknown, null)));
    }

    private bool IsSent(Value value) => value.Atoms.Any(atom => Origins.Of(atom, _state).Has(Origin.Request)) && !ClientInput.IsVetted(((InvocationExpressionSyntax)_call.Syntax).ArgumentList);

    private static ImmutableArray<string>? All(ImmutableArray<Value> values)
    {
        var constants = ImmutableArray.CreateBuilder<string>();
        foreach (var value in values)
        {
            if (!value.TryGetConstant<string>(out var constant))
            {
                return null;
            }

            constants.Add(constant);
        }

        return constants.ToImmutable();
    }
}
