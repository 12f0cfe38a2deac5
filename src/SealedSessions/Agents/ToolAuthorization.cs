namespace SealedSessions;

/// <summary>Whether an agent may use a tool now. The default is a refusal.</summary>
/// <param name="Status">The answer.</param>
/// <param name="Session">Why the session is not good any more, where that is the reason.</param>
public readonly record struct ToolAuthorization(ToolAuthorizationStatus Status, RevalidationStatus Session = RevalidationStatus.Success)
{
    /// <summary>Whether the tool may be used, once and now.</summary>
    public bool IsAllowed => Status == ToolAuthorizationStatus.Allowed;
}
