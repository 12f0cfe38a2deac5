namespace SealedSessions;

/// <summary>What became of a token. Whatever a client sends ends in one of these and never in an exception.</summary>
public enum UnsealStatus
{
    /// <summary>There was no token.</summary>
    Missing = 0,

    /// <summary>The token opened: authentic and not expired. Whether it is still good, only revalidation can say.</summary>
    Success = 1,

    /// <summary>Not a token of this format, or longer than the limit.</summary>
    Malformed = 2,

    /// <summary>A version or flags that this library does not know.</summary>
    UnsupportedVersion = 3,

    /// <summary>Sealed under a key that the ring does not hold.</summary>
    UnknownKey = 4,

    /// <summary>Sealed under a retired key that opens no more.</summary>
    RetiredKey = 5,

    /// <summary>Sealed under a revoked key.</summary>
    RevokedKey = 6,

    /// <summary>Changed, or sealed for another purpose, audience, cookie or schema.</summary>
    Tampered = 7,

    /// <summary>Authentic, but its content is not what this program seals.</summary>
    InvalidPayload = 8,

    /// <summary>Issued in the future, by more than the clock skew.</summary>
    IssuedInFuture = 9,

    /// <summary>Past its absolute end.</summary>
    Expired = 10,

    /// <summary>Unused for longer than the idle timeout.</summary>
    IdleTooLong = 11,
}
