namespace SealedSessions;

/// <summary>The claims are too many for a token: a browser would drop the cookie and the user would seem signed out.</summary>
/// <param name="length">The length that the token would have, in characters.</param>
/// <param name="limit">The limit, in characters.</param>
/// <param name="payloadBytes">The size of the claims, in bytes.</param>
public sealed class SealedTokenTooLongException(int length, int limit, int payloadBytes)
    : InvalidOperationException($"The sealed token would have {length} characters, {limit} are allowed; the claims take {payloadBytes} bytes. Seal an id and keep the data on the server, or raise MaxTokenLength.")
{
    /// <summary>The length that the token would have, in characters.</summary>
    public int Length { get; } = length;

    /// <summary>The limit, in characters.</summary>
    public int Limit { get; } = limit;

    /// <summary>The size of the claims, in bytes.</summary>
    public int PayloadBytes { get; } = payloadBytes;
}
