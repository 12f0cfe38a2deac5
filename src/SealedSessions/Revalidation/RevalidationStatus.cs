namespace SealedSessions;

/// <summary>Whether an unsealed session is still good, or why not.</summary>
public enum RevalidationStatus
{
    /// <summary>There was nothing to revalidate: the token did not open.</summary>
    NotUnsealed = 0,

    /// <summary>The session is good.</summary>
    Success = 1,

    /// <summary>The session ended between unsealing and now.</summary>
    Expired = 2,

    /// <summary>The session is bound and the client has presented nothing, or it must be bound and is not.</summary>
    BindingMissing = 3,

    /// <summary>The client has presented another certificate, key or workload than the session is bound to.</summary>
    BindingMismatch = 4,

    /// <summary>The session was signed out or ended.</summary>
    SessionRevoked = 5,

    /// <summary>The subject's sessions were ended.</summary>
    SubjectRevoked = 6,

    /// <summary>All sessions were ended.</summary>
    EverythingRevoked = 7,

    /// <summary>The sealing key was revoked.</summary>
    KeyRevoked = 8,

    /// <summary>The subject may have no session any more: disabled, deleted, or its security stamp has changed.</summary>
    SubjectRejected = 9,

    /// <summary>A risk signal has ended the session.</summary>
    Terminated = 10,

    /// <summary>The revocation store or a subject check does not answer, and the choice is to refuse then. It may be good again later.</summary>
    Unavailable = 11,

    /// <summary>The session is older than the revocation store's memory, and the choice is to refuse then. The user has to sign in again.</summary>
    Forgotten = 12,
}
