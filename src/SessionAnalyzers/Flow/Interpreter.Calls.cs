using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>What runs: constructors, calls and delegates, those of this compilation by reading them.</summary>
internal sealed partial class Interpreter
{
    private Value Create(IObjectCreationOperation creation)
    {
        var arguments = Arguments(creation.Arguments, creation.Constructor?.Parameters.Length ?? 0);
        Record(creation.Syntax, Value.Unknown, arguments);
        if (KnownValues.Of(creation, arguments) is { } known)
        {
            return known;
        }

        if (creation.Type is { SpecialType: SpecialType.System_String } or { Name: "Guid", ContainingNamespace.Name: "System" })
        {
            return Value.Of(new Atom.Opaque(Origins.Of(arguments, State), null));
        }

        if (IsView(creation))
        {
            return arguments[0];
        }

        if (creation.Type is not INamedTypeSymbol type)
        {
            return Value.Unknown;
        }

        // The same site may run again in a loop: each time it makes a new object. Of types that no table knows, only what is seen to be written is known.
        var id = new ObjectId.Allocation(creation.Syntax);
        var isKnownType = KnownSymbols.IsNamed(type) || (_session.IsOurs(type) && type.BaseType is { } parent && KnownSymbols.IsNamed(parent));
        State = (State.Objects.ContainsKey(id) ? State.Forget(id) : State).With(id, isKnownType ? TrackedObject.Fresh : TrackedObject.Unknown);
        var created = Value.Of(new Atom.Reference(id));
        if (creation.Constructor is { } constructor)
        {
            Construct(creation, constructor, type, id, created, arguments);
        }

        return created;
    }

    /// <summary>A span or memory over other memory, which it shares.</summary>
    private static bool IsView(IObjectCreationOperation creation) =>
        KnownSymbols.IsBuffer(creation.Type) && creation.Constructor?.Parameters is [{ Type: var viewed }, ..] && KnownSymbols.IsBuffer(viewed);

    private void Construct(IObjectCreationOperation creation, IMethodSymbol constructor, INamedTypeSymbol type, ObjectId id, Value created, ImmutableArray<Value> arguments)
    {
        if (constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
        {
            Copy(arguments[0], id);
        }
        else if (_session.IsOurs(type))
        {
            RunConstructor(constructor, created, arguments);
        }
        else
        {
            FillThrough(constructor, arguments, creation.Syntax);

            // A framework constructor's parameters are called like the properties that they set.
            for (var i = 0; i < constructor.Parameters.Length; i++)
            {
                var name = constructor.Parameters[i].Name;
                if (KnownSymbols.IsWritable(constructor.Parameters[i].Type) && !KnownEffects.OnlyReads(constructor, constructor.Parameters[i]))
                {
                    Forget(arguments[i]);
                }

                if (name.Length > 0)
                {
                    WriteMember(created, char.ToUpperInvariant(name[0]) + name.Substring(1), Slot.Of(arguments[i], creation.Syntax));
                }
            }
        }
    }

    private void RunConstructor(IMethodSymbol constructor, Value created, ImmutableArray<Value> arguments)
    {
        if (Bodies.Of(constructor) is { } body && RunCallee(body, constructor, created, arguments) is { Exit: { } exit })
        {
            State = exit;
        }
        else if (!constructor.IsImplicitlyDeclared || !arguments.IsEmpty)
        {
            ForgetAll(created, arguments);
        }
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

        if (KnownEffects.Make(invocation, receiver, arguments, State) is { } made)
        {
            State = made.State;
            return made.Value;
        }

        if (KnownEffects.IsPartitioning(invocation, arguments) && invocation.Instance is IPropertyReferenceOperation { Instance: { } extended })
        {
            WriteMember(Evaluate(extended), CookieMembers.Partitioned, Slot.Of(Value.Constant(true), invocation.Syntax));
        }

        if (HandleRequest(invocation, receiver, arguments) is { } sent)
        {
            return sent;
        }

        if (Handle(invocation, receiver, arguments) is { } data)
        {
            return data;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeDelegate(receiver, arguments);
        }

        if (_session.IsOurs(method.ContainingType) || method.MethodKind == MethodKind.LocalFunction)
        {
            return InvokeOurs(invocation, method, receiver, arguments);
        }

        if (!KnownEffects.LeavesArgumentsAlone(method) || KnownSymbols.CallsBackWithTracked(method))
        {
            ForgetAll(receiver, arguments);
        }
        else
        {
            ForgetWritable(invocation, arguments);
        }

        return Result(invocation, arguments);
    }

    private Value InvokeOurs(IInvocationOperation invocation, IMethodSymbol method, Value receiver, ImmutableArray<Value> arguments)
    {
        if (!KnownSymbols.Touches(method) && !(method.MethodKind == MethodKind.LocalFunction && Bodies.Of(method) is { } local && (CapturedWrites.Of(local).Any() || CapturedBuffers(local).Count > 0)))
        {
            // Nothing that is tracked goes in or comes out by its parameters: worth a look only if its result is ever asked for.
            ForgetAll(receiver, arguments);
            State = State.ForgetShared();
            return method.ReturnsVoid || Calls.AreDispatched(invocation)
                ? Value.Unknown
                : Value.Of(new Atom.Returned(method, arguments));
        }

        if (!Calls.AreDispatched(invocation)
            && Bodies.Of(method) is { } body
            && RunCallee(body, method, receiver, arguments) is { Exit: { } exit } run)
        {
            State = exit;
            for (var i = 0; i < method.Parameters.Length && i < arguments.Length; i++)
            {
                // What is done to the elements of a collection, in a loop that may not run, is not followed.
                if (!KnownSymbols.IsTracked(method.Parameters[i].Type))
                {
                    Forget(arguments[i]);
                }
            }

            WriteBack(invocation, exit);

            return run.Returned;
        }

        ForgetAll(receiver, arguments);
        return Result(invocation, arguments);
    }

    /// <summary>What a method leaves in its <c>out</c> and <c>ref</c> parameters.</summary>
    private void WriteBack(IInvocationOperation invocation, FlowState exit)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter && exit.Variables.TryGetValue(parameter.OriginalDefinition, out var left))
            {
                Write(argument.Value, left, argument.Syntax);
            }
        }
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
        if (BuildRegions.Intersects(body)
            || frame.Enter(body, isNested ? frame.Receiver : receiver) is not { } callee
            || _session.Bodies.Graph(body) is not { } calleeGraph)
        {
            return null;
        }

        // The syntax of a reduced extension method has one parameter more than its symbol.
        var definition = Bodies.Declaration(method);
        var offset = definition.Parameters.Length - arguments.Length;
        var entry = State;
        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            entry = entry.With(definition.Parameters[i], i < offset ? receiver : arguments[i - offset]);
        }

        return BodyFlow.Run(calleeGraph, entry, callee);
    }

    private Value Result(IInvocationOperation call, ImmutableArray<Value> arguments)
    {
        var method = call.TargetMethod;
        if (KnownSymbols.MakesSessionMaterial(method))
        {
            return Value.Of(new Atom.Opaque(Origin.SessionMaterial, method, call.Syntax));
        }

        return Passes(method, arguments) ? Value.Of(new Atom.Opaque(Origin.SessionMaterial, method))
            : KnownSymbols.IsBuffer(method.ReturnType) ? NewBuffer(call.Syntax, Origin.Unknown)
            : Value.Of(new Atom.Opaque(Origin.Unknown, method));
    }

    /// <summary>What an encoder makes of session material is session material: Base64, URL escaping, compression.</summary>
    private static bool Passes(IMethodSymbol method, ImmutableArray<Value> arguments) =>
        (method.ReturnType.SpecialType == SpecialType.System_String || method.ReturnType is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        && !method.Name.StartsWith("Hash", StringComparison.Ordinal)
        && !method.Name.StartsWith("ComputeHash", StringComparison.Ordinal)
        && arguments.Any(static argument => argument.HoldsSessionMaterial);
}
