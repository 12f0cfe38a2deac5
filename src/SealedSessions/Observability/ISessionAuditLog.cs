namespace SealedSessions;

/// <summary>Keeps events for evidence. Register as many as needed. What one throws is logged and disturbs no session.</summary>
public interface ISessionAuditLog
{
    /// <summary>Takes an event. Called on the request's path: put it into a queue rather than wait.</summary>
    /// <param name="entry">The event.</param>
    void Write(SessionAuditEvent entry);
}
