using Microsoft.Extensions.Logging;

namespace SealedSessions.AspNetCore;

/// <summary>What is logged about keys from Data Protection.</summary>
internal static partial class DataProtectionKeyLog
{
    [LoggerMessage(30, LogLevel.Error, "The Data Protection keys cannot be read; the sealing keys that are known stay in use.")]
    public static partial void KeyRingNotRead(this ILogger logger, Exception fault);

    [LoggerMessage(31, LogLevel.Warning, "The Data Protection key {Key} cannot be read; sessions that it has sealed do not open.")]
    public static partial void KeyNotRead(this ILogger logger, Guid key, Exception fault);
}
