namespace SealedSessions;

/// <summary>What happens to sessions while the revocation store cannot be read, or has lost what it knew.</summary>
public enum StoreFailureMode
{
    /// <summary>Not chosen; refused at start-up.</summary>
    Unset = 0,

    /// <summary>Every session is refused until the store answers.</summary>
    FailClosed = 1,

    /// <summary>Sessions go on, and a revoked one may too. <see cref="RevalidatedSession{TClaims}.RevocationChecked"/> is false then.</summary>
    FailOpen = 2,
}
