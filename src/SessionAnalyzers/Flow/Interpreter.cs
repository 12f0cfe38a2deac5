using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Runs the operations of a block on a state: what each expression may be, and what each effect changes.</summary>
internal sealed class Interpreter(ControlFlowGraph graph, Frame frame, FlowState state, Dictionary<SyntaxNode, Observation>? observed)
{
    private readonly SessionCompilation _session = frame.Session;

    public FlowState State { get; private set; } = state;

    /// <summary>Runs a block; returns the value that it branches on or returns.</summary>
    public Value? Execute(BasicBlock block)
    {
        foreach (var operation in block.Operations)
        {
            Evaluate(operation);
        }

        return block.BranchValue is { } branch ? Evaluate(branch) : null;
    }

    private Value Evaluate(IOperation? operation)
    {
        if (operation is null)
        {
            return Value.Unknown;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return Value.Constant(constant);
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
                EvaluateAll(property.Arguments);
                return ReadMember(property, property.Instance, property.Property);
            case IInstanceReferenceOperation:
                return frame.Receiver;
            case IConversionOperation conversion:
                return Evaluate(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IIncrementOrDecrementOperation increment:
                Write(increment.Target, Value.Unknown, increment.Syntax);
                return Value.Unknown;
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IUnaryOperation unary:
                return Operators.Apply(unary.OperatorKind, Evaluate(unary.Operand));
            case IBinaryOperation binary:
                return Operators.Apply(binary.OperatorKind, Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
            case IIsNullOperation isNull:
                return Operators.IsNull(Evaluate(isNull.Operand));
            case IInterpolatedStringOperation interpolated:
                return Operators.Concat(interpolated.Parts.Select(EvaluatePart));
            case IDefaultValueOperation:
                return operation.Type?.IsReferenceType == true ? Value.Null : Value.Unknown;
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IFlowAnonymousFunctionOperation function:
                ForgetCaptured(function);
                Record(function.Syntax, Value.Unknown, ImmutableArray<Value>.Empty);
                return Value.Of(new Atom.Callable(function.Symbol, function.Syntax));
            case IMethodReferenceOperation method:
                Evaluate(method.Instance);
                return Value.Of(new Atom.Callable(method.Method, null));
            case IArrayCreationOperation { Initializer: { } initializer } array:
                EvaluateAll(array.DimensionSizes);
                return Elements(initializer.ElementValues);
            case IWithOperation with:
                return Evaluate(with.Operand);
            default:
                return Other(operation);
        }
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

    private Value Other(IOperation operation)
    {
        // Collection expressions are newer than the compiler this is built against: known by their number.
        const int CollectionExpression = 0x7f;
        if ((int)operation.Kind == CollectionExpression)
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

        return Deployment.Assume(symbol) ?? Value.Of(new Atom.Opaque(symbol is IParameterSymbol ? Origin.Parameter : Origin.Unknown, symbol));
    }

    private Value ReadMember(IOperation operation, IOperation? instance, ISymbol member)
    {
        var owner = instance is null ? null : Evaluate(instance);
        if (KnownValues.Of(member) is { } known)
        {
            return known;
        }

        // A loop variable is any of the elements, as the collection's value is.
        if (owner is not null && member is { Name: "Current", ContainingType.Name: "IEnumerator" or "Enumerator" })
        {
            return owner;
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

        var isTracked = KnownSymbols.IsTracked(operation.Type);
        var atoms = new List<Atom>();
        foreach (var atom in owner.Atoms)
        {
            if (atom is not Atom.Reference reference)
            {
                // A tracked object behind an unknown one is the same object at each read, as far as this body goes.
                atoms.Add(isTracked ? new Atom.Reference(new ObjectId.Given(member)) : new Atom.Opaque(Origin.Unknown, member));
                continue;
            }

            var isWritten = State.Object(reference.Id).Members.ContainsKey(member.Name);
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

    private Value ReadField(ISymbol member)
    {
        if (_session.Fields.Read(member, frame) is not { } field)
        {
            return KnownSymbols.IsTracked((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type)
                ? Value.Of(new Atom.Reference(new ObjectId.Given(member)))
                : Deployment.Assume(member) ?? Value.Of(new Atom.Opaque(Origin.Unknown, member));
        }

        State = field.Import(State);
        return field.Value;
    }

    private static bool IsThis(IOperation? instance) => instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        var receiver = assignment.Target is IMemberReferenceOperation { Instance: { } instance } ? Evaluate(instance) : Value.Unknown;
        var keys = assignment.Target is IPropertyReferenceOperation { Arguments: var indices } ? indices.Select(index => Evaluate(index.Value)).ToArray() : [];
        var value = Evaluate(assignment.Value);
        Record(assignment.Syntax, receiver, ImmutableArray.Create(value).AddRange(keys));
        Write(assignment.Target, value, assignment.Syntax);
        return value;
    }

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var result = Operators.Apply(compound.OperatorKind, Evaluate(compound.Target), Evaluate(compound.Value));
        Write(compound.Target, result, compound.Syntax);
        return result;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = deconstruction.Value is IConversionOperation conversion ? conversion.Operand : deconstruction.Value;
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is not ITupleOperation targets)
        {
            Evaluate(deconstruction.Value);
            return Value.Unknown;
        }

        var values = value is ITupleOperation tuple && tuple.Elements.Length == targets.Elements.Length
            ? tuple.Elements.Select(Evaluate).ToArray()
            : null;
        if (values is null)
        {
            Evaluate(deconstruction.Value);
        }

        for (var i = 0; i < targets.Elements.Length; i++)
        {
            Write(targets.Elements[i], values is null ? Value.Unknown : values[i], deconstruction.Syntax);
        }

        return Value.Unknown;
    }

    private void Write(IOperation target, Value value, SyntaxNode write)
    {
        if (BuildRegions.Contains(write))
        {
            value = Value.Unknown;
        }

        switch (target)
        {
            case ILocalReferenceOperation local:
                State = State.With(local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                State = State.With(parameter.Parameter, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Write(declaration.Expression, value, write);
                break;
            case IFlowCaptureReferenceOperation reference:
                State = State.With(reference.Id, value);
                if (CaptureTarget(reference.Id) is { } captured)
                {
                    Write(captured, value, write);
                }

                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 }:
                break;
            case IMemberReferenceOperation { Instance: null } member:
                State = State.With(member.Member, value);
                break;
            case IMemberReferenceOperation member when IsThis(member.Instance) && !HasReference(frame.Receiver):
                State = State.With(member.Member, value);
                break;
            case IMemberReferenceOperation member:
                WriteMember(Evaluate(member.Instance), member.Member.Name, Slot.Of(value, write));
                break;
        }
    }

    private void WriteMember(Value owner, string member, Slot slot)
    {
        foreach (var atom in owner.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                State = State.Write(reference.Id, member, slot, certain: owner.Atoms.Length == 1);
            }
        }
    }

    private static bool HasReference(Value value) => value.Atoms.Any(static atom => atom is Atom.Reference);

    /// <summary>What a capture stands for when it is assigned to, as in <c>options ??= new()</c>.</summary>
    private IOperation? CaptureTarget(CaptureId id)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation capture && capture.Id.Equals(id))
                {
                    return capture.Value is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation ? capture.Value : null;
                }
            }
        }

        return null;
    }

    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments, creation.Constructor?.Parameters.Length ?? 0);
        if (KnownValues.Of(creation, arguments) is { } known)
        {
            return known;
        }

        if (creation.Type is not INamedTypeSymbol type)
        {
            return Value.Unknown;
        }

        // The same site may run again in a loop: each time it makes a new object.
        var id = new ObjectId.Allocation(creation.Syntax);
        State = (State.Objects.ContainsKey(id) ? State.Forget(id) : State).With(id, TrackedObject.Fresh);
        var created = Value.Of(new Atom.Reference(id));
        if (creation.Constructor is { } constructor)
        {
            Construct(creation, constructor, type, id, created, arguments);
        }

        return created;
    }

    private void Construct(IObjectCreationOperation creation, IMethodSymbol constructor, INamedTypeSymbol type, ObjectId id, Value created, ImmutableArray<Value> arguments)
    {
        if (constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
        {
            Copy(arguments[0], id);
        }
        else if (_session.IsOurs(type))
        {
            // Its own constructor and initialisers may set anything; only framework types are read member by member.
            if (Bodies.Of(constructor) is not null || type.BaseType is { SpecialType: not SpecialType.System_Object })
            {
                State = State.With(id, RunConstructor(constructor, created, arguments) ?? TrackedObject.Unknown);
            }
        }
        else
        {
            // A framework constructor's parameters are called like the properties that they set.
            for (var i = 0; i < constructor.Parameters.Length; i++)
            {
                var name = constructor.Parameters[i].Name;
                if (name.Length > 0)
                {
                    WriteMember(created, char.ToUpperInvariant(name[0]) + name.Substring(1), Slot.Of(arguments[i], creation.Syntax));
                }
            }
        }
    }

    private TrackedObject? RunConstructor(IMethodSymbol constructor, Value created, ImmutableArray<Value> arguments)
    {
        if (Bodies.Of(constructor) is not { } body || RunCallee(body, constructor, created, arguments) is not { Exit: { } exit })
        {
            return null;
        }

        State = exit;
        return created.Atoms[0] is Atom.Reference reference ? exit.Object(reference.Id) : null;
    }

    private void Copy(Value source, ObjectId target)
    {
        TrackedObject? copy = null;
        foreach (var atom in source.Atoms)
        {
            var one = atom is Atom.Reference reference ? State.Object(reference.Id) : TrackedObject.Unknown;
            copy = copy?.Join(one) ?? one;
        }

        State = State.With(target, copy ?? TrackedObject.Unknown);
    }

    private ImmutableArray<Value> Arguments(ImmutableArray<IArgumentOperation> arguments, int count)
    {
        var values = new Value[Math.Max(count, arguments.Length)];
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Value);
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length)
            {
                values[parameter.Ordinal] = value;
                if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                {
                    Write(argument.Value, Value.Unknown, argument.Syntax);
                }
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= Value.Unknown;
        }

        return values.ToImmutableArray();
    }

    private Value Invoke(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var receiver = invocation.Instance is null ? Value.Unknown : Evaluate(invocation.Instance);
        var arguments = Arguments(invocation.Arguments, method.Parameters.Length);
        Record(invocation.Syntax, receiver, arguments);
        if (KnownValues.Of(invocation, receiver, arguments) is { } known)
        {
            return known;
        }

        if (KnownEffects.Make(invocation, receiver, State) is { } made)
        {
            State = made.State;
            return made.Value;
        }

        if (KnownEffects.IsPartitioning(invocation, arguments) && invocation.Instance is IPropertyReferenceOperation { Instance: { } extended })
        {
            WriteMember(Evaluate(extended), CookieMembers.Partitioned, Slot.Of(Value.Constant(true), invocation.Syntax));
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeDelegate(receiver, arguments);
        }

        if (_session.IsOurs(method.ContainingType) || method.MethodKind == MethodKind.LocalFunction)
        {
            return InvokeOurs(invocation, method, receiver, arguments);
        }

        if (!KnownEffects.LeavesArgumentsAlone(method))
        {
            ForgetAll(receiver, arguments);
        }

        return Result(method, arguments);
    }

    private Value InvokeOurs(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (!KnownSymbols.Touches(method))
        {
            // Nothing that is tracked goes in or comes out: worth a look only if its result is ever asked for.
            ForgetAll(receiver, arguments);
            return method.ReturnsVoid || Calls.AreDispatched(invocation)
                ? Value.Unknown
                : Value.Of(new Atom.Returned(method, arguments));
        }

        if (!Calls.AreDispatched(invocation)
            && Bodies.Of(method) is { } body
            && RunCallee(body, method, receiver, arguments) is { Exit: { } exit } run)
        {
            State = exit;
            return run.Returned;
        }

        ForgetAll(receiver, arguments);
        return Result(method, arguments);
    }

    private Value InvokeDelegate(Value target, ImmutableArray<Value> arguments)
    {
        if (target.Atoms is [Atom.Callable callable])
        {
            var body = callable.Lambda ?? Bodies.Of(callable.Method);
            if (body is not null && RunCallee(body, callable.Method, Value.Unknown, arguments) is { Exit: { } exit } run)
            {
                State = exit;
                return run.Returned;
            }
        }

        ForgetAll(target, arguments);
        return Value.Unknown;
    }

    private BodyFlow? RunCallee(SyntaxNode body, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        var isNested = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        if (frame.Enter(body, isNested ? frame.Receiver : receiver) is not { } callee || _session.Bodies.Graph(body) is not { } calleeGraph)
        {
            return null;
        }

        // The syntax of a reduced extension method has one parameter more than its symbol.
        var definition = method.ReducedFrom ?? method;
        var offset = definition.Parameters.Length - arguments.Length;
        var entry = State;
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            entry = entry.With(definition.OriginalDefinition.Parameters[i], i < offset ? receiver : arguments[i - offset]);
        }

        return BodyFlow.Run(calleeGraph, entry, callee);
    }

    private static Value Result(IMethodSymbol method, ImmutableArray<Value> arguments) =>
        Value.Of(new Atom.Opaque(KnownSymbols.MakesSessionMaterial(method) || Passes(method, arguments) ? Origin.SessionMaterial : Origin.Unknown, method));

    /// <summary>What an encoder makes of session material is session material: Base64, URL escaping, compression.</summary>
    private static bool Passes(IMethodSymbol method, ImmutableArray<Value> arguments) =>
        (method.ReturnType.SpecialType == SpecialType.System_String || method.ReturnType is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        && !method.Name.StartsWith("Hash", StringComparison.Ordinal)
        && !method.Name.StartsWith("ComputeHash", StringComparison.Ordinal)
        && arguments.Any(static argument => argument.HoldsSessionMaterial);

    private void ForgetAll(Value receiver, ImmutableArray<Value> arguments)
    {
        Forget(receiver);
        foreach (var argument in arguments)
        {
            Forget(argument);
        }
    }

    private void Forget(Value value)
    {
        foreach (var atom in value.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                State = State.Forget(reference.Id);
            }
        }
    }

    /// <summary>A lambda may run at any time from now on: what it writes is no longer certain.</summary>
    private void ForgetCaptured(IFlowAnonymousFunctionOperation function)
    {
        foreach (var name in CapturedWrites.Of(function.Syntax))
        {
            foreach (var variable in State.Variables)
            {
                if (variable.Key is ISymbol symbol && symbol.Name == name)
                {
                    Forget(variable.Value);
                    if (CapturedWrites.Reassigns(function.Syntax, name))
                    {
                        State = State.With(variable.Key, Value.Unknown);
                    }
                }
            }
        }
    }

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
