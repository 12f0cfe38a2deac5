namespace SealedSessions;

/// <summary>Whether an agent may use a tool now, or why not.</summary>
public enum ToolAuthorizationStatus
{
    /// <summary>The session is not good any more.</summary>
    SessionRefused = 0,

    /// <summary>The tool may be used, once and now.</summary>
    Allowed = 1,

    /// <summary>The tool was not approved. Ask the user.</summary>
    NotApproved = 2,

    /// <summary>The agent works on another task or in another context than was approved; the session has ended.</summary>
    ContextDrift = 3,

    /// <summary>The agent has asked too often for tools that were not approved; the session has ended.</summary>
    TooManyRefusals = 4,

    /// <summary>A risk signal asks that the user proves again who it is, which an agent cannot. Ask the user.</summary>
    StepUpRequired = 5,
}
