using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>Which cookies does a call or assignment write?</summary>
internal static class CookieWrites
{
    /// <summary>How deep wrappers of wrappers are followed.</summary>
    private const int MostWrappers = 3;

    /// <summary>The cookies that a framework call or property writes; none when it is not reached or is not seen.</summary>
    public static IEnumerable<CookieWrite> At(Anchor anchor) => anchor.Read(static anchor =>
        (anchor.Operation, anchor.Seen) switch
        {
            (IInvocationOperation invocation, { } seen) => Read(anchor, invocation, seen, alone: null).ToList(),
            (ISimpleAssignmentOperation, { } seen) => OfObjects(anchor, seen.Arguments[0], seen.State, isRaw: true, alone: null).ToList(),
            _ => null,
        }) ?? [];

    /// <summary>The cookies that a call to a method of this compilation writes; each knows what is certain without the call.</summary>
    public static IEnumerable<CookieWrite> InWrapper(Anchor anchor) =>
        // What the call saw costs a run of the body around it: first see whether the callee can write anything.
        anchor.Operation is IInvocationOperation call && Callee(anchor.Session, call) is not null && anchor.Seen is { } seen
            ? Wrapped(anchor, call, seen, depth: 0).Select(static pair => pair.Write).ToList()
            : [];

    /// <summary>The body that a call runs and the calls in it that may write a cookie; null when there are none.</summary>
    private static (SyntaxNode Body, List<InvocationExpressionSyntax> Calls)? Callee(SessionCompilation session, IInvocationOperation call)
    {
        if (!session.IsOurs(call.TargetMethod.ContainingType) || Calls.AreDispatched(call) || Bodies.Of(call.TargetMethod) is not { } body)
        {
            return null;
        }

        var calls = body.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(session.Facts.MayWriteCookie).ToList();
        return calls.Count == 0 ? null : (body, calls);
    }

    private static IEnumerable<(SyntaxNode Sink, CookieWrite Write)> Wrapped(Anchor anchor, IInvocationOperation call, Observation seen, int depth)
    {
        var session = anchor.Session;
        if (depth == MostWrappers
            || Callee(session, call) is not var (body, calls)
            || session.Flows.Run(body, call.TargetMethod, seen.Arguments, seen.State) is not { } flow)
        {
            yield break;
        }

        foreach (var node in calls)
        {
            if (flow.At(node) is not { } here || session.Flows.At(node) is not { } without
                || session.SemanticModel(node.SyntaxTree)?.GetOperation(node) is not IInvocationOperation invocation)
            {
                continue;
            }

            if (Read(anchor, invocation, without, alone: null).ToList() is { Count: > 0 } alone)
            {
                foreach (var write in Read(anchor, invocation, here, alone[0]))
                {
                    yield return (node, write);
                }

                continue;
            }

            var aloneBySink = Wrapped(anchor, invocation, without, depth + 1).ToLookup(static pair => pair.Sink, static pair => pair.Write);
            foreach (var (sink, write) in Wrapped(anchor, invocation, here, depth + 1))
            {
                yield return (sink, write.Given(aloneBySink[sink].FirstOrDefault()));
            }
        }
    }

    private static IEnumerable<CookieWrite> Read(Anchor anchor, IInvocationOperation invocation, Observation seen, CookieWrite? alone)
    {
        var method = invocation.TargetMethod;

        // A method of this compilation that implements the interface is read as a wrapper of what it calls.
        if (anchor.Session.IsOurs(method.ContainingType) && Bodies.Of(method) is not null)
        {
            return [];
        }

        if (CookieKnowledge.Sinks.Concat(CookieKnowledge.Deletions).FirstOrDefault(row =>
            row.Method == method.Name && KnownSymbols.IsOrInherits(method.ContainingType, row.Type)) is not { } sink)
        {
            return [];
        }

        if (sink.Cookie is null)
        {
            return OfObjects(anchor, seen.Receiver, seen.State, sink.IsRaw, alone);
        }

        var cookie = Argument(sink.Cookie)?.Value;
        if (sink.Name is null)
        {
            return cookie is null ? [] : OfObjects(anchor, cookie, seen.State, sink.IsRaw, alone);
        }

        var flags = cookie is null ? null : new ObjectState(anchor.Session, cookie, seen.State);
        if (Argument(sink.Name) is { } name)
        {
            return [new CookieWrite(anchor, name, Argument(sink.Value) ?? SpokenValue.Unknown, flags, sink.IsRaw, alone)];
        }

        return Argument(sink.Pairs) is { } pairs
            ? pairs.Value.Atoms
                .Select(pair => new ObjectState(anchor.Session, Value.Of(pair), seen.State))
                .Select(pair => new CookieWrite(anchor, new(pair.Read("Key"), ""), new(pair.Read("Value"), ""), flags, sink.IsRaw, alone))
            : [];

        SpokenValue? Argument(string? parameter)
        {
            if (parameter is null || method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter) is not { } found)
            {
                return null;
            }

            var argument = invocation.Arguments.FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Parameter, found));
            var identifier = argument?.Value.Syntax is ExpressionSyntax expression ? TreeFacts.NameToken(expression).ValueText ?? "" : "";
            var isMarked = argument?.Value is { } given && KnownSymbols.IsMarked(given, Annotations.SessionCookie);
            return new SpokenValue(anchor.Session.Flows.Resolve(seen.Arguments[found.Ordinal]), identifier, isMarked, argument?.Value.Syntax);
        }
    }

    /// <summary>Each of several objects is a cookie of its own: the name of one does not go with the flags of another.</summary>
    private static IEnumerable<CookieWrite> OfObjects(Anchor anchor, Value objects, FlowState at, bool isRaw, CookieWrite? alone) => objects.Atoms
        .Select(atom => new ObjectState(anchor.Session, Value.Of(atom), at))
        .Select(cookie => new CookieWrite(anchor, new(cookie.Read(CookieMembers.Name), ""), new(cookie.Read(CookieMembers.Value), ""), cookie, isRaw, alone));
}
