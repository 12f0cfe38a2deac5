using Microsoft.Extensions.Logging;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>One line of a log.</summary>
internal sealed record LogEntry(string Category, LogLevel Level, int Id, string Message, string Values, Exception? Fault)
{
    public override string ToString() => $"{Level} {Category}[{Id}] {Message} {Values} {Fault}";
}
