using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Flow;

/// <summary>In which state is this object here, on all paths?</summary>
internal sealed class ObjectState
{
    private readonly SessionCompilation _session;
    private readonly Value _target;
    private readonly FlowState _state;

    public ObjectState(SessionCompilation session, Value target, FlowState state)
    {
        _session = session;

        // Nothing is read from null: the paths on which it is null end before the object is used.
        var objects = target.Atoms.Where(static atom => atom is not Atom.Constant { Content: null }).ToList();
        _target = objects.Count is 0 ? target : Value.Of(objects);
        _state = state;
    }

    /// <summary>Every path leads to an object that was made in sight.</summary>
    public bool IsKnown => _target.Atoms.All(static atom => atom is Atom.Reference);

    /// <summary>Code in sight made it; it does not merely hang from another object.</summary>
    public bool IsMade => _target.Atoms.Any(static atom => atom is Atom.Reference { Id: ObjectId.Allocation });

    /// <summary>Where it was made.</summary>
    public IEnumerable<SyntaxNode> Creations => References
        .Select(static id => id.Root).OfType<ObjectId.Allocation>().Select(static allocation => allocation.Site).Distinct();

    private IEnumerable<ObjectId> References => _target.Atoms.OfType<Atom.Reference>().Select(static atom => atom.Id);

    /// <summary>What a member may hold: an <see cref="Atom.Unset"/> stands for its default.</summary>
    public Value Read(string member)
    {
        var atoms = new List<Atom>();
        foreach (var atom in _target.Atoms)
        {
            atoms.AddRange(atom is Atom.Reference reference ? _state.Read(reference.Id, member).Atoms : Value.Unknown.Atoms);
        }

        return _session.Flows.Resolve(Value.Of(atoms));
    }

    /// <summary>The assignments that decide what a member holds.</summary>
    public IEnumerable<SyntaxNode> Writes(string member) =>
        References.SelectMany(id => _state.Object(id).Member(member).Writes).Distinct();

    /// <summary>The object that a member holds.</summary>
    public ObjectState Member(string member)
    {
        var atoms = new List<Atom>();
        foreach (var atom in _target.Atoms)
        {
            atoms.AddRange(atom is Atom.Reference reference
                ? _state.Object(reference.Id).Members.TryGetValue(member, out var slot) ? slot.Value.Atoms : ImmutableArray.Create<Atom>(new Atom.Reference(new ObjectId.Held(reference.Id, member)))
                : Value.Unknown.Atoms);
        }

        return new ObjectState(_session, Value.Of(atoms), _state);
    }
}
