using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace SealedSessions.Tests.Observability;

/// <summary>An audit log that keeps what it is told.</summary>
internal sealed class KeptEvents : ISessionAuditLog
{
    private readonly ConcurrentQueue<SessionAuditEvent> _entries = new();

    public IReadOnlyCollection<SessionAuditEvent> Entries => _entries;

    /// <summary>Kind and reason of each event.</summary>
    public IEnumerable<string> Story => _entries.Select(static entry => $"{entry.Kind} {entry.Reason}".TrimEnd());

    /// <summary>Registers it.</summary>
    public void In(SealedSessionsBuilder sessions) => sessions.Services.AddSingleton<ISessionAuditLog>(this);

    public void Write(SessionAuditEvent entry) => _entries.Enqueue(entry);
}
