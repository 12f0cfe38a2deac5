using SealedSessions;
using SealedShop.Storage;

namespace SealedShop.Features.Operations;

/// <summary>What happened to sessions, for the back office.</summary>
public interface IAuditTrail
{
    Task AppendAsync(SessionAuditEvent entry);

    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<SessionAuditEvent>> LastAsync(int count);
}

/// <summary>The last events of this process.</summary>
public sealed class MemoryAuditTrail : IAuditTrail
{
    private const int Most = 1_000;

    private readonly Lock _writing = new();
    private readonly Queue<SessionAuditEvent> _events = new();

    public Task AppendAsync(SessionAuditEvent entry)
    {
        lock (_writing)
        {
            _events.Enqueue(entry);
            if (_events.Count > Most)
            {
                _events.Dequeue();
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SessionAuditEvent>> LastAsync(int count)
    {
        lock (_writing)
        {
            return Task.FromResult<IReadOnlyList<SessionAuditEvent>>([.. _events.Reverse().Take(count)]);
        }
    }
}

/// <summary>The events of all nodes.</summary>
public sealed class PostgresAuditTrail(ShopDatabase database) : IAuditTrail
{
    public Task AppendAsync(SessionAuditEvent entry) => database.ExecuteAsync(
        "INSERT INTO shop.audit_event (at, kind, purpose, session, subject, reason) VALUES ($1, $2, $3, $4, $5, $6)",
        entry.At, entry.Kind.ToString(), entry.Purpose, entry.Session, entry.Subject, entry.Reason);

    public async Task<IReadOnlyList<SessionAuditEvent>> LastAsync(int count) => await database.QueryAsync(
        "SELECT kind, at, purpose, session, subject, reason FROM shop.audit_event ORDER BY id DESC LIMIT $1",
        row => new SessionAuditEvent(
            Enum.Parse<SessionAuditKind>(row.GetString(0)), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5)),
        count);
}
