namespace SealedSessions;

/// <summary>What has happened to a session.</summary>
public enum SessionAuditKind
{
    /// <summary>A session began.</summary>
    Issued = 0,

    /// <summary>A session was sealed anew.</summary>
    Renewed = 1,

    /// <summary>The subject proved again who it is.</summary>
    SteppedUp = 2,

    /// <summary>A session, a subject's sessions, those under a key or all were revoked.</summary>
    Revoked = 3,

    /// <summary>A session was refused.</summary>
    Refused = 4,

    /// <summary>An agent's tool was allowed or refused.</summary>
    ToolAsked = 5,
}
