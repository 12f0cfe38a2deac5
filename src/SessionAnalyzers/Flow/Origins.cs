using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>Where does this value come from?</summary>
internal static class Origins
{
    /// <summary>The slot of a buffer that says where its bytes or characters come from.</summary>
    public const string Content = "[]";

    /// <summary>The slot of a buffer that says which objects have used it as a nonce.</summary>
    public const string Users = "[nonce of]";

    /// <summary>Whether any of some origins is in it.</summary>
    public static bool Has(this Origin origin, Origin any) => (origin & any) != 0;

    /// <summary>Whether it is made of some origins and of nothing else.</summary>
    public static bool IsOnly(this Origin origin, Origin all) => origin != Origin.None && (origin & ~all) == 0;

    /// <summary>Whether it is written in the source, or computed from nothing else.</summary>
    public static bool IsInSource(this Origin origin) =>
        origin.IsOnly(Origin.Literal | Origin.Blank | Origin.Counter) && origin.Has(Origin.Literal | Origin.Counter);

    /// <summary>Whether it can be guessed, or is shorter than a session's identifier has to be: nothing that is not known went into it, and no secret.</summary>
    public static bool IsWeak(this Origin origin) =>
        origin.Has(Origin.Guid | Origin.Guessable | Origin.ShortRandom)
        && !origin.Has(Origin.Random | Origin.Unknown | Origin.Mac | Origin.SessionMaterial | Origin.AntiforgeryToken);

    /// <summary>Everything that went into one thing that a value may be. Nothing comes from null and from empty text.</summary>
    public static Origin Of(Atom atom, FlowState? state) => atom switch
    {
        Atom.Constant { Content: null or "" } => Origin.None,
        Atom.Constant => Origin.Literal,
        Atom.Text text => Origin.Literal | text.Holes,
        Atom.Unset => Origin.Blank,
        Atom.Now => Origin.Guessable,
        Atom.Opaque opaque => opaque.Origin,
        Atom.Reference reference => Of(reference.Id, state),
        _ => Origin.Unknown,
    };

    /// <summary>As <see cref="Of(Atom, FlowState?)"/>, of memory one for each path on which something else was written into it.</summary>
    public static IEnumerable<Origin> OnPaths(Atom atom, FlowState state) =>
        atom is Atom.Reference { Id: var id } && state.Object(id).Members.TryGetValue(Content, out var content)
            ? content.Value.Atoms.Select(static written => Of(written, null))
            : [Of(atom, state)];

    /// <summary>Everything that went into a value, on any path.</summary>
    public static Origin Of(Value value, FlowState? state)
    {
        var origin = Origin.None;
        foreach (var atom in value.Atoms)
        {
            origin |= Of(atom, state);
        }

        return origin;
    }

    /// <summary>Everything that went into one of some values.</summary>
    public static Origin Of(IEnumerable<Value> values, FlowState? state)
    {
        var origin = Origin.None;
        foreach (var value in values)
        {
            origin |= Of(value, state);
        }

        return origin;
    }

    private static Origin Of(ObjectId id, FlowState? state) =>
        state is not null && state.Object(id).Members.TryGetValue(Content, out var content) ? Of(content.Value, null)
        : id is ObjectId.Given { Symbol: IParameterSymbol } ? Origin.Parameter
        : Origin.Unknown;
}
