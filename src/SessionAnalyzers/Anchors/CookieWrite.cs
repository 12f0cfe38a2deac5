using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A cookie being written: its name, its value and its flags, however the code came by them.</summary>
internal sealed class CookieWrite
{
    /// <summary>How deep wrappers of wrappers are followed.</summary>
    private const int MostWrappers = 3;

    private readonly Anchor _anchor;
    private readonly Value _name;
    private readonly Value _value;
    private readonly ObjectState? _cookie;

    private CookieWrite(Anchor anchor, Value name, Value value, ObjectState? cookie, CookieWrite? alone)
    {
        _anchor = anchor;
        _name = anchor.Session.Flows.Resolve(name);
        _value = anchor.Session.Flows.Resolve(value);
        _cookie = cookie;
        Alone = alone;
    }

    public SessionCompilation Session => _anchor.Session;

    /// <summary>What is known of the write without this call, when it is inside the method that the anchor calls.</summary>
    private CookieWrite? Alone { get; }

    private bool IsInWrapper => Alone is not null;

    /// <summary>The cookie's name where it is known, else what the code calls it.</summary>
    public string DisplayName => Names.FirstOrDefault() ?? "";

    /// <summary>The names that the cookie certainly has, on one path or another.</summary>
    public IEnumerable<string> KnownNames => _name.Atoms.Select(static atom => atom switch
    {
        Atom.Constant { Content: string text } => text,
        Atom.Text text => text.Pattern,
        _ => "",
    }).Where(static name => name.Length > 0);

    /// <summary>It carries a session: its name says so, or what is put into it.</summary>
    public bool IsSensitive
    {
        get
        {
            var names = _anchor.Session.Settings(_anchor.Node.SyntaxTree).Names;
            var kinds = Names.Select(names.Classify).ToList();
            if (Names.Any(SensitiveNames.IsAntiforgery))
            {
                return false;
            }

            return _value.HoldsSessionMaterial
                || (!kinds.Contains(NameKind.Benign) && (kinds.Contains(NameKind.Sensitive) || ValueNames.Any(SensitiveNames.IsToken)));
        }
    }

    /// <summary>It tells the browser to forget the cookie.</summary>
    public bool IsDeletion
    {
        get
        {
            if (_value.Atoms is [Atom.Constant { Content: null or "" }])
            {
                return true;
            }

            return _cookie is not null
                && (_cookie.Read(CookieMembers.Expires).Atoms.All(Time.IsPast)
                    || (_cookie.Read(CookieMembers.MaxAge).TryGetConstants<TimeSpan>(out var ages) && ages.All(static age => age <= TimeSpan.Zero)));
        }
    }

    /// <summary>What a flag may be; unset where no options are given.</summary>
    public Value Flag(string member) => _cookie?.Read(member) ?? Value.Unset;

    /// <summary>Whether, on some path, a flag certainly has its default or a value that is not safe. What is not known is silent.</summary>
    public bool IsUnsafe(string member, Func<object?, bool> isUnsafe) =>
        IsSensitive && !IsDeletion && Flag(member).IsUnsafe(isUnsafe) && !_anchor.IsHidden(member)
        && Alone?.IsUnsafe(member, isUnsafe) is not true;

    /// <summary>As <see cref="IsUnsafe"/>, whatever the cookie is called and whether or not it is being deleted.</summary>
    public bool IsFlagUnsafe(string member, Func<object?, bool> isUnsafe) =>
        Flag(member).IsUnsafe(isUnsafe) && !_anchor.IsHidden(member) && Alone?.IsFlagUnsafe(member, isUnsafe) is not true;

    /// <summary>The cookie of a remote sign-in under way, which the identity provider's own POST must bring back.</summary>
    public bool IsOfRemoteSignIn => Names.Any(static name => Words.Split(name).Any(static word => word is "correlation" or "nonce"));

    /// <summary>It declares that other sites may embed it: Partitioned, and Secure as browsers demand for that.</summary>
    public bool IsPartitioned =>
        _cookie?.Read(CookieMembers.Partitioned).MayBe(static partitioned => partitioned is true) == true
        && !Flag(CookieMembers.Secure).IsUnsafe(static secure => secure is false);

    /// <summary>Reports that a flag is missing or wrong.</summary>
    public void Report(Rule rule, string member) => Report(rule, member, DisplayName);

    public void Report(Rule rule, string member, params object[] arguments) => _anchor.Report(rule, Fix(member), arguments);

    /// <summary>Where a fix sets a flag.</summary>
    private FixTarget? Fix(string member)
    {
        if (_cookie is null)
        {
            return IsInWrapper ? null : FixTarget.Of(FixKeys.AddArgument, member);
        }

        return _cookie.Creations.ToList() is [BaseObjectCreationExpressionSyntax creation]
            ? FixTarget.Of(FixKeys.SetMember, member, _cookie.Writes(member).Prepend(creation))
            : IsInWrapper ? null : FixTarget.Of(FixKeys.SetBefore, member);
    }

    /// <summary>The cookie that a framework call or property writes; null when it is not reached or is not seen.</summary>
    public static CookieWrite? Of(Anchor anchor) => anchor.Read(static anchor =>
        (anchor.Operation, anchor.Seen) switch
        {
            (IInvocationOperation invocation, { } seen) => Read(anchor, invocation, seen, alone: null),
            (ISimpleAssignmentOperation, { } seen) => OfObject(anchor, seen.Arguments[0], seen.State, alone: null),
            _ => null,
        });

    /// <summary>The cookies that a call to a method of this compilation writes; each knows what is certain without the call.</summary>
    public static IEnumerable<CookieWrite> InWrapper(Anchor anchor) => anchor.Read(static anchor =>
        anchor.Operation is IInvocationOperation call && anchor.Seen is { } seen
            ? Wrapped(anchor, call, seen, depth: 0).Select(static pair => pair.Write).ToList()
            : null) ?? [];

    private static IEnumerable<(SyntaxNode Sink, CookieWrite Write)> Wrapped(Anchor anchor, IInvocationOperation call, Observation seen, int depth)
    {
        var session = anchor.Session;
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (depth == MostWrappers || !session.IsOurs(method.ContainingType) || Calls.AreDispatched(call) || Bodies.Of(method) is not { } body)
        {
            yield break;
        }

        var inner = body.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(node => session.Facts.MayWriteCookie(node)).ToList();
        if (inner.Count == 0 || session.Flows.Run(body, method, seen.Arguments, seen.State) is not { } flow)
        {
            yield break;
        }

        foreach (var node in inner)
        {
            if (flow.At(node) is not { } here || session.Flows.At(node) is not { } without
                || session.SemanticModel(node.SyntaxTree)?.GetOperation(node) is not IInvocationOperation invocation)
            {
                continue;
            }

            if (Read(anchor, invocation, without, alone: null) is { } alone)
            {
                yield return (node, Read(anchor, invocation, here, alone)!);
                continue;
            }

            var aloneBySink = Wrapped(anchor, invocation, without, depth + 1).ToLookup(static pair => pair.Sink, static pair => pair.Write);
            foreach (var (sink, write) in Wrapped(anchor, invocation, here, depth + 1))
            {
                yield return (sink, write.Given(aloneBySink[sink].FirstOrDefault()));
            }
        }
    }

    private CookieWrite Given(CookieWrite? alone) => new(_anchor, _name, _value, _cookie, alone ?? Alone);

    private IEnumerable<string> Names => KnownNames.Concat(_name.Atoms.OfType<Atom.Opaque>()
        .Where(static atom => atom is { Origin: Origin.Unknown, Symbol: not null }).Select(static atom => atom.Symbol!.Name));

    private IEnumerable<string> ValueNames => _value.Atoms.OfType<Atom.Opaque>()
        .Where(static atom => atom.Symbol is not null).Select(static atom => atom.Symbol!.Name);

    private static CookieWrite? Read(Anchor anchor, IInvocationOperation invocation, Observation seen, CookieWrite? alone)
    {
        var method = invocation.TargetMethod;
        if (CookieKnowledge.Sinks.Concat(CookieKnowledge.Deletions).FirstOrDefault(row => row.Method == method.Name && Declares(anchor.Session, row.Type, method)) is not { } sink)
        {
            return null;
        }

        var session = anchor.Session;
        if (sink.Cookie is null)
        {
            return OfObject(anchor, seen.Receiver, seen.State, alone);
        }

        var cookie = Argument(sink.Cookie);
        if (sink.Name is null)
        {
            return cookie is null ? null : OfObject(anchor, cookie, seen.State, alone);
        }

        return Argument(sink.Name) is { } name
            ? new CookieWrite(anchor, name, sink.Value is null ? Value.Unknown : Argument(sink.Value) ?? Value.Unknown, cookie is null ? null : new ObjectState(session, cookie, seen.State), alone)
            : null;

        Value? Argument(string parameter) =>
            method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is { } found ? seen.Arguments[found.Ordinal] : null;
    }

    private static CookieWrite OfObject(Anchor anchor, Value target, FlowState at, CookieWrite? alone)
    {
        var cookie = new ObjectState(anchor.Session, target, at);
        return new CookieWrite(anchor, cookie.Read(CookieMembers.Name), cookie.Read(CookieMembers.Value), cookie, alone);
    }

    private static bool Declares(SessionCompilation session, string type, IMethodSymbol method) =>
        KnownSymbols.IsOrInherits(method.ContainingType, type);
}
