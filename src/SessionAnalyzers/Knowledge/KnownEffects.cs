using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>What framework calls do to the objects that they are given.</summary>
internal static class KnownEffects
{
    /// <summary>How framework methods begin that set properties of what they are given: binders, configurers, reflection.</summary>
    private static readonly ImmutableArray<string> Changers =
        ImmutableArray.Create("Bind", "TryUpdateModel", "Populate", "Configure", "PostConfigure", "SetValue", "Invoke", "DynamicInvoke");

    /// <summary>Methods after which somebody else holds the object too.</summary>
    private static readonly ImmutableHashSet<string> Keepers =
        ImmutableHashSet.Create("Add", "AddRange", "Insert", "Push", "Enqueue", "TryAdd", "AddSingleton", "Create");

    /// <summary>Namespaces whose methods read the memory that they are given.</summary>
    private static readonly ImmutableArray<string> Readers =
        ImmutableArray.Create<string>(["System.Security.Cryptography", "System.Text", "System.Linq", "Microsoft.IdentityModel", "System.IdentityModel", "Microsoft.AspNetCore", "Microsoft.Extensions.Caching", "SealedSessions"]);

    /// <summary>What they call the memory that they write to.</summary>
    private static readonly ImmutableHashSet<string> Targets =
        ImmutableHashSet.Create("destination", "buffer", "output", "outputBuffer", "ciphertext", "tag", "data", "target", "array", "chars");

    /// <summary>Whether a call to code that is not seen leaves tracked objects as they are: the framework does, unless it binds or keeps.</summary>
    public static bool LeavesArgumentsAlone(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft"
            && !Changers.Any(prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal))
            && !Keepers.Contains(method.Name);
    }

    /// <summary>Whether a method or constructor of the framework leaves the memory in a parameter as it is.</summary>
    public static bool OnlyReads(IMethodSymbol method, IParameterSymbol parameter) =>
        !KnownSymbols.IsWritable(parameter.Type)
        || (Readers.Any(space => IsIn(method.ContainingNamespace, space)) && !Targets.Contains(parameter.Name));

    private static bool IsIn(INamespaceSymbol? space, string name) => space?.ToDisplayString() is { } full && (full == name || full.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>A call that makes an object: <c>CookieBuilder.Build</c>, <c>Copy</c>, <c>KeyValuePair.Create</c>, <c>Aes.Create</c>, <c>CreateProtector</c>.</summary>
    public static (Value Value, FlowState State)? Make(IInvocationOperation call, Value receiver, ImmutableArray<Value> arguments, FlowState state)
    {
        var type = call.TargetMethod.ContainingType;
        return (type?.Name, call.TargetMethod.Name) switch
        {
            ("CookieBuilder", "Build") => Build(call, receiver, state),
            ("SetCookieHeaderValue", "Copy") => Copy(call, receiver, state),
            ("KeyValuePair", "Create") => Pair(call, arguments, state),
            ("DistributedCacheEntryExtensions" or "MemoryCacheEntryExtensions", _) when CacheKnowledge.OptionsExtensions.Any(name => KnownSymbols.Is(type, name)) =>
                Set(call, arguments, state),
            (_, "Create") when EncryptionKnowledge.MakesAlgorithm(call.TargetMethod) => New(call, state),
            (_, DataProtectionKnowledge.CreateProtector or DataProtectionKnowledge.LimitTime) when DataProtectionKnowledge.MakesProtector(call.TargetMethod) => New(call, state),
            _ => null,
        };
    }

    /// <summary><c>Extensions.Add("Partitioned")</c>, on any cookie type.</summary>
    public static bool IsPartitioning(IInvocationOperation call, ImmutableArray<Value> arguments) =>
        call is { TargetMethod: { Name: "Add" }, Instance: IPropertyReferenceOperation { Property: { Name: "Extensions" } extensions } }
        && KnownSymbols.IsTracked(extensions.ContainingType)
        && arguments is [var extension]
        && extension.TryGetConstant<string>(out var text)
        && text.Equals(CookieMembers.Partitioned, StringComparison.OrdinalIgnoreCase);

    private static (Value Value, FlowState State)? Build(IInvocationOperation call, Value receiver, FlowState state)
    {
        if (receiver.Atoms is not [Atom.Reference builder])
        {
            return null;
        }

        var id = new ObjectId.Allocation(call.Syntax);
        state = state.Forget(id).With(id, TrackedObject.Fresh);
        foreach (var member in new[] { CookieMembers.HttpOnly, CookieMembers.SameSite, CookieMembers.Domain, CookieMembers.Path, CookieMembers.MaxAge, CookieMembers.Partitioned })
        {
            state = state.Write(id, member, Slot.Of(state.Read(builder.Id, member)), certain: true);
        }

        state = state.Write(id, "Expires", Slot.Of(Value.Unknown), certain: true);
        var policy = state.Read(builder.Id, "SecurePolicy");
        var secure = policy.TryGetConstants<int>(out var policies)
            ? Value.Of(policies.Select(static one => (Atom)new Atom.Constant(one != SecurePolicy.None)))
            : policy.Equals(Value.Unset) ? Value.Constant(true) : Value.Unknown;
        return (Value.Of(new Atom.Reference(id)), state.Write(id, "Secure", Slot.Of(secure), certain: true));
    }

    private static (Value Value, FlowState State) New(IInvocationOperation call, FlowState state)
    {
        var id = new ObjectId.Allocation(call.Syntax);
        return (Value.Of(new Atom.Reference(id)), state.Forget(id).With(id, TrackedObject.Fresh));
    }

    private static (Value Value, FlowState State) Pair(IInvocationOperation call, ImmutableArray<Value> arguments, FlowState state)
    {
        var id = new ObjectId.Allocation(call.Syntax);
        return (Value.Of(new Atom.Reference(id)), state
            .Write(id, "Key", Slot.Of(arguments[0], call.Syntax), certain: true)
            .Write(id, "Value", Slot.Of(arguments[1], call.Syntax), certain: true));
    }

    /// <summary>A method that sets a member of the options that it is given, and returns them.</summary>
    private static (Value Value, FlowState State) Set(IInvocationOperation call, ImmutableArray<Value> arguments, FlowState state)
    {
        var member = CacheKnowledge.Setters.FirstOrDefault(row => row.Method == call.TargetMethod.Name).Member;
        foreach (var atom in arguments[0].Atoms)
        {
            if (atom is Atom.Reference reference && member is not null)
            {
                state = state.Write(reference.Id, member, Slot.Of(arguments[1], call.Syntax), certain: arguments[0].Atoms.Length == 1);
            }
        }

        return (arguments[0], state);
    }

    private static (Value Value, FlowState State)? Copy(IInvocationOperation call, Value receiver, FlowState state)
    {
        if (receiver.Atoms is not [Atom.Reference source])
        {
            return null;
        }

        var id = new ObjectId.Allocation(call.Syntax);
        return (Value.Of(new Atom.Reference(id)), state.Forget(id).With(id, state.Object(source.Id)));
    }
}
