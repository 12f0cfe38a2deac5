using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Anchors;

/// <summary>A place where a mistake would show: a call or an assignment that a rule asked for.</summary>
internal sealed class Anchor(SessionCompilation session, SyntaxNode node, IOperation? operation, Action<Diagnostic> report)
{
    private Dictionary<Type, object?>? _readings;
    private HashSet<(DiagnosticDescriptor Rule, Location Location)>? _reported;

    public SessionCompilation Session { get; } = session;

    public SyntaxNode Node { get; } = node;

    /// <summary>The call, creation, comparison or assignment; null for a declaration.</summary>
    public IOperation? Operation { get; } = operation;

    /// <summary>What the call or assignment saw; null when the deployed site does not reach it, or when that cannot be decided.</summary>
    public Observation? Seen => Read(static anchor => anchor.Session.Flows.At(anchor.Node));

    /// <summary>The state in which the body around the anchor is left; null when it never is.</summary>
    public FlowState? ExitState => Bodies.Around(Node) is { } body ? Session.Flows.Of(body)?.Exit : null;

    /// <summary>Whether what an assignment writes is a constant that is not safe, on every path.</summary>
    public bool Writes(Func<object?, bool> isUnsafe)
    {
        // A safe literal, which most writes have, needs no run of the body.
        if (Operation is ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: var literal } } && !isUnsafe(literal))
        {
            return false;
        }

        return Seen is { } seen && Session.Flows.Resolve(seen.Arguments[0]).TryGetConstants<object>(out var constants) && constants.All(isUnsafe);
    }

    /// <summary>Whether other assignments to the member decide what the object is left with.</summary>
    public bool IsOverwritten(string member) =>
        Seen is { } seen && new ObjectState(Session, seen.Receiver, ExitState ?? seen.State).Writes(member).ToList() is { Count: > 0 } writes && !writes.Contains(Node);

    /// <summary>Something worked out from this anchor, once for all rules that ask.</summary>
    public T? Read<T>(Func<Anchor, T?> read)
        where T : class
    {
        _readings ??= [];
        if (!_readings.TryGetValue(typeof(T), out var reading))
        {
            reading = read(this);
            _readings.Add(typeof(T), reading);
        }

        return (T?)reading;
    }

    /// <summary>Whether code that this build leaves out mentions a member: what it would do is not known.</summary>
    public bool IsHidden(string member) => BuildRegions.Hides(Node, member);

    /// <summary>Reports at the anchor's name, which is one token: <c>Append</c>, <c>AddSession</c>, the assigned member.</summary>
    public void Report(Rule rule, FixTarget? fix, params object[] arguments) => Report(rule, AnchorName.Of(Node).GetLocation(), fix, arguments);

    public void Report(Rule rule, Location location, FixTarget? fix, params object[] arguments)
    {
        if (BuildRegions.Contains(Node) || !GeneratedCode.Allows(location))
        {
            return;
        }

        // A call that comes to the same mistake in several ways makes it once.
        _reported ??= [];
        if (_reported.Add((rule.Descriptor, location)))
        {
            report(Diagnostic.Create(rule.Descriptor, location, fix?.Locations, fix?.Properties, arguments));
        }
    }
}
