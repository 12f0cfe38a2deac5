namespace SealedSessions;

/// <summary>What a revocation store knows about a session.</summary>
public enum RevocationStatus
{
    /// <summary>The session is older than the store's memory: the store was emptied or restarted since. Whether it is revoked cannot be known.</summary>
    Forgotten = 0,

    /// <summary>Nothing is revoked.</summary>
    NotRevoked = 1,

    /// <summary>The session itself: signed out, or ended by an administrator.</summary>
    SessionRevoked = 2,

    /// <summary>All sessions of the subject that had begun by then.</summary>
    SubjectRevoked = 3,

    /// <summary>Every session that had begun by then.</summary>
    EverythingRevoked = 4,

    /// <summary>The key that sealed the token.</summary>
    KeyRevoked = 5,
}
