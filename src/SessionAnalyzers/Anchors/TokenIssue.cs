using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A JSON web token being made.</summary>
internal sealed class TokenIssue
{
    private const string Expires = "expires";

    private readonly Anchor _anchor;

    private TokenIssue(Anchor anchor, string display, FixTarget? fix)
    {
        _anchor = anchor;
        Display = display;
        Fix = fix;
    }

    /// <summary>What makes it.</summary>
    public string Display { get; }

    private FixTarget? Fix { get; }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, Fix, arguments);

    /// <summary><c>new JwtSecurityToken(…)</c> that certainly has no expiry.</summary>
    public static TokenIssue? EndlessObject(Anchor anchor) =>
        anchor.Operation is IObjectCreationOperation { Constructor: { } constructor } creation
        && constructor.Parameters.FirstOrDefault(static parameter => parameter.Name == Expires) is { } expires
        && creation.Arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, expires)) is { } given
        && anchor.Seen is { } seen && seen.Arguments[expires.Ordinal].IsNothing
        && !MentionsExpiry(anchor.Node)
            ? new TokenIssue(anchor, "JwtSecurityToken", FixTarget.Of(FixKeys.Own, Expires, given.IsImplicit ? [] : [given.Syntax]))
            : null;

    /// <summary>A handler that is given a payload or a descriptor which certainly has no expiry, and adds none.</summary>
    public static TokenIssue? EndlessCall(Anchor anchor)
    {
        if (anchor.Operation is not IInvocationOperation { TargetMethod: { Parameters: [var first, ..] } method } call || anchor.Seen is not { } seen)
        {
            return null;
        }

        if (first.Type.SpecialType == SpecialType.System_String && first.Name == "payload")
        {
            return IsEndlessPayload(anchor, call, anchor.Session.Flows.Resolve(seen.Arguments[0])) && !MentionsExpiry(anchor.Node) ? new TokenIssue(anchor, method.Name, null) : null;
        }

        var handler = new ObjectState(anchor.Session, seen.Receiver, seen.State);
        var descriptor = new ObjectState(anchor.Session, seen.Arguments[0], seen.State);
        return KnownSymbols.Is(first.Type, TypeNames.SecurityTokenDescriptor)
            && handler.Read("SetDefaultTimesOnTokenCreation").TryGetConstant<bool>(out var adds) && !adds
            && descriptor.IsKnown && descriptor.Read("Expires").IsNothing && !MentionsExpiry(anchor.Node)
                ? new TokenIssue(anchor, method.Name, descriptor.Creations.ToList() is [BaseObjectCreationExpressionSyntax creation] ? FixTarget.Of(FixKeys.Own, "Expires", creation) : null)
                : null;
    }

    private static bool IsEndlessPayload(Anchor anchor, IInvocationOperation call, Value payload)
    {
        if (payload.TryGetConstants<string>(out var texts))
        {
            return texts.All(static text => text.IndexOf("\"exp\"", StringComparison.Ordinal) < 0);
        }

        // Only of an object whose members are all in sight is it known that there is none.
        return SerializedType.Of(anchor.Session, call.Arguments[0].Value) is { IsAnonymousType: true } type && !type.GetMembers("exp").Any();
    }

    /// <summary>The claim may be added in another way: among the claims, or to the payload afterwards.</summary>
    private static bool MentionsExpiry(SyntaxNode node) =>
        Bodies.Around(node) is { } body && body.DescendantTokens().Any(static token =>
            token.ValueText is "exp" || (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "Exp" or "AddExpiry"));
}
