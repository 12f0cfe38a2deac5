using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Flow;

/// <summary>Where text and bytes come from: buffers that are made, filled and copied, and what calls derive from them.</summary>
internal sealed partial class Interpreter
{
    private const int MostAlternatives = 6;

    /// <summary>New memory that holds something of an origin.</summary>
    private Value NewBuffer(SyntaxNode site, Origin content, Value? length = null, int number = 0)
    {
        var id = new ObjectId.Allocation(site, number);
        var buffer = TrackedObject.Fresh with { Members = ImmutableDictionary<string, Slot>.Empty.Add(Origins.Content, Slot.Of(Value.Of(new Atom.Opaque(content, null)), site)) };
        State = (State.Objects.ContainsKey(id) ? State.Forget(id) : State)
            .With(id, length is null ? buffer : buffer with { Members = buffer.Members.Add("Length", Slot.Of(length)) });
        return Value.Of(new Atom.Reference(id));
    }

    private Value CreateArray(IArrayCreationOperation array)
    {
        var lengths = array.DimensionSizes.Select(Evaluate).ToList();
        if (!KnownSymbols.IsBuffer(array.Type))
        {
            return array.Initializer is { } elements ? Elements(elements.ElementValues) : Value.Unknown;
        }

        return NewBuffer(array.Syntax, array.Initializer is { } initializer ? OriginOf(initializer.ElementValues) : Origin.Blank, lengths.Count == 1 ? lengths[0] : null);
    }

    /// <summary>Memory of the stack: no operation stands for it.</summary>
    private Value? CreateOnStack(IOperation operation) => operation.Syntax switch
    {
        StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } made =>
            NewBuffer(made, Origin.Blank, _session.SemanticModel(made.SyntaxTree)?.GetConstantValue(size) is { HasValue: true, Value: var length } ? Value.Constant(length) : null),
        StackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } made => NewBuffer(made, OriginOf(initializer)),
        ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: { } initializer } made => NewBuffer(made, OriginOf(initializer)),
        _ => null,
    };

    private Origin OriginOf(InitializerExpressionSyntax initializer) =>
        initializer.Expressions.All(element => _session.SemanticModel(element.SyntaxTree)?.GetConstantValue(element).HasValue == true) ? Origin.Literal : Origin.Unknown;

    private Origin OriginOf(IEnumerable<IOperation> elements) =>
        elements.Aggregate(Origin.None, (origin, element) => origin | Origins.Of(Evaluate(element), State));

    /// <summary>An element is written: what is in the memory comes from there too.</summary>
    private void WriteElement(Value buffers, Value element, SyntaxNode write) => Fill(buffers, Origins.Of(element, State), isWhole: false, write);

    private void Fill(Value buffers, Origin origin, bool isWhole, SyntaxNode write)
    {
        foreach (var atom in buffers.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                // Whatever is written into a nonce makes it another one.
                var content = isWhole ? KnownData.Sized(origin, Length(reference.Id)) : (Origins.Of(atom, State) | origin) & ~Origin.UsedNonce;
                State = State.Write(reference.Id, Origins.Content, Slot.Of(Value.Of(new Atom.Opaque(content, null)), write), certain: true);
            }
        }
    }

    private long? Length(ObjectId id) =>
        State.Object(id).Members.TryGetValue("Length", out var slot) && slot.Value.TryGetConstant<int>(out var length) ? length : null;

    /// <summary>A call that is known for what it does with text and bytes; null for any other.</summary>
    private Value? Handle(IInvocationOperation call, Value receiver, ImmutableArray<Value> arguments)
    {
        if (KnownData.Of(call.TargetMethod, call.Instance?.Type) is not { } row)
        {
            return null;
        }

        var definition = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        var target = row.Target is null ? receiver : Parameter(call.TargetMethod, row.Target) is { } parameter ? arguments[parameter] : receiver;
        switch (row.Use)
        {
            case DataUse.Views:
                return call.Instance is null ? arguments[0] : receiver;
            case DataUse.Fills:
                Fill(target, row.Origin, isWhole: true, call.Syntax);
                return Value.Unknown;
            case DataUse.Marks:
                ForgetWritable(call, arguments);
                Mark(target, row.Origin, receiver, call.Syntax);
                return Value.Unknown;
            case DataUse.Copies:
                var copied = Origin.None;
                for (var i = 0; i < arguments.Length; i++)
                {
                    if (definition.Parameters[i].Name != row.Target && IsContent(definition.Parameters[i]))
                    {
                        copied |= Origins.Of(_session.Flows.Resolve(arguments[i], frame), State);
                    }
                }

                if (call.Instance is { } from && row.Target is not null && KnownSymbols.IsData(from.Type))
                {
                    copied |= Origins.Of(receiver, State);
                }

                Fill(target, copied, isWhole: false, call.Syntax);
                return Value.Unknown;
            case DataUse.Makes:
                return Give(call, arguments, [KnownData.Sized(row.Origin, Size(call, arguments))]);
            case DataUse.Encrypts:
                return Give(call, arguments, [row.Origin | Origin.Unknown | MaterialIn(arguments)]);
            case DataUse.Reads:
                return Give(call, arguments, [Origins.Of(receiver, State) | Origin.Unknown | MaterialIn(arguments)]);
            default:
                return Derive(call, receiver, arguments);
        }
    }

    private Origin MaterialIn(ImmutableArray<Value> arguments) =>
        arguments.Any(argument => _session.Flows.Resolve(argument, frame).HoldsSessionMaterial) ? Origin.SessionMaterial : Origin.None;

    /// <summary>What goes through a filter ends in the object behind it.</summary>
    private void FillThrough(IMethodSymbol constructor, ImmutableArray<Value> arguments, SyntaxNode creation)
    {
        foreach (var filter in KnownData.Filters)
        {
            if (KnownSymbols.Is(constructor.ContainingType, filter.Type)
                && Parameter(constructor, filter.Target) is { } target
                && Parameter(constructor, filter.Transform) is { } transform)
            {
                Fill(arguments[target], Origins.Of(arguments[transform], State), isWhole: false, creation);
            }
        }
    }

    /// <summary>A look-up in what the client sent; null for any other call.</summary>
    private Value? HandleRequest(IInvocationOperation call, Value receiver, ImmutableArray<Value> arguments)
    {
        var method = call.TargetMethod;
        var source = call.Instance is not null ? receiver : method.IsExtensionMethod && arguments.Length > 0 ? arguments[0] : Value.Unknown;
        if (!ClientInput.Is(method) && (_session.IsOurs(method.ContainingType) || !Origins.Of(source, State).Has(Origin.Request) || IsKnownForData(call)))
        {
            return null;
        }

        var sent = Value.Of(new Atom.Opaque(Origin.Request, method, call.Syntax));
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
            {
                Write(argument.Value, sent, argument.Syntax);
            }
        }

        return sent;
    }

    /// <summary>Whether a table says what the call does with the text or bytes that it is made on: then it is no look-up.</summary>
    private static bool IsKnownForData(IInvocationOperation call) =>
        (call.Instance is null || KnownData.Of(call.TargetMethod) is not null) && KnownSymbols.IsData((call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Type);

    private Value? Derive(IInvocationOperation call, Value receiver, ImmutableArray<Value> arguments)
    {
        var type = call.TargetMethod.ReturnType;
        if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Void)
        {
            return null;
        }

        var inputs = new List<(Value Value, bool AreParts)>();
        if (call.Instance is { } instance && KnownSymbols.IsData(instance.Type))
        {
            inputs.Add((receiver, false));
        }

        for (var i = 0; i < call.TargetMethod.Parameters.Length; i++)
        {
            var parameter = call.TargetMethod.Parameters[i];
            if (KnownSymbols.IsData(parameter.Type) && !IsDestination(parameter))
            {
                inputs.Add((arguments[i], AreParts(parameter.Type)));
            }
            else if (parameter.Type.TypeKind == TypeKind.Delegate)
            {
                inputs.Add((ResultOf(arguments[i]), false));
            }
        }

        // What was sealed or written somewhere is still known by the call that did it.
        var site = inputs.SelectMany(static input => input.Value.Atoms).OfType<Atom.Opaque>().Select(static atom => atom.Site).FirstOrDefault(static made => made is not null);

        // Each alternative of an input is one of the result: of `configured ?? "literal"` one is still a literal.
        var origins = new List<Origin> { Origin.None };
        foreach (var input in inputs)
        {
            var atoms = _session.Flows.Resolve(input.Value, frame).Atoms.Select(atom => Origins.Of(atom, State));
            var choices = input.AreParts ? [atoms.Aggregate(static (all, one) => all | one)] : atoms.Distinct().ToList();
            origins = origins.Count * choices.Count > MostAlternatives
                ? [origins.Concat(choices).Aggregate(static (all, one) => all | one)]
                : origins.SelectMany(origin => choices.Select(choice => origin | choice)).Distinct().ToList();
        }

        return Give(call, arguments, origins, site);
    }

    /// <summary>What a collection may be are its elements, and any of them may go into the result; text and memory are one thing.</summary>
    private static bool AreParts(ITypeSymbol type) => !KnownSymbols.IsBuffer(type)
        && (type is IArrayTypeSymbol { ElementType: var item } ? item : type is INamedTypeSymbol { Name: not "Nullable", TypeArguments: [var argument] } ? argument : null)
            is { SpecialType: not (SpecialType.System_Byte or SpecialType.System_Char) };

    /// <summary>What a lambda makes, but for what it is given.</summary>
    private Value ResultOf(Value callback)
    {
        if (callback.Atoms is not [Atom.Callable { Lambda: { } lambda, Method: var method }])
        {
            return Value.Unknown;
        }

        var given = method.Parameters.Select(static parameter => Value.Of(new Atom.Opaque(Origin.None, parameter))).ToImmutableArray();
        return RunCallee(lambda, method, Value.Unknown, given) is { } run ? Value.Of(new Atom.Opaque(Origins.Of(run.Returned, run.Exit), null)) : Value.Unknown;
    }

    /// <summary>The result of a call, or what it writes to its destination: one thing for each alternative.</summary>
    private Value Give(IInvocationOperation call, ImmutableArray<Value> arguments, List<Origin> origins, SyntaxNode? site = null)
    {
        var method = call.TargetMethod;
        var all = origins.Aggregate(static (all, one) => all | one);
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (IsDestination(method.Parameters[i]))
            {
                Fill(arguments[i], all, isWhole: false, call.Syntax);
                if (method.Parameters[i].RefKind == RefKind.Out && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == i) is { } given)
                {
                    Write(given.Value, Value.Of(new Atom.Opaque(all, method)), call.Syntax);
                }
            }
        }

        return KnownSymbols.IsBuffer(method.ReturnType) && !all.Has(Origin.SessionMaterial)
            ? Value.Of(origins.SelectMany((origin, number) => NewBuffer(call.Syntax, origin, null, number).Atoms))
            : Value.Of(origins.Select(origin => (Atom)new Atom.Opaque(origin, method, site)));
    }

    /// <summary>Notes what has been done with a buffer, and by whom.</summary>
    private void Mark(Value buffers, Origin origin, Value by, SyntaxNode call)
    {
        foreach (var atom in buffers.Atoms)
        {
            if (atom is Atom.Reference reference)
            {
                var content = State.Object(reference.Id).Member(Origins.Content);
                var marked = Value.Of(new Atom.Opaque(Origins.Of(atom, State) | origin, null));
                var users = State.Object(reference.Id).Members.TryGetValue(Origins.Users, out var earlier) ? earlier.Value.Join(by) : by;
                State = State.Write(reference.Id, Origins.Content, content with { Value = marked }, certain: true)
                    .Write(reference.Id, Origins.Users, Slot.Of(users, call), certain: true);
            }
        }
    }

    /// <summary>Of how many bytes a generator is asked for; null when that is not known.</summary>
    private static long? Size(IInvocationOperation call, ImmutableArray<Value> arguments)
    {
        for (var i = 0; i < call.TargetMethod.Parameters.Length; i++)
        {
            if (call.TargetMethod.Parameters[i].Name is "count" or "length" or "stringLength" && arguments[i].TryGetConstant<int>(out var size))
            {
                // A hexadecimal digit is half a byte.
                return call.TargetMethod.Name == "GetHexString" ? size / 2 : size;
            }
        }

        return null;
    }

    private static int? Parameter(IMethodSymbol method, string name) => method.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Ordinal;

    private static bool IsContent(IParameterSymbol parameter) =>
        KnownSymbols.IsData(parameter.Type) && parameter.RefKind != RefKind.Out && parameter.Name is not ("index" or "startIndex" or "sourceIndex" or "destinationIndex" or "length" or "count" or "charIndex" or "charCount" or "byteIndex" or "srcOffset" or "dstOffset");

    private static bool IsDestination(IParameterSymbol parameter) =>
        KnownSymbols.IsBuffer(parameter.Type) && (parameter.RefKind == RefKind.Out || parameter.Name is "destination" or "bytes" && KnownSymbols.IsWritable(parameter.Type) && parameter.ContainingSymbol is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Int32 or SpecialType.System_Boolean or SpecialType.System_Void });

    /// <summary>What a call of the framework may have written to is not known any more.</summary>
    private void ForgetWritable(IInvocationOperation call, ImmutableArray<Value> arguments)
    {
        foreach (var parameter in call.TargetMethod.Parameters)
        {
            if (!KnownEffects.OnlyReads(call.TargetMethod, parameter))
            {
                Forget(arguments[parameter.Ordinal]);
            }
        }
    }
}
