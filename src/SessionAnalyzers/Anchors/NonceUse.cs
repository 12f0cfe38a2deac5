using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A nonce being given to an encryption.</summary>
internal sealed class NonceUse
{
    private readonly Anchor _anchor;
    private readonly IOperation _nonce;
    private readonly Value _value;
    private readonly Observation _seen;

    private NonceUse(Anchor anchor, IOperation nonce, Value value, Observation seen)
    {
        _anchor = anchor;
        _nonce = nonce;
        _value = value;
        _seen = seen;
    }

    /// <summary>On some path it is written in the source.</summary>
    public bool IsConstant => Is(static origin => origin.IsOnly(Origin.Literal | Origin.Blank) && origin.Has(Origin.Literal));

    /// <summary>On some path nobody has filled it.</summary>
    public bool IsBlank => Is(static origin => origin == Origin.Blank);

    /// <summary>On some path the same cipher has encrypted with it before, and nothing was written into it since.</summary>
    public bool IsUsed => _value.Atoms.OfType<Atom.Reference>().Any(atom =>
        Origins.Of(atom, _seen.State).Has(Origin.UsedNonce)
        && _seen.State.Object(atom.Id).Members.TryGetValue(Origins.Users, out var users) && users.Value.Atoms.Any(_seen.Receiver.Atoms.Contains));

    /// <summary>It was made once, for a field, and every call encrypts with it.</summary>
    public bool IsKept => _value.Atoms.OfType<Atom.Reference>().Any(atom =>
        atom.Id is ObjectId.Allocation { Site: var site } && IsOfField(site)
        && Bodies.Around(_anchor.Node) is { } body && !body.Span.Contains(site.Span)
        && _seen.State.Object(atom.Id).Member(Origins.Content).Writes.All(write => !body.Span.Contains(write.Span)));

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, FixTarget.Of(FixKeys.Own, null, _nonce.Syntax), arguments);

    /// <summary>The nonce that a call is given; null when it is not reached.</summary>
    public static NonceUse? Of(Anchor anchor, NonceSink sink) =>
        anchor.Operation is IInvocationOperation call
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == sink.Nonce) is { Parameter: { } parameter, Value: var nonce }
        && anchor.Seen is { } seen
            ? new NonceUse(anchor, nonce, anchor.Session.Flows.Resolve(seen.Arguments[parameter.Ordinal]), seen)
            : null;

    /// <summary>Whether something holds on a path on which it was not filled. What is filled bit by bit on another one may be so in a loop that always runs.</summary>
    private bool Is(Func<Origin, bool> holds) => _value.Atoms.Any(atom => Origins.OnPaths(atom, _seen.State).ToList() is var paths
        && paths.Exists(origin => holds(origin) && paths.TrueForAll(other => other == origin || !other.Has(origin))));

    private static bool IsOfField(SyntaxNode site) => Bodies.Around(site) is EqualsValueClauseSyntax or ConstructorDeclarationSyntax;
}
