using Microsoft.Extensions.Logging;

namespace SealedSessions.Postgres;

/// <summary>What is logged. No session id and no subject ever is.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(1, LogLevel.Warning, "Schema {Schema} begins without revocations: it is new, or was emptied, and then sessions from before are forgotten.")]
    public static partial void Begun(this ILogger logger, string schema);

    [LoggerMessage(2, LogLevel.Warning, "PostgreSQL does not tell of revocations any more. Every check asks the database until it does.")]
    public static partial void ListenerLost(this ILogger logger, Exception fault);

    [LoggerMessage(3, LogLevel.Information, "PostgreSQL tells of revocations again.")]
    public static partial void ListenerRegained(this ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "Expired revocations could not be deleted; they harm nothing.")]
    public static partial void PurgeFailed(this ILogger logger, Exception fault);
}
