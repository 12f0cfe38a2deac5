using System.Collections.Concurrent;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>Keeps the events of sessions.</summary>
internal sealed class AuditTape : ISessionAuditLog
{
    private readonly ConcurrentQueue<SessionAuditEvent> _entries = new();

    public IReadOnlyList<SessionAuditEvent> Entries => [.. _entries];

    public void Write(SessionAuditEvent entry) => _entries.Enqueue(entry);
}
