using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Runs the operations of a block on a state: what each expression may be, and what each effect changes.</summary>
internal sealed partial class Interpreter(ControlFlowGraph graph, Frame frame, FlowState state, Dictionary<SyntaxNode, Observation>? observed)
    : BlockReader<FlowState, Value>(state)
{
    private readonly SessionCompilation _session = frame.Session;

    /// <summary>Setting a property of an object in sight does not throw; what runs other code may.</summary>
    protected override bool CanThrow(IOperation operation) =>
        operation is IInvocationOperation or IAwaitOperation or IArrayElementReferenceOperation or IDynamicInvocationOperation
            || (operation is IObjectCreationOperation creation && !KnownSymbols.IsTracked(creation.Type))
            || operation.ChildOperations.Any(CanThrow);

    protected override Value Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return Value.Unknown;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return IsOfDebugBuild(operation) ? Value.Unknown : Value.Constant(constant);
        }

        if (operation.Kind == OperationKind.Invalid)
        {
            // Code that is still being typed: what it will do to its objects is not known.
            return Escape(operation.ChildOperations);
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
                return State.Variables.TryGetValue(reference.Id, out var value) ? value : Value.Unknown;
            case ILocalReferenceOperation local:
                return ReadVariable(local.Local);
            case IParameterReferenceOperation parameter:
                return ReadVariable(parameter.Parameter);
            case IFieldReferenceOperation field:
                return ReadMember(field, field.Instance, field.Field);
            case IPropertyReferenceOperation property:
                return property.Arguments.IsEmpty ? ReadMember(property, property.Instance, property.Property) : ReadIndexer(property);
            case IInstanceReferenceOperation:
                return frame.Receiver;
            case IConversionOperation conversion:
                return Convert(conversion);
            case IArrayElementReferenceOperation element:
                return ReadElement(Evaluate(element.ArrayReference), element.ArrayReference.Type, element.Type, element.Indices.Select(Evaluate).ToList());
            case IImplicitIndexerReferenceOperation indexer:
                return ReadElement(Evaluate(indexer.Instance), indexer.Instance.Type, indexer.Type, [Evaluate(indexer.Argument)]);
            case IUtf8StringOperation utf8:
                return NewBuffer(utf8.Syntax, Origin.Literal);
            case ITupleOperation tuple:
                return CreateTuple(tuple);
            case IAnonymousObjectCreationOperation anonymous:
                return Escape(anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(static part => part.Value));
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IIncrementOrDecrementOperation increment:
                var counted = Operators.Increment(Evaluate(increment.Target));
                Write(increment.Target, counted, increment.Syntax);
                return counted;
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IUnaryOperation unary:
                return Operators.Apply(unary.OperatorKind, Evaluate(unary.Operand));
            case IBinaryOperation binary:
                return Apply(binary);
            case IIsNullOperation isNull:
                return IsNull(isNull.Operand.Type, Evaluate(isNull.Operand));
            case IInterpolatedStringOperation interpolated:
                return Operators.Concat(interpolated.Parts.Select(EvaluatePart));
            case IDefaultValueOperation:
                return operation.Type?.IsReferenceType == true || operation.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? Value.Null : KnownValues.Default(operation.Type) ?? Value.Unknown;
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation function:
                ForgetCaptured(function.Syntax);
                Record(function.Syntax, Value.Unknown, ImmutableArray<Value>.Empty);
                return Value.Of(new Atom.Callable(function.Symbol, function.Syntax));
            case IMethodReferenceOperation method:
                Evaluate(method.Instance);
                ForgetCaptured(Bodies.Of(method.Method));
                return Value.Of(new Atom.Callable(method.Method, null));
            case IArrayCreationOperation array:
                return CreateArray(array);
            case IIsPatternOperation match:
                return Match(match.Pattern, Evaluate(match.Value));
            case IWithOperation with:
                return Clone(with, Evaluate(with.Operand));
            default:
                return Other(operation);
        }
    }

    /// <summary>A constant whose declaration depends on the build is another one in the deployed site.</summary>
    private static bool IsOfDebugBuild(IOperation operation)
    {
        ISymbol? constant = operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        };
        return constant is { DeclaringSyntaxReferences: [var declaration, ..] } && BuildRegions.Contains(declaration.GetSyntax());
    }

    /// <summary>What is bound at run time may be changed by name.</summary>
    private Value Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.Type is { TypeKind: TypeKind.Dynamic })
        {
            Forget(value);
        }

        return value;
    }

    /// <summary>Objects that go into something whose parts are not followed.</summary>
    private Value Escape(IEnumerable<IOperation> parts)
    {
        foreach (var part in parts)
        {
            Forget(Evaluate(part));
        }

        return Value.Unknown;
    }

    private Value EvaluatePart(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => Evaluate(text.Text),
        IInterpolationOperation interpolation => Evaluate(interpolation.Expression),
        _ => Value.Unknown,
    };

    private void EvaluateAll(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Evaluate(operation);
        }
    }

    /// <summary>A collection is as good as any of its elements: the rules ask what is in it, not where.</summary>
    private Value Elements(IEnumerable<IOperation> elements)
    {
        Value? all = null;
        foreach (var element in elements)
        {
            var value = Evaluate(element);
            all = all?.Join(value) ?? value;
        }

        return all ?? Value.Unknown;
    }

    /// <summary>An element of a collection is as good as the collection; one of text or of a buffer comes from where that does, and from its index.</summary>
    private Value ReadElement(Value collection, ITypeSymbol? type, ITypeSymbol? element, IEnumerable<Value> indices) =>
        KnownSymbols.IsText(type) && !KnownSymbols.IsText(element)
            ? Value.Of(new Atom.Opaque(Origins.Of(indices.Prepend(collection), State), null))
            : collection;

    /// <summary>A tuple is an object whose members are its elements. Who gets the tuple gets them too.</summary>
    private Value CreateTuple(ITupleOperation tuple)
    {
        var id = new ObjectId.Allocation(tuple.Syntax);
        var members = ImmutableDictionary.CreateBuilder<string, Slot>();
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var value = Evaluate(tuple.Elements[i]);
            Share(value);
            members["Item" + (i + 1)] = Slot.Of(value, tuple.Syntax);
        }

        State = State.With(id, TrackedObject.Fresh with { Members = members.ToImmutable() });
        return Value.Of(new Atom.Reference(id));
    }

    /// <summary>A copy, whose members are written next.</summary>
    private Value Clone(IWithOperation with, Value source)
    {
        if (!source.Atoms.Any(static atom => atom is Atom.Reference))
        {
            return source;
        }

        var id = new ObjectId.Allocation(with.Syntax);
        Copy(source, id);
        return Value.Of(new Atom.Reference(id));
    }

    private Value Other(IOperation operation)
    {
        // Collection expressions are newer than the compiler this is built against: known by their number.
        const int CollectionExpression = 0x7f;
        const int Spread = 0x80;
        if ((int)operation.Kind == CollectionExpression)
        {
            return KnownSymbols.IsBuffer(operation.Type)
                ? NewBuffer(operation.Syntax, OriginOf(operation.ChildOperations))
                : Elements(operation.ChildOperations);
        }

        if (CreateOnStack(operation) is { } memory)
        {
            return memory;
        }

        if ((int)operation.Kind == Spread)
        {
            return Elements(operation.ChildOperations);
        }

        EvaluateAll(operation.ChildOperations);
        return Value.Unknown;
    }

    private Value ReadVariable(ISymbol symbol)
    {
        if (State.Variables.TryGetValue(symbol, out var value))
        {
            return value;
        }

        // A variable of an outer body: the lambda runs when that body has run, or it is not known.
        if (_session.Flows.Captured(frame.Body, symbol) is { } captured)
        {
            State = captured.Import(State).With(symbol, captured.Value);
            return captured.Value;
        }

        return Deployment.Assume(symbol) ?? Value.Of(new Atom.Opaque(symbol is IParameterSymbol parameter ? OriginOf(parameter) : Origin.Unknown, symbol));
    }

    private static Origin OriginOf(IParameterSymbol parameter) => ClientInput.Is(parameter) ? Origin.Request : Origin.Parameter;

    private Value ReadMember(IOperation operation, IOperation? instance, ISymbol member)
    {
        var owner = instance is null ? null : Evaluate(instance);
        if (KnownValues.Of(member, owner) is { } known)
        {
            return known;
        }

        // A loop variable is any of the elements, as the collection's value is.
        if (owner is not null && member is { Name: "Current", ContainingType.Name: "IEnumerator" or "Enumerator" })
        {
            return owner;
        }

        if (ClientInput.Is(member))
        {
            return Value.Of(new Atom.Opaque(Origin.Request, member));
        }

        if (member.Name is "Span" or "Memory" && owner is not null && KnownSymbols.IsBuffer(instance!.Type))
        {
            return owner;
        }

        // What belongs to something that the client sent was sent with it.
        if (owner is not null && !KnownSymbols.IsBuffer(instance?.Type) && !_session.IsOurs(member.ContainingType) && Origins.Of(owner, State).Has(Origin.Request))
        {
            return Value.Of(new Atom.Opaque(Origins.Of(owner, State), member));
        }

        // A part of a date or of a request's value comes from where the whole does.
        if (owner is not null && instance?.Type is { IsValueType: true, TypeKind: not TypeKind.Enum } whole && KnownSymbols.IsData(whole) && !KnownSymbols.IsBuffer(whole))
        {
            return Value.Of(new Atom.Opaque(Origins.Of(owner, State), member));
        }

        if (member is IFieldSymbol { CorrespondingTupleField: { } element })
        {
            member = element;
        }

        if (owner is null || IsThis(instance))
        {
            if (State.Variables.TryGetValue(member, out var written))
            {
                return written;
            }

            if (owner is null || owner.Equals(frame.Receiver))
            {
                return ReadField(member);
            }
        }

        return ReadFrom(owner, member, operation.Type);
    }

    private Value ReadFrom(Value owner, ISymbol member, ITypeSymbol? type)
    {
        var isTracked = KnownSymbols.IsTracked(type);
        var atoms = new List<Atom>();
        foreach (var atom in owner.Atoms)
        {
            if (atom is Atom.Constant { Content: null } && owner.Atoms.Length > 1)
            {
                // Nothing is read from null: that path ends here.
                continue;
            }

            if (atom is not Atom.Reference reference)
            {
                // A tracked object behind an unknown one is the same object at each read, as far as this body goes.
                // What hangs from a parameter or from the request came with it.
                var whole = atom is Atom.Opaque opaque ? opaque.Origin & (Origin.Parameter | Origin.Request) : Origin.None;
                atoms.Add(isTracked ? new Atom.Reference(new ObjectId.Given(member)) : new Atom.Opaque(whole == Origin.None ? Origin.Unknown : whole, member));
                continue;
            }

            var isWritten = State.Object(reference.Id).Members.ContainsKey(member.Name);
            if (!isWritten && _session.IsOurs(member.ContainingType) && _session.Fields.Read(member) is { } field)
            {
                State = field.Import(State);
                atoms.AddRange(field.Value.Atoms);
                continue;
            }

            if (isTracked && !isWritten)
            {
                atoms.Add(new Atom.Reference(new ObjectId.Held(reference.Id, member.Name)));
                continue;
            }

            var read = State.Read(reference.Id, member.Name);
            atoms.AddRange(isWritten || State.Object(reference.Id).IsFresh ? read.Atoms : ImmutableArray.Create<Atom>(new Atom.Opaque(Origin.Unknown, member)));
        }

        var result = Value.Of(atoms);
        return result.IsKnown ? result : Deployment.Assume(member) ?? result;
    }

    private Value ReadIndexer(IPropertyReferenceOperation indexer)
    {
        var indices = indexer.Arguments.Select(index => Evaluate(index.Value)).ToList();
        if (indexer.Instance is { } instance)
        {
            if (KnownSymbols.IsText(instance.Type))
            {
                return ReadElement(Evaluate(instance), instance.Type, indexer.Type, indices);
            }

            if (Origins.Of(Evaluate(instance), State) is var origin && origin.Has(Origin.Request))
            {
                return Value.Of(new Atom.Opaque(origin, indexer.Property, indexer.Syntax));
            }
        }

        return ReadMember(indexer, indexer.Instance, indexer.Property);
    }

    private Value ReadField(ISymbol member)
    {
        if ((IsUnderConstruction(member) ? _session.Fields.Initial(member) : _session.Fields.Read(member)) is not { } field)
        {
            return KnownSymbols.IsTracked((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)
                ? Value.Of(new Atom.Reference(new ObjectId.Given(member)))
                : Deployment.Assume(member) ?? Value.Of(new Atom.Opaque(Origin.Unknown, member));
        }

        State = field.Import(State);
        return field.Value;
    }

    private Value Apply(IBinaryOperation binary)
    {
        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            Record(binary.Syntax, Value.Unknown, ImmutableArray.Create(left, right));
            var areEqual = AreEqual(binary.LeftOperand.WalkDownConversion().Type, left, right);
            return binary.OperatorKind == BinaryOperatorKind.Equals ? areEqual : Operators.Apply(UnaryOperatorKind.Not, areEqual);
        }

        return Operators.Apply(binary.OperatorKind, left, right);
    }

    /// <summary>A constructor reads a member of its own before it has set it.</summary>
    private bool IsUnderConstruction(ISymbol member) =>
        frame.Body is ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type } constructor
        && (member is IFieldSymbol || (member is IPropertySymbol { GetMethod: { } getter } && Bodies.Of(getter) is null))
        && member.IsStatic == constructor.Modifiers.Any(SyntaxKind.StaticKeyword)
        && member.ContainingType?.Name == type.Identifier.ValueText;

    /// <summary>Memory that is handed in, or made out of sight, may be missing.</summary>
    private Value IsNull(ITypeSymbol? type, Value value) =>
        KnownSymbols.IsBuffer(type) && Origins.Of(value, State).Has(Origin.Unknown | Origin.Parameter) ? Value.Unknown : Operators.IsNull(value);

    private Value AreEqual(ITypeSymbol? type, Value left, Value right) =>
        right.Equals(Value.Null) ? IsNull(type, left) : Operators.Apply(BinaryOperatorKind.Equals, left, right);

    private static bool IsThis(IOperation? instance) => instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private void Record(SyntaxNode node, Value receiver, ImmutableArray<Value> values)
    {
        if (observed is null)
        {
            return;
        }

        var observation = new Observation(receiver, values, State);
        observed[node] = observed.TryGetValue(node, out var earlier) && earlier.Arguments.Length == values.Length ? earlier.Join(observation) : observation;
    }
}
