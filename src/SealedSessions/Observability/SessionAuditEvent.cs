namespace SealedSessions;

/// <summary>One event in the life of a session, for evidence.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="At">When.</param>
/// <param name="Purpose">The kind of session; empty where more than one is meant.</param>
/// <param name="Session">A keyed hash of the session's id, the same for all events of a session under one sealing key; empty where more than one is meant.</param>
/// <param name="Subject">Whose session it is, where that is known; an audit log is protected accordingly.</param>
/// <param name="Reason">What was revoked or why it was refused, in one word.</param>
public sealed record SessionAuditEvent(SessionAuditKind Kind, DateTimeOffset At, string Purpose, string Session, string Subject, string Reason);
