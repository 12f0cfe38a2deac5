using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>What is known at one point of a body: its variables and the objects they refer to.</summary>
/// <param name="Variables">By <see cref="ISymbol"/> (locals, parameters) or <see cref="Microsoft.CodeAnalysis.FlowAnalysis.CaptureId"/>.</param>
/// <param name="Objects">The tracked objects.</param>
internal sealed record FlowState(ImmutableDictionary<object, Value> Variables, ImmutableDictionary<ObjectId, TrackedObject> Objects) : IPathState<FlowState>
{
    public static FlowState Empty { get; } = new(
        ImmutableDictionary.Create<object, Value>(VariableComparer.Instance),
        ImmutableDictionary<ObjectId, TrackedObject>.Empty);

    public FlowState With(object variable, Value value) => this with { Variables = Variables.SetItem(variable, value) };

    public FlowState With(ObjectId id, TrackedObject tracked) => this with { Objects = Objects.SetItem(id, tracked) };

    /// <summary>The object as far as it is known; one that was never seen being made is unknown.</summary>
    public TrackedObject Object(ObjectId id)
    {
        if (Objects.TryGetValue(id, out var tracked))
        {
            return tracked;
        }

        // What hangs from a fresh object is as fresh as its owner.
        return id is ObjectId.Held held && Object(held.Owner).IsFresh ? TrackedObject.Fresh : TrackedObject.Unknown;
    }

    /// <summary>Reads a member: what was written, or the object it holds from the start.</summary>
    public Value Read(ObjectId id, string member) =>
        Object(id) is var tracked && tracked.Members.TryGetValue(member, out var slot)
            ? slot.Value
            : tracked.IsFresh ? Value.Unset : Value.Unknown;

    public FlowState Write(ObjectId id, string member, Slot slot, bool certain)
    {
        var tracked = Object(id);
        if (!certain)
        {
            slot = slot.Join(tracked.Member(member));
        }

        return With(id, tracked with { Members = tracked.Members.SetItem(member, slot) });
    }

    /// <summary>Notes that code that is not seen can reach an object, by a field or by another object.</summary>
    public FlowState Share(ObjectId id) => Object(id) is { IsShared: false } tracked ? With(id, tracked with { IsShared = true }) : this;

    /// <summary>Forgets every shared object: code runs that may have changed any of them.</summary>
    public FlowState ForgetShared()
    {
        var state = this;
        foreach (var pair in Objects)
        {
            if (pair.Value.IsShared)
            {
                state = state.Forget(pair.Key);
            }
        }

        return state;
    }

    /// <summary>Forgets everything about an object and what hangs from it: code that is not seen may have changed it.</summary>
    public FlowState Forget(ObjectId id)
    {
        var known = Object(id);
        var objects = Objects.SetItem(id, TrackedObject.Unknown with { IsShared = known.IsShared });
        foreach (var other in Objects.Keys)
        {
            if (other is ObjectId.Held && !other.Equals(id) && IsUnder(other, id))
            {
                objects = objects.Remove(other);
            }
        }

        var state = this with { Objects = objects };
        foreach (var held in known.Members.Values.SelectMany(static slot => slot.Value.Atoms).OfType<Atom.Reference>())
        {
            if (state.Objects.TryGetValue(held.Id, out var inner) && !inner.Equals(TrackedObject.Unknown with { IsShared = inner.IsShared }))
            {
                state = state.Forget(held.Id);
            }
        }

        return state;
    }

    public FlowState Join(FlowState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        // A variable that only one path knows is not read where they meet, or it would not compile.
        var variables = Variables.JoinedWith(other.Variables, static (mine, theirs) => mine.Join(theirs));
        var objects = Objects;
        foreach (var pair in other.Objects)
        {
            objects = objects.SetItem(pair.Key, Exists(pair.Key) ? pair.Value.Join(Object(pair.Key)) : pair.Value);
        }

        foreach (var pair in Objects)
        {
            if (!other.Objects.ContainsKey(pair.Key) && other.Exists(pair.Key))
            {
                objects = objects.SetItem(pair.Key, pair.Value.Join(other.Object(pair.Key)));
            }
        }

        return new FlowState(variables, objects);
    }

    public bool Equals(FlowState? other) =>
        other is not null && (ReferenceEquals(this, other) || (Variables.HasSameEntries(other.Variables) && Objects.HasSameEntries(other.Objects)));

    public override int GetHashCode() => Variables.Count ^ Objects.Count;

    /// <summary>On this path too there is such an object, be it untouched: what was handed in, what hangs from an object that was made.</summary>
    private bool Exists(ObjectId id) => id.Root is ObjectId.Given || Objects.ContainsKey(id.Root);

    private static bool IsUnder(ObjectId id, ObjectId ancestor)
    {
        while (id is ObjectId.Held held)
        {
            if (held.Owner.Equals(ancestor))
            {
                return true;
            }

            id = held.Owner;
        }

        return false;
    }
}

/// <summary>The members of one object that have been written, and whether the others still have their defaults.</summary>
/// <param name="IsFresh">Made in sight and never given to code that is not: an unwritten member has its default.</param>
/// <param name="Members">By name.</param>
internal sealed record TrackedObject(bool IsFresh, ImmutableDictionary<string, Slot> Members)
{
    public static TrackedObject Fresh { get; } = new(true, ImmutableDictionary<string, Slot>.Empty);

    public static TrackedObject Unknown { get; } = new(false, ImmutableDictionary<string, Slot>.Empty);

    /// <summary>Code that is not seen can reach it.</summary>
    public bool IsShared { get; init; }

    public Slot Member(string name) =>
        Members.TryGetValue(name, out var slot) ? slot : new Slot(IsFresh ? Value.Unset : Value.Unknown, ImmutableArray<SyntaxNode>.Empty);

    public TrackedObject Join(TrackedObject other)
    {
        if (Equals(other))
        {
            return this;
        }

        var members = ImmutableDictionary.CreateBuilder<string, Slot>();
        foreach (var name in Members.Keys.Union(other.Members.Keys))
        {
            members[name] = Member(name).Join(other.Member(name));
        }

        return new TrackedObject(IsFresh && other.IsFresh, members.ToImmutable()) { IsShared = IsShared || other.IsShared };
    }

    public bool Equals(TrackedObject? other) =>
        other is not null && IsFresh == other.IsFresh && IsShared == other.IsShared && Members.Count == other.Members.Count
        && Members.All(pair => other.Members.TryGetValue(pair.Key, out var slot) && slot.Equals(pair.Value));

    public override int GetHashCode() => Members.Count;
}

/// <summary>A member's value and the places that wrote it, which is where a fix may edit.</summary>
internal sealed record Slot(Value Value, ImmutableArray<SyntaxNode> Writes)
{
    public static Slot Of(Value value, params SyntaxNode[] writes) => new(value, writes.ToImmutableArray());

    public Slot Join(Slot other) => Equals(other) ? this : new Slot(Value.Join(other.Value), Writes.Union(other.Writes).ToImmutableArray());

    public bool Equals(Slot? other) =>
        other is not null && Value.Equals(other.Value) && Writes.Length == other.Writes.Length && Writes.All(other.Writes.Contains);

    public override int GetHashCode() => Value.GetHashCode();
}
