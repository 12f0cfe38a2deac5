using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Trust;

/// <summary>Runs the operations of a block: which untrusted values go where, what is asked about them, and what decides by them.</summary>
internal sealed partial class TrustRun(ControlFlowGraph graph, Frame frame, TrustState state, Findings? findings)
    : BlockReader<TrustState, Facts>(state)
{
    /// <summary>The variable that stands for the instance whose method is run.</summary>
    private static readonly object This = new();

    /// <summary>The variable that stands for what an iterator has yielded.</summary>
    internal static readonly object Yielded = new();

    private readonly SessionCompilation _session = frame.Session;

    public override Facts? Execute(BasicBlock block, bool isGuarded = false)
    {
        var branch = base.Execute(block, isGuarded);
        if (branch is not null && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
        {
            UseIfAlwaysThere(branch, block.BranchValue!);
        }

        if (branch is not null && block.ConditionKind != ControlFlowConditionKind.None)
        {
            Decide(block.BranchValue!, branch);
        }

        return branch;
    }

    protected override Facts Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return Facts.None;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant switch
            {
                true => Facts.Of(Known.True),
                false => Facts.Of(Known.False),
                null => Facts.Of(Known.Null),
                _ => Facts.None,
            };
        }

        switch (operation)
        {
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IFlowCaptureOperation capture:
                var captured = Evaluate(capture.Value);
                State = State.With(capture.Id, captured);
                return captured;
            case IFlowCaptureReferenceOperation reference:
                return WithConditions(State.Read(reference.Id), reference.Syntax);
            case ILocalReferenceOperation local:
                return State.Read(local.Local);
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter);
            case IInstanceReferenceOperation:
                return State.Read(This);
            case IFieldReferenceOperation field:
                return ReadMember(field, field.Field);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IArrayElementReferenceOperation element:
                return ReadElement(element.ArrayReference, element.Indices);
            case IImplicitIndexerReferenceOperation indexer:
                return ReadElement(indexer.Instance, [indexer.Argument]);
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                State = State.With(Yielded, State.Read(Yielded).Join(Evaluate(yielded.ReturnedValue)));
                return Facts.None;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                var sum = Facts.Made(Evaluate(compound.Target), Evaluate(compound.Value));
                Write(compound.Target, sum);
                return sum;
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IAnonymousObjectCreationOperation anonymous:
                return anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Aggregate(Facts.None, (whole, part) =>
                    part.Target is IPropertyReferenceOperation { Property.Name: var name } ? whole.WithMember(name, Evaluate(part.Value)) : whole);
            case ITupleOperation tuple:
                return Enumerable.Range(0, tuple.Elements.Length).Aggregate(Facts.None, (whole, i) => whole.WithMember(Item(i), Evaluate(tuple.Elements[i])));
            case IUnaryOperation unary:
                return Not(unary, Evaluate(unary.Operand));
            case IBinaryOperation binary:
                return Compare(binary);
            case IIsNullOperation isNull:
                return NullTest(Evaluate(isNull.Operand));
            case IIsTypeOperation isType:
                return Negate(NullTest(Evaluate(isType.ValueOperand)));
            case IIsPatternOperation match:
                return Match(match.Pattern, Evaluate(match.Value));
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IWithOperation with:
                return Evaluate(with.Operand);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation function:
                return new Facts { Callable = (function.Symbol, function.Syntax) };
            case IMethodReferenceOperation method:
                Evaluate(method.Instance);
                return new Facts { Callable = (method.Method, null) };
            case IDefaultValueOperation { Type.IsReferenceType: true }:
                return Facts.Of(Known.Null);
            case ITypeOfOperation or INameOfOperation or ISizeOfOperation:
                return Facts.None;
            default:
                return Facts.Made(operation.ChildOperations.Select(Evaluate));
        }
    }

    private static string Item(int index) => "Item" + (index + 1);

    private Facts ReadParameter(IParameterReferenceOperation reference)
    {
        if (State.Variables.TryGetValue(reference.Parameter, out var known))
        {
            return known;
        }

        // What a caller hands in that holds unsealed claims has been unsealed by somebody else, and revalidated by nobody: that is another type.
        var facts = TrustKnowledge.IsEnvelope(reference.Parameter.Type) && reference.Parameter.DeclaringSyntaxReferences is [var declaration]
            ? Enter(new Source(SourceKind.Sealed, declaration.GetSyntax(), reference.Parameter.Name), TraitKind.Envelope)
            : ClientInput.Is(reference.Parameter) && reference.Parameter.DeclaringSyntaxReferences is [var bound]
                ? Enter(new Source(SourceKind.Request, bound.GetSyntax(), reference.Parameter.Name), TraitKind.Content)
                : Facts.None;
        State = State.With(reference.Parameter, facts);
        return facts;
    }

    /// <summary>The name of what a tuple's element is called by position.</summary>
    private static string NameOf(ISymbol member) => member is IFieldSymbol { CorrespondingTupleField: { } element } ? element.Name : member.Name;

    private Facts Enter(Source source, TraitKind kind)
    {
        State = State.Enter(source);
        return Facts.Of(new Trait(source, kind));
    }

    private Facts ReadProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (ClientInput.Is(property))
        {
            return Enter(new Source(SourceKind.Request, reference.Syntax, property.Name), TraitKind.Content);
        }

        if (!reference.Arguments.IsEmpty)
        {
            return ReadElement(reference.Instance, reference.Arguments.Select(static argument => argument.Value).ToList());
        }

        if (KnownSymbols.IsAnnotated(property, Annotations.Unseals) && !TrustKnowledge.HandsOut(property))
        {
            return Enter(new Source(SourceKind.Sealed, reference.Syntax, property.Name, property), TraitKind.Content);
        }

        if (_session.IsOurs(property.ContainingType) && property.GetMethod is { } getter && Bodies.Of(getter) is { } body)
        {
            var instance = Evaluate(reference.Instance);
            return MayMatter(body, property.Name, [instance])
                ? RunCallee(body, getter, reference.Syntax, reference.Instance, instance, ImmutableArray<Facts>.Empty, property) ?? Facts.None
                : Facts.None;
        }

        return ReadMember(reference, property);
    }

    private Facts ReadMember(IMemberReferenceOperation reference, ISymbol member)
    {
        if (reference.Instance is null)
        {
            return IsClock(member) ? Facts.Of(Known.Clock) : State.Read(member);
        }

        var owner = Evaluate(reference.Instance);
        Use(owner, reference.Instance);
        if (reference.Instance is IInstanceReferenceOperation && State.Variables.TryGetValue(member, out var own))
        {
            return own;
        }

        if (TrustKnowledge.IsEnvelope(reference.Type) && !owner.Of(TraitKind.Envelope).Any() && !owner.Of(TraitKind.Answer).Any())
        {
            return Enter(new Source(SourceKind.Sealed, reference.Syntax, member.Name), TraitKind.Envelope);
        }

        return ReadResult(reference, Part(owner, member, reference.Syntax));
    }

    /// <summary>What a member of a value is: made of it, unless it says nothing that matters.</summary>
    private static Facts Part(Facts owner, ISymbol member, SyntaxNode? read)
    {
        if (owner.Known == Known.Clock)
        {
            return owner;
        }

        var part = PartOfResult(owner, owner.Member(NameOf(member)), member, read);
        if (part.IsNone)
        {
            return part;
        }

        if (owner.Of(TraitKind.Envelope).Any())
        {
            var isContent = TrustKnowledge.HandsOut(member);
            part = part with
            {
                Traits = part.Traits
                    .Where(trait => trait.Kind != TraitKind.Envelope || isContent || TrustKnowledge.IsEnvelope(TypeOf(member)))
                    .Select(trait => trait.Kind == TraitKind.Envelope && isContent ? trait with { Kind = TraitKind.Content } : trait).ToImmutableHashSet(),
            };
        }

        // What a holder of one value or many calls them says nothing about them.
        var isNamed = member.Name is not ("Current" or "Value" or "Result" or "Key");
        part = part with { Traits = part.Traits.Select(trait => trait.Kind == TraitKind.Content && isNamed ? trait with { Name = NameOf(member) } : trait).ToImmutableHashSet() };
        if (TrustKnowledge.IsHarmless(member.Name))
        {
            part = part with { Traits = part.Traits.Where(static trait => trait.Kind == TraitKind.Answer).ToImmutableHashSet() };
        }

        return TypeOf(member)?.SpecialType == SpecialType.System_Boolean ? Answered(part, member.Name) : part;
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        _ => null,
    };

    private Facts ReadElement(IOperation? collection, IEnumerable<IOperation> indices)
    {
        var whole = Evaluate(collection);
        var parts = indices.ToList();
        if (parts is [{ ConstantValue: { HasValue: true, Value: string key } }] && whole.Traits.Any(static trait => trait is { Kind: TraitKind.Content, Source.Kind: SourceKind.Request }))
        {
            return Enter(new Source(SourceKind.Request, parts[0].Syntax, key), TraitKind.Content);
        }

        var keys = parts.ConvertAll(Evaluate);

        // Who looks something up by what a source says asks about it.
        return whole.Traits.IsEmpty ? Answer(keys.SelectMany(static key => key.Contents), null) : whole.Member("[]");
    }

    private static bool IsClock(ISymbol member) =>
        member is { Name: "Now" or "UtcNow", ContainingType: { Name: "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" } };

    private static Facts Answer(IEnumerable<Source> sources, SyntaxNode? access) =>
        sources.Aggregate(Facts.None, (facts, source) => facts.With(new Trait(source, TraitKind.Answer, access)));

    private Facts Assign(ISimpleAssignmentOperation assignment)
    {
        var value = Evaluate(assignment.Value);
        if (assignment.Target is IPropertyReferenceOperation { Property: var property } && TrustKnowledge.IsPrincipal(property))
        {
            Decide(value, AnchorName.Of(assignment.Syntax));
            Use(value, assignment.Value);
        }

        Write(assignment.Target, value);
        return value;
    }

    private void Write(IOperation target, Facts value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                State = State.With(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                if (parameter.Parameter.RefKind != RefKind.None)
                {
                    HandOn(value);
                }

                State = State.With(parameter.Parameter, value);
                break;
            case IFlowCaptureReferenceOperation reference:
                State = State.With(reference.Id, value);
                if (graph.CaptureTarget(reference.Id) is { } captured)
                {
                    Write(captured, value);
                }

                break;
            case IConversionOperation conversion:
                Write(conversion.Operand, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, value);
                break;
            case ITupleOperation tuple:
                for (var i = 0; i < tuple.Elements.Length; i++)
                {
                    Write(tuple.Elements[i], value.Member(Item(i)));
                }

                break;
            case IArrayElementReferenceOperation element:
                Add(element.ArrayReference, value);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } collection }:
                Add(collection, value);
                break;
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member:
                HandOn(value);
                UseIfAlwaysThere(value, target);
                State = State.With(member.Member, value);
                break;
            case IMemberReferenceOperation { Instance: { } owner, Member: var member }:
                HandOn(value);
                UseIfAlwaysThere(value, target);
                Update(owner, facts => facts.WithMember(NameOf(member), value));
                break;
        }
    }

    /// <summary>Something goes into a collection: any of its elements may be that.</summary>
    private void Add(IOperation collection, Facts value)
    {
        HandOn(value);
        Update(collection, facts => facts with { Traits = facts.Traits.Union(Facts.Made(value).Traits) });
    }

    private void Update(IOperation owner, Func<Facts, Facts> change)
    {
        if (owner is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IConversionOperation
            or IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation })
        {
            Write(owner, change(Evaluate(owner)));
        }
    }

    private Facts Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = Evaluate(deconstruction.Value);
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is ITupleOperation targets)
        {
            var type = deconstruction.Value.Type;
            var names = type is { IsTupleType: false } ? type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == targets.Elements.Length) : null;
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                var name = names?.Parameters[i].Name;
                var part = value.Member(name ?? Item(i));
                Write(targets.Elements[i], name is not null && TrustKnowledge.IsHarmless(name) ? Facts.None : part);
            }
        }

        return value;
    }
}
