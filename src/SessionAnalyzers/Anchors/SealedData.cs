using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>Data being protected by Data Protection without a lifetime.</summary>
internal sealed class SealedData
{
    private readonly Anchor _anchor;
    private readonly IInvocationOperation _call;

    private SealedData(Anchor anchor, IInvocationOperation call)
    {
        _anchor = anchor;
        _call = call;
    }

    /// <summary>A time-limited protector, and no limit: it opens until the year 9999.</summary>
    public bool IsTimeLimited => KnownSymbols.IsOrInherits(_call.Receiver().Type, TypeNames.TimeLimitedDataProtector);

    /// <summary>What the result is given to that makes it a token; null for data at rest.</summary>
    public string? Destination => Bodies.Around(_anchor.Node) is { } body ? Destinations(body).FirstOrDefault() : null;

    /// <summary>What is protected says itself when it ends, or is a random identifier, whose end the server knows.</summary>
    public bool HasEnd
    {
        get
        {
            if (_call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "plaintext") is not { Parameter: { } parameter, Value: var payload })
            {
                return false;
            }

            var origin = _anchor.Seen is { } seen ? Origins.Of(_anchor.Session.Flows.Resolve(seen.Arguments[parameter.Ordinal]), seen.State) : Origin.None;
            return origin.Has(Origin.Guessable | Origin.Random)
                || (SerializedType.Of(_anchor.Session, payload) is { } type && HasExpiry(type));
        }
    }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, FixTarget.Of(FixKeys.Own, null, _call.Receiver().Syntax), arguments);

    /// <summary>The call that protects without a lifetime; null for any other.</summary>
    public static SealedData? Of(Anchor anchor) => anchor.Operation is IInvocationOperation { Arguments.Length: > 0 } call ? new SealedData(anchor, call) : null;

    private IEnumerable<string> Destinations(SyntaxNode body)
    {
        if (_anchor.Session.Flows.Of(body) is not { } flow)
        {
            yield break;
        }

        foreach (var node in body.DescendantNodes())
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when TreeFacts.InvokedName(call) is { } invoked && ResponseKnowledge.Methods.Contains(invoked):
                    if (flow.At(call) is { } seen && seen.Arguments.Any(IsMine) && _anchor.Session.Method(call) is { } called && ResponseKnowledge.Of(called) is { } sink)
                    {
                        yield return sink.Display;
                    }

                    break;
                case VariableDeclaratorSyntax { Initializer: not null, Identifier.ValueText: var name } variable when IsSensitive(name):
                    if (flow.At(variable) is { Arguments: [var initial, ..] } && IsMine(initial) && !IsKept(body, name))
                    {
                        yield return "'" + name + "'";
                    }

                    break;
            }
        }

        if (DeclaredNames.OfCode(body) is { } method && IsMine(flow.Returned) && IsSensitive(method))
        {
            yield return "the result of " + method;
        }
    }

    private bool IsSensitive(string name) => _anchor.Session.Settings(_anchor.Node.SyntaxTree).Names.Classify(name) == NameKind.Sensitive;

    /// <summary>What goes on into a member of an object is data at rest.</summary>
    private static bool IsKept(SyntaxNode body, string variable) => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
        name.Identifier.ValueText == variable && name.Parent is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax or IdentifierNameSyntax } kept && kept.Right == name);

    private bool IsMine(Value value) => value.Atoms.Any(atom => atom is Atom.Opaque { Site: { } site } && site == _anchor.Node);

    private static bool HasExpiry(ITypeSymbol type) => type.GetMembers().Concat(type.BaseType?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
        .Any(static member => member is IPropertySymbol or IFieldSymbol && Words.Split(member.Name).Any(static word =>
            word.StartsWith("expir", StringComparison.Ordinal) || word is "exp" or "until" or "issued" or "created" or "deadline" or "timestamp" or "iat"));
}
