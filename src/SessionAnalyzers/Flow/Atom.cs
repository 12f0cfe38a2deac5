using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>One thing that a value may be, on some path.</summary>
internal abstract record Atom
{
    private Atom()
    {
    }

    /// <summary>A value known exactly: null, a constant (an enum as its number), a <see cref="TimeSpan"/> or a <see cref="DateTimeOffset"/>.</summary>
    public sealed record Constant(object? Content) : Atom;

    /// <summary>A string known in part; <see cref="Hole"/> stands for each unknown piece.</summary>
    public sealed record Text(string Pattern) : Atom
    {
        public const char Hole = '\uFFFC';
    }

    /// <summary>A member that nobody has set since its object was made: the type's own default.</summary>
    public sealed record Unset : Atom;

    /// <summary>An object that the engine keeps track of.</summary>
    public sealed record Reference(ObjectId Id) : Atom;

    /// <summary>The clock's present plus an offset.</summary>
    public sealed record Now(TimeSpan Offset) : Atom;

    /// <summary>A lambda, by its syntax, or a method group, by its symbol.</summary>
    public sealed record Callable(IMethodSymbol Method, SyntaxNode? Lambda) : Atom;

    /// <summary>What a method of this compilation returns; worked out when somebody asks.</summary>
    public sealed record Returned(IMethodSymbol Method, ImmutableArray<Value> Arguments) : Atom
    {
        public bool Equals(Returned? other) =>
            other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Arguments.SequenceEqual(other.Arguments);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
    }

    /// <summary>Anything else, with the symbol it was read from where there is one.</summary>
    public sealed record Opaque(Origin Origin, ISymbol? Symbol) : Atom
    {
        public bool Equals(Opaque? other) =>
            other is not null && Origin == other.Origin && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

        public override int GetHashCode() => (int)Origin ^ SymbolEqualityComparer.Default.GetHashCode(Symbol);
    }
}

/// <summary>Where an unknown value comes from.</summary>
internal enum Origin
{
    Unknown,

    /// <summary>A parameter of the body under analysis.</summary>
    Parameter,

    /// <summary>The anti-forgery token that script must read, whatever it is called.</summary>
    AntiforgeryToken,

    /// <summary>A protected payload, a written token or an identifier of a session: sensitive whatever it is called.</summary>
    SessionMaterial,
}

/// <summary>Identifies a tracked object: the place that made it, or the object and member it hangs from.</summary>
internal abstract record ObjectId
{
    private ObjectId()
    {
    }

    /// <summary>The root object that this one hangs from; itself for all but members.</summary>
    public virtual ObjectId Root => this;

    /// <summary>Made by the expression at <paramref name="Site"/>.</summary>
    public sealed record Allocation(SyntaxNode Site) : ObjectId;

    /// <summary>Handed in from outside: a parameter, a field, <c>this</c>.</summary>
    public sealed record Given(ISymbol Symbol) : ObjectId
    {
        public bool Equals(Given? other) => other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);
    }

    /// <summary>The object that a member of another object holds from the start, such as the builder in <c>options.Cookie</c>.</summary>
    public sealed record Held(ObjectId Owner, string Member) : ObjectId
    {
        public override ObjectId Root => Owner.Root;
    }
}
