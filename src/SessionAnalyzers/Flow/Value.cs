namespace SessionAnalyzers.Flow;

/// <summary>What an expression may be at a point: the atoms of all paths that reach it.</summary>
internal sealed class Value : IEquatable<Value>
{
    private const int MostAtoms = 8;

    private Value(ImmutableArray<Atom> atoms) => Atoms = atoms;

    public static Value Unknown { get; } = Of(new Atom.Opaque(Origin.Unknown, null));

    public static Value Unset { get; } = Of(new Atom.Unset());

    public static Value Null { get; } = Constant(null);

    public ImmutableArray<Atom> Atoms { get; }

    /// <summary>No path can make it anything that the engine does not see.</summary>
    public bool IsKnown => !Atoms.Any(static atom => atom is Atom.Opaque or Atom.Returned);

    public static Value Of(Atom atom) => new(ImmutableArray.Create(atom));

    public static Value Of(IEnumerable<Atom> atoms)
    {
        var distinct = atoms.Distinct().ToImmutableArray();
        return distinct.Length is 0 or > MostAtoms ? Unknown : new Value(distinct);
    }

    public static Value Constant(object? content) => Of(new Atom.Constant(content));

    public Value Join(Value other) => Equals(other) ? this : Of(Atoms.Concat(other.Atoms));

    /// <summary>The constants it may be; false when it may be anything else.</summary>
    public bool TryGetConstants<T>(out ImmutableArray<T> constants)
    {
        constants = Atoms.OfType<Atom.Constant>().Select(static atom => atom.Content).OfType<T>().ToImmutableArray();
        return constants.Length == Atoms.Length;
    }

    /// <summary>The one constant it is on every path.</summary>
    public bool TryGetConstant<T>(out T constant)
    {
        if (TryGetConstants<T>(out var constants) && constants.Length == 1)
        {
            constant = constants[0];
            return true;
        }

        constant = default!;
        return false;
    }

    /// <summary>On some path it is, or is made from, a sealed payload, a written token or a session's identifier.</summary>
    public bool HoldsSessionMaterial => Atoms.Any(static atom => atom is Atom.Opaque { Origin: var origin } && origin.Has(Origin.SessionMaterial));

    /// <summary>On some path nobody has set it.</summary>
    public bool MayBeUnset => Atoms.Any(static atom => atom is Atom.Unset);

    /// <summary>On every path nobody has set it, or it is null.</summary>
    public bool IsNothing => Atoms.All(static atom => atom is Atom.Unset or Atom.Constant { Content: null });

    /// <summary>Whether on some path it is a constant of which something holds.</summary>
    public bool MayBe(Func<object?, bool> holds) => Atoms.Any(atom => atom is Atom.Constant constant && holds(constant.Content));

    /// <summary>Whether it is known on all paths and, on one of them, unset or a constant that is not safe.</summary>
    public bool IsUnsafe(Func<object?, bool> isUnsafe) =>
        Atoms.All(static atom => atom is Atom.Unset or Atom.Constant)
        && (MayBeUnset || MayBe(isUnsafe));

    public bool Equals(Value? other) =>
        ReferenceEquals(this, other) || (other is not null && Atoms.Length == other.Atoms.Length && Atoms.All(other.Atoms.Contains));

    public override bool Equals(object? obj) => Equals(obj as Value);

    // Atoms are a set: their order must not count.
    public override int GetHashCode() => Atoms.Aggregate(0, static (hash, atom) => hash ^ atom.GetHashCode());

    public override string ToString() => string.Join(" | ", Atoms);
}
