using SealedSessions.Annotations;
using SealedSessions.Format;

namespace SealedSessions;

/// <summary>
/// A session that opened and has not expired, and about which nobody has asked yet whether it is still good: it may be signed
/// out, its user disabled, its cookie stolen. It has no claims to decide by; revalidation turns it into a <see cref="RevalidatedSession{TClaims}"/>.
/// </summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public sealed class UnsealedSession<TClaims>
{
    // Milliseconds since 1970: half of what a DateTimeOffset takes, for every request.
    private readonly long _expiresAt;
    private readonly long _idleUntil;

    internal UnsealedSession(in SessionRecord record, TClaims claims, SealContext context, SealingKeyId keyId, long expiresAt, long idleUntil, ResealReasons reseal)
    {
        Record = record;
        UnverifiedClaims = claims;
        Context = context;
        KeyId = keyId;
        _expiresAt = expiresAt;
        _idleUntil = idleUntil;
        NeedsReseal = reseal;
    }

    /// <summary>Names the session. It stays the same from sign-in to sign-out.</summary>
    public SessionId Id => Record.Id;

    /// <summary>0 at sign-in, one more with each renewal.</summary>
    public uint Generation => Record.Generation;

    /// <summary>When the user last proved who they are: sign-in or step-up. Renewals do not change it.</summary>
    public DateTimeOffset AuthenticatedAt => DateTimeOffset.FromUnixTimeMilliseconds(Record.AuthenticatedAt);

    /// <summary>When this token was sealed.</summary>
    public DateTimeOffset IssuedAt => DateTimeOffset.FromUnixTimeMilliseconds(Record.IssuedAt);

    /// <summary>The absolute end: the earlier of the sealed one and today's policy.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeMilliseconds(_expiresAt);

    /// <summary>The end if the session is not renewed.</summary>
    public DateTimeOffset IdleUntil => DateTimeOffset.FromUnixTimeMilliseconds(_idleUntil);

    /// <summary>The key that sealed the token.</summary>
    public SealingKeyId KeyId { get; }

    /// <summary>Why the session should be renewed once it is revalidated.</summary>
    public ResealReasons NeedsReseal { get; }

    /// <summary>Whether the session is bound to a certificate, key or workload.</summary>
    public SessionBindingKind BindingKind => Record.Binding?.Kind ?? SessionBindingKind.None;

    /// <summary>Who the session says it belongs to. Not to decide by; for that, revalidate.</summary>
    [Unseals]
    public string UnverifiedSubject => Record.Subject;

    /// <summary>What the session says. Not to decide by; for that, revalidate.</summary>
    [Unseals]
    public TClaims UnverifiedClaims { get; }

    internal SessionRecord Record { get; }

    /// <summary>A session of one purpose is none of another, though their claims be of one type.</summary>
    /// <exception cref="ArgumentException">It was sealed for something else.</exception>
    internal void Require(string purpose)
    {
        if (Purpose != purpose)
        {
            throw new ArgumentException($"The session was sealed for '{Purpose}' and is no session of '{purpose}'.");
        }
    }

    /// <summary>How long a revocation has to be kept: as long as any node may open the token, whatever its policy and clock.</summary>
    internal DateTimeOffset RevokedUntil => DateTimeOffset.FromUnixTimeMilliseconds(Record.ExpiresAt) + SessionLifetime.LargestClockSkew;

    internal SealContext Context { get; }

    /// <summary>What the token was sealed for.</summary>
    internal string Purpose { get; init; } = "";
}
