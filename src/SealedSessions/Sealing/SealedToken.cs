namespace SealedSessions;

/// <summary>A sealed session as text. Whoever holds it holds the session, so <see cref="ToString"/> does not show it.</summary>
public readonly struct SealedToken : IEquatable<SealedToken>
{
    private readonly string? _value;
    private readonly long _expiresAt;

    internal SealedToken(string value, SessionId session, long expiresAt)
    {
        _value = value;
        _expiresAt = expiresAt;
        Session = session;
    }

    /// <summary>The token, beginning with <c>s1.</c>, to be sent to the client and nowhere else.</summary>
    public string Value => _value ?? "";

    /// <summary>Names the session, for a list of sessions and for <see cref="SessionRevoker"/>.</summary>
    public SessionId Session { get; }

    /// <summary>The session's absolute end as it is sealed.</summary>
    public DateTimeOffset ExpiresAt => DateTimeOffset.FromUnixTimeMilliseconds(_expiresAt);

    /// <inheritdoc/>
    public bool Equals(SealedToken other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SealedToken other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The length of the token; never the token.</summary>
    public override string ToString() => $"SealedToken ({Value.Length} characters, redacted)";

    /// <summary>Whether both are the same token.</summary>
    public static bool operator ==(SealedToken left, SealedToken right) => left.Equals(right);

    /// <summary>Whether they are different tokens.</summary>
    public static bool operator !=(SealedToken left, SealedToken right) => !left.Equals(right);
}
