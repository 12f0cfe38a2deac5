using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SealedSessions.Postgres;

/// <summary>Every statement, for one schema. The schema's name has been checked: it needs no escaping.</summary>
internal sealed class PostgresStatements(string schema)
{
    /// <summary>How many rows one statement deletes at most.</summary>
    public const int PurgeBatch = 1_000;

    private const string Seconds = "extract(epoch FROM now())::bigint";

    /// <summary>On which the nodes tell each other of revocations: a session's id in hexadecimal digits, or nothing for more than one session.</summary>
    public string Channel { get; } = $"{schema}_revoked";

    public string Listen => $"LISTEN \"{Channel}\"";

    /// <summary>Names this schema's setting up and purging among the advisory locks of the database.</summary>
    public long Lock { get; } = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("sealed-sessions:" + schema)));

    public string Create => $"SELECT pg_advisory_xact_lock({Lock});\n{PostgresSchema.Script(schema)}";

    public string TryLock => $"SELECT pg_try_advisory_xact_lock({Lock})";

    /// <summary>Session, subject's hash, authentication time, key.</summary>
    public string Check { get; } = $"""
        SELECT EXISTS (SELECT FROM "{schema}".revoked_session WHERE id = $1),
            EXISTS (SELECT FROM "{schema}".revoked_subject WHERE hash = $2 AND before >= $3),
            EXISTS (SELECT FROM "{schema}".revoked_key WHERE id = $4),
            (SELECT current FROM "{schema}".revocation_epoch),
            (SELECT first FROM "{schema}".revocation_epoch)
        """;

    public string Epoch { get; } = $"SELECT current, first FROM \"{schema}\".revocation_epoch";

    /// <summary>The last epoch that this node has seen: a store that was emptied must begin with a later one, even within the same second.</summary>
    public string BeginEpoch => $"""
        INSERT INTO "{schema}".revocation_epoch (current, first)
        SELECT began, began FROM (SELECT greatest({Seconds}, $1 + 1) AS began) AS epoch
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Session, until, payload.</summary>
    public string RevokeSession { get; } = $"""
        WITH written AS (
            INSERT INTO "{schema}".revoked_session AS known (id, until) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET until = greatest(known.until, excluded.until))
        SELECT pg_notify('{schema}_revoked', $3)
        """;

    /// <summary>Subject's hash, before, until.</summary>
    public string RevokeSubject { get; } = $"""
        WITH written AS (
            INSERT INTO "{schema}".revoked_subject AS known (hash, before, until) VALUES ($1, $2, $3)
            ON CONFLICT (hash) DO UPDATE SET before = greatest(known.before, excluded.before), until = greatest(known.until, excluded.until))
        SELECT pg_notify('{schema}_revoked', '')
        """;

    /// <summary>Key, until.</summary>
    public string RevokeKey { get; } = $"""
        WITH written AS (
            INSERT INTO "{schema}".revoked_key AS known (id, until) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET until = greatest(known.until, excluded.until))
        SELECT pg_notify('{schema}_revoked', '')
        """;

    /// <summary>Gives the epoch, if there was one to raise.</summary>
    public string RevokeEverything => $"""
        WITH raised AS (
            UPDATE "{schema}".revocation_epoch SET current = greatest(current + 1, {Seconds}) RETURNING current)
        SELECT current, pg_notify('{schema}_revoked', '') FROM raised
        """;

    /// <summary>
    /// Session, generation, candidate, window in milliseconds. The row is locked and written in either case: a plain look at what another
    /// transaction has just inserted would not find it.
    /// </summary>
    public string GetOrAddSuccessor { get; } = $"""
        INSERT INTO "{schema}".session_successor AS known (session, generation, token, until)
        VALUES ($1, $2, $3, now() + $4 * interval '1 millisecond')
        ON CONFLICT (session, generation) DO UPDATE SET
            token = CASE WHEN known.until <= now() THEN excluded.token ELSE known.token END,
            until = CASE WHEN known.until <= now() THEN excluded.until ELSE known.until END
        RETURNING token
        """;

    /// <summary>Each deletes a batch of what is over.</summary>
    public IEnumerable<string> Purges { get; } = ((string[])["revoked_session", "revoked_subject", "revoked_key", "session_successor"])
        .Select(table => $"""
            DELETE FROM "{schema}".{table} WHERE until < now()
            AND ctid = ANY (ARRAY(SELECT ctid FROM "{schema}".{table} WHERE until < now() LIMIT {PurgeBatch} FOR UPDATE SKIP LOCKED))
            """)
        .ToArray();
}
