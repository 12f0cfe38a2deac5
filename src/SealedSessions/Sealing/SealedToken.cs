namespace SealedSessions;

/// <summary>A sealed session as text. Whoever holds it holds the session, so <see cref="ToString"/> does not show it.</summary>
/// <param name="value">The token, beginning with <c>s1.</c></param>
public readonly struct SealedToken(string value) : IEquatable<SealedToken>
{
    /// <summary>The token, to be sent to the client and nowhere else.</summary>
    public string Value => value ?? "";

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
