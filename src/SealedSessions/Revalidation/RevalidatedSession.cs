using SealedSessions.Format;

namespace SealedSessions;

/// <summary>
/// A session about which everything has been asked: authentic, not expired, bound to this client, not revoked, its subject still valid.
/// The only type with claims to decide by, and only for the request or invocation at hand.
/// </summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class RevalidatedSession<TClaims>
{
    private readonly UnsealedSession<TClaims> _unsealed;
    private readonly TimeProvider _clock;

    internal RevalidatedSession(UnsealedSession<TClaims> unsealed, TClaims claims, bool claimsChanged, bool revocationChecked, bool stepUpRequired, TimeProvider clock)
    {
        _unsealed = unsealed;
        _clock = clock;
        Claims = claims;
        NeedsReseal = unsealed.NeedsReseal | (claimsChanged ? ResealReasons.ClaimsChanged : ResealReasons.None);
        RevocationChecked = revocationChecked;
        StepUpRequired = stepUpRequired;
    }

    /// <summary>What the session says, and what the subject check has not contradicted.</summary>
    public TClaims Claims { get; }

    /// <summary>Whose session it is.</summary>
    public string Subject => _unsealed.Record.Subject;

    /// <summary>Names the session.</summary>
    public SessionId Id => _unsealed.Id;

    /// <summary>0 at sign-in, one more with each renewal.</summary>
    public uint Generation => _unsealed.Generation;

    /// <summary>When the subject last proved who it is: sign-in or step-up.</summary>
    public DateTimeOffset AuthenticatedAt => _unsealed.AuthenticatedAt;

    /// <summary>The absolute end.</summary>
    public DateTimeOffset ExpiresAt => _unsealed.ExpiresAt;

    /// <summary>The end if the session is not renewed.</summary>
    public DateTimeOffset IdleUntil => _unsealed.IdleUntil;

    /// <summary>What the session is bound to; the client has proved it.</summary>
    public SessionBindingKind BindingKind => _unsealed.BindingKind;

    /// <summary>Why the session should be renewed now.</summary>
    public ResealReasons NeedsReseal { get; }

    /// <summary>False where the revocation store could not be asked and the choice is <see cref="StoreFailureMode.FailOpen"/>.</summary>
    public bool RevocationChecked { get; }

    /// <summary>Whether a risk signal asks for step-up. <see cref="AuthenticatedWithin"/> is false until then.</summary>
    public bool StepUpRequired { get; }

    internal UnsealedSession<TClaims> Unsealed => _unsealed;

    internal SessionRecord Record => _unsealed.Record;

    /// <summary>The soft signals of the client that has presented the session, or null.</summary>
    internal ClientContext? Client { get; init; }

    /// <summary>Whether the subject proved who it is no longer ago than that: the question before anything sensitive (ASVS 5.0, 7.5.1).</summary>
    /// <param name="age">The longest time since sign-in or step-up.</param>
    public bool AuthenticatedWithin(TimeSpan age) => !StepUpRequired && _clock.GetUtcNow() - AuthenticatedAt <= age;
}
