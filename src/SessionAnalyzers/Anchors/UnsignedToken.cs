using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A JSON web token being issued that certainly nobody signs and nobody encrypts.</summary>
internal sealed class UnsignedToken
{
    private const string Signing = "SigningCredentials";
    private const string Encrypting = "EncryptingCredentials";

    /// <summary>How methods are called that issue what they return.</summary>
    private static readonly ImmutableHashSet<string> Issuing = ImmutableHashSet.Create("create", "generate", "issue", "make", "mint", "build");

    /// <summary>Words of calls that sign by hand: a key in a vault does not come as credentials.</summary>
    private static readonly ImmutableHashSet<string> Signs = ImmutableHashSet.Create("sign", "signed", "signature", "signer", "hash", "hmac", "encrypt");

    private readonly Anchor _anchor;

    private UnsignedToken(Anchor anchor, string display)
    {
        _anchor = anchor;
        Display = display;
    }

    /// <summary>What issues it.</summary>
    public string Display { get; }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, null, arguments);

    /// <summary>A token made without credentials, and written.</summary>
    public static UnsignedToken? Written(Anchor anchor) =>
        anchor.Operation is IInvocationOperation call && Argument(anchor, "token") is { } token && anchor.Seen is { } seen
        && !anchor.Session.IsOurs(call.TargetMethod.ContainingType)
        && IsUnsigned(new ObjectState(anchor.Session, token, seen.State))
        && !IsSignedByHand(anchor.Node)
            ? new UnsignedToken(anchor, call.TargetMethod.Name)
            : null;

    /// <summary>A token made without credentials that a method returns which issues tokens, where nothing here writes any.</summary>
    public static UnsignedToken? Returned(Anchor anchor) =>
        anchor.Operation is IObjectCreationOperation
        && Bodies.Around(anchor.Node) is MethodDeclarationSyntax method
        && Words.Split(method.Identifier.ValueText).Any(Issuing.Contains)
        && anchor.Session.Flows.Of(method) is { Exit: { } exit, Returned: var returned }
        && returned.Atoms.All(atom => atom is Atom.Reference { Id: ObjectId.Allocation { Site: var site } } && site == anchor.Node)
        && IsUnsigned(new ObjectState(anchor.Session, returned, exit))
        && !IsSignedByHand(anchor.Node)
        && !anchor.Session.Facts.Mentions("WriteToken").Any()
            ? new UnsignedToken(anchor, "JwtSecurityToken")
            : null;

    /// <summary>A handler that is given a payload or a descriptor without credentials.</summary>
    public static UnsignedToken? Created(Anchor anchor) =>
        anchor.Operation is IInvocationOperation { TargetMethod: { Parameters: [var first, ..] } method } call && anchor.Seen is { } seen
        && !anchor.Session.IsOurs(method.ContainingType)
        && call.Parent is not IExpressionStatementOperation
        && (KnownSymbols.Is(first.Type, TypeNames.SecurityTokenDescriptor)
            ? IsBare(new ObjectState(anchor.Session, seen.Arguments[0], seen.State))
            : method.Parameters.Where(static parameter => IsCredentials(parameter.Type)).All(parameter => anchor.Session.Flows.Resolve(seen.Arguments[parameter.Ordinal]).IsNothing))
        && !IsSignedByHand(anchor.Node)
            ? new UnsignedToken(anchor, method.Name)
            : null;

    /// <summary>Credentials that sign nothing.</summary>
    public static UnsignedToken? OfNoAlgorithm(Anchor anchor) =>
        Argument(anchor, "algorithm") is { } algorithm && algorithm.TryGetConstants<string>(out var names) && names.All(static name => name.Equals("none", StringComparison.OrdinalIgnoreCase))
            ? new UnsignedToken(anchor, "SecurityAlgorithms.None")
            : null;

    private static Value? Argument(Anchor anchor, string parameter) => GivenArgument.Of(anchor, parameter)?.Value;

    /// <summary>Whether a JwtSecurityToken was certainly made without credentials, its own or those of its header.</summary>
    private static bool IsUnsigned(ObjectState token)
    {
        if (!token.IsKnown || !token.IsMade)
        {
            return false;
        }

        var own = token.Read(Signing);
        return own.Atoms.All(static atom => atom is Atom.Constant { Content: null })
            || (IsUnset(own) && token.Writes("Header").Any() && IsBare(token.Member("Header")) && IsUnset(token.Read("RawSignature")) && IsUnset(token.Read("InnerToken")));
    }

    private static bool IsBare(ObjectState holder) => holder.IsKnown && holder.IsMade && holder.Read(Signing).IsNothing && holder.Read(Encrypting).IsNothing;

    private static bool IsUnset(Value value) => value.Atoms.All(static atom => atom is Atom.Unset);

    private static bool IsCredentials(ITypeSymbol type) => type.Name is Signing or Encrypting;

    private static bool IsSignedByHand(SyntaxNode node) => Bodies.Around(node) is { } body && body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call =>
        TreeFacts.InvokedName(call) is { } name && Words.Split(name) is var words && words.Any(Signs.Contains)
        && !Words.Pairs(words).Any(static pair => pair is ("sign", "in" or "out" or "up")));
}
