using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Anchors;

/// <summary>A check of tokens that an assignment to TokenValidationParameters leaves out.</summary>
internal sealed class TokenCheck
{
    private readonly Anchor _anchor;
    private readonly FixTarget? _fix;

    private TokenCheck(Anchor anchor, string display, string accepted, FixTarget? fix)
    {
        _anchor = anchor;
        _fix = fix;
        Display = display;
        Accepted = accepted;
    }

    /// <summary>The assignment, as a message shows it.</summary>
    public string Display { get; }

    /// <summary>What is accepted without the check.</summary>
    public string Accepted { get; }

    public void Report(Rule rule, params object[] arguments) => _anchor.Report(rule, _fix, arguments);

    /// <summary>A flag that is switched off; null where it may be on, or something else checks.</summary>
    public static TokenCheck? Flag(Anchor anchor, TokenCheckFlag row) =>
        Written(anchor, row.Property) is { } value
        && value.IsUnsafe(static constant => constant is false)
        && !row.Delegates.Any(name => MayBeChecked(anchor, name))
        && !HasCounterpart(anchor, row)
        && !IsByHand(anchor, row.Property, row.Claim)
            ? new TokenCheck(anchor, row.Property + " = false", row.Accepted, Mend(anchor, row.Property))
            : null;

    /// <summary>A delegate that lets everything through; null where it may refuse, or something else checks.</summary>
    public static TokenCheck? Delegate(Anchor anchor, TokenCheckDelegate row) =>
        Written(anchor, row.Property) is { } value
        && Callbacks.AcceptsAll(anchor.Session, value)
        && (row.Demands.Length == 0 || row.Demands.Any(name => IsDemanded(anchor, name)))
        && !IsByHand(anchor, row.Property, row.Claim)
            ? new TokenCheck(anchor, $"{row.Property} refuses nothing", row.Accepted, Mend(anchor, row.Property))
            : null;

    /// <summary>A clock skew beyond the default; null where the lifetime is checked otherwise.</summary>
    public static TokenCheck? Skew(Anchor anchor) =>
        GivenLifetime.Written(anchor, TokenCheckKnowledge.ClockSkew) is { Longest: var skew }
        && skew > TokenCheckKnowledge.LongestSkew
        && !anchor.IsHidden(TokenCheckKnowledge.ClockSkew)
        && !TokenCheckKnowledge.LifetimeDelegates.Any(name => MayBeChecked(anchor, name))
        && !anchor.Session.ClaimChecks.OpensExpired(anchor.Node)
            ? new TokenCheck(anchor, "ClockSkew is " + Duration.Text(skew), "a token that has expired", Mend(anchor, TokenCheckKnowledge.ClockSkew))
            : null;

    /// <summary>A check for replay that remembers nothing.</summary>
    public static TokenCheck? Replay(Anchor anchor) =>
        Written(anchor, TokenCheckKnowledge.Replay) is { } value
        && value.TryGetConstant<bool>(out var isOn) && isOn
        && !TokenCheckKnowledge.ReplayCache.Any(name => MayBeSet(anchor, name))
            ? new TokenCheck(anchor, "ValidateTokenReplay without a TokenReplayCache", "a token that has been used before", null)
            : null;

    /// <summary>What the assignment writes; null when the deployed site does not get here, or a later assignment decides.</summary>
    private static Value? Written(Anchor anchor, string property) =>
        anchor.Operation is ISimpleAssignmentOperation && anchor.Seen is { } seen && !anchor.IsHidden(property) && !anchor.IsOverwritten(property)
            ? anchor.Session.Flows.Resolve(seen.Arguments[0])
            : null;

    private static ObjectState Parameters(Anchor anchor) => new(anchor.Session, anchor.Seen!.Receiver, anchor.ExitState ?? anchor.Seen.State);

    private static Value Read(Anchor anchor, string member) => Parameters(anchor).Read(member);

    /// <summary>Whether something is there, or code that is not seen may have put it there.</summary>
    private static bool MayBeSet(Anchor anchor, string member) =>
        !Read(anchor, member).IsNothing && anchor.Session.Facts.Mentions(member).Any();

    /// <summary>Whether a delegate may refuse.</summary>
    private static bool MayBeChecked(Anchor anchor, string member) =>
        MayBeSet(anchor, member) && !Callbacks.AcceptsAll(anchor.Session, Read(anchor, member));

    /// <summary>Whether the same object certainly asks for a check.</summary>
    private static bool IsDemanded(Anchor anchor, string member) =>
        Parameters(anchor).Writes(member).Any() && Read(anchor, member) is var value && !value.MayBe(static constant => constant is null or false) && !value.MayBeUnset;

    /// <summary>The flag is off only where there is nothing to compare with.</summary>
    private static bool HasCounterpart(Anchor anchor, TokenCheckFlag row) =>
        row.Counterparts.Any(name => Parameters(anchor).Writes(name).Any())
        && !(Read(anchor, row.Property).TryGetConstants<bool>(out var ends) && ends.All(static end => !end));

    private static bool IsByHand(Anchor anchor, string property, CheckedClaim claim) =>
        anchor.Session.ClaimChecks.Any(anchor.Node, claim)
        || (property is "ValidateLifetime" or "LifetimeValidator" && anchor.Session.ClaimChecks.OpensExpired(anchor.Node));

    private static FixTarget Mend(Anchor anchor, string property) => FixTarget.Of(FixKeys.Rewrite, property, anchor.Node);
}
