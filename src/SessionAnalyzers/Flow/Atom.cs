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

    /// <summary>A string known in part; <see cref="Hole"/> stands for each unknown piece, and <paramref name="Holes"/> says where those come from.</summary>
    public sealed record Text(string Pattern, Origin Holes = Origin.Unknown) : Atom
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

    /// <summary>Anything else: where it comes from, the symbol it was read from and the call that made it, where there are any.</summary>
    public sealed record Opaque(Origin Origin, ISymbol? Symbol, SyntaxNode? Site = null) : Atom
    {
        public bool Equals(Opaque? other) =>
            other is not null && Origin == other.Origin && Site == other.Site && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

        public override int GetHashCode() => (int)Origin ^ SymbolEqualityComparer.Default.GetHashCode(Symbol);
    }
}

/// <summary>Everything that went into a value which is not known exactly.</summary>
[Flags]
internal enum Origin
{
    None = 0,

    /// <summary>Code that is not seen, configuration, a database.</summary>
    Unknown = 1,

    /// <summary>A parameter of the body under analysis.</summary>
    Parameter = 1 << 1,

    /// <summary>The anti-forgery token that script must read, whatever it is called.</summary>
    AntiforgeryToken = 1 << 2,

    /// <summary>A protected payload, a written token or an identifier of a session: sensitive whatever it is called.</summary>
    SessionMaterial = 1 << 3,

    /// <summary>Written in the source: a constant, or computed from nothing else.</summary>
    Literal = 1 << 4,

    /// <summary>Memory that nobody has filled: zeros.</summary>
    Blank = 1 << 5,

    /// <summary>A cryptographic random generator, 16 bytes or more of it.</summary>
    Random = 1 << 6,

    /// <summary>A cryptographic random generator, less than 16 bytes of it.</summary>
    ShortRandom = 1 << 7,

    /// <summary>A random GUID: 122 bits, and not meant to be a secret.</summary>
    Guid = 1 << 8,

    /// <summary>What can be guessed: a clock, a counter, a hash code, a generator that is not cryptographic.</summary>
    Guessable = 1 << 9,

    /// <summary>What the client sent: a query, header, cookie, form or route value.</summary>
    Request = 1 << 10,

    /// <summary>The result of a message authentication code or a signature.</summary>
    Mac = 1 << 11,

    /// <summary>A nonce with which something has been encrypted.</summary>
    UsedNonce = 1 << 12,

    /// <summary>A variable that is counted up.</summary>
    Counter = 1 << 13,

    /// <summary>The result of a cipher that does not authenticate, or the cipher itself.</summary>
    Ciphertext = 1 << 14,
}

/// <summary>Identifies a tracked object: the place that made it, or the object and member it hangs from.</summary>
internal abstract record ObjectId
{
    private ObjectId()
    {
    }

    /// <summary>The root object that this one hangs from; itself for all but members.</summary>
    public virtual ObjectId Root => this;

    /// <summary>Made by the expression at <paramref name="Site"/>; of several that it may make, by number.</summary>
    public sealed record Allocation(SyntaxNode Site, int Number = 0) : ObjectId;

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
