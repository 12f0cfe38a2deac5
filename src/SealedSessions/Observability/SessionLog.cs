using Microsoft.Extensions.Logging;

namespace SealedSessions.Observability;

/// <summary>What is logged. No session id, token, subject or claim ever is; sessions appear as a keyed hash of their id.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1, LogLevel.Information, "Sealing key {Former} was replaced by {Active}.")]
    public static partial void ActiveKeyChanged(this ILogger logger, SealingKeyId former, SealingKeyId active);

    [LoggerMessage(2, LogLevel.Error, "The changed sealing keys are refused and the former ones stay in use: {Faults}")]
    public static partial void KeyRingRefused(this ILogger logger, string faults);

    [LoggerMessage(3, LogLevel.Error, "The revocation store does not answer. Sessions are refused or go on unchecked, as each kind has chosen.")]
    public static partial void StoreFailed(this ILogger logger, Exception fault);

    [LoggerMessage(4, LogLevel.Information, "The revocation store answers again.")]
    public static partial void StoreRecovered(this ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "A revocation could not be written. It holds in this process; {Count} wait for the store.")]
    public static partial void RevocationKept(this ILogger logger, int count, Exception fault);

    [LoggerMessage(6, LogLevel.Information, "All waiting revocations are written.")]
    public static partial void PendingWritten(this ILogger logger);

    [LoggerMessage(7, LogLevel.Critical, "{Count} revocations were never written: the process ended before the store was back. Revoke again.")]
    public static partial void PendingLost(this ILogger logger, int count);

    [LoggerMessage(8, LogLevel.Information, "Session {Session} of {Purpose}: {Kind} {Reason}")]
    public static partial void Audited(this ILogger logger, string session, string purpose, SessionAuditKind kind, string reason);

    [LoggerMessage(9, LogLevel.Error, "The audit log failed; the event is in this log only.")]
    public static partial void AuditFailed(this ILogger logger, Exception fault);

    [LoggerMessage(10, LogLevel.Error, "A subject check failed; sessions of {Purpose} are refused.")]
    public static partial void SubjectCheckFailed(this ILogger logger, string purpose, Exception fault);

    [LoggerMessage(11, LogLevel.Error, "A risk signal failed; sessions of {Purpose} need step-up.")]
    public static partial void RiskSignalFailed(this ILogger logger, string purpose, Exception fault);

    [LoggerMessage(12, LogLevel.Warning, "The successor of a session could not be shared with other nodes.")]
    public static partial void SuccessorNotShared(this ILogger logger, Exception fault);

    [LoggerMessage(13, LogLevel.Warning, "Sessions are sealed with a development key that is lost when the process ends.")]
    public static partial void DevelopmentKeyInUse(this ILogger logger);
}
