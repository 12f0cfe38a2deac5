using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SealedSessions.Format;

namespace SealedSessions.Observability;

/// <summary>Tells the log and the audit logs what happens to sessions.</summary>
internal sealed class SessionAuditor(IKeyRing keys, IEnumerable<ISessionAuditLog> logs, ILogger<SessionAuditor> logger, TimeProvider clock)
{
    private const int HashSize = 8;

    private readonly ISessionAuditLog[] _logs = [.. logs];
    private HashKey? _key;

    public void Record(SessionAuditKind kind, string purpose, SessionId? session, string subject, string reason)
    {
        if (_logs.Length == 0 && !logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var hash = session is { } id ? Hash(id) : "";
        logger.Audited(hash, purpose, kind, reason);

        foreach (var log in _logs)
        {
            try
            {
                log.Write(new SessionAuditEvent(kind, clock.GetUtcNow(), purpose, hash, subject, reason));
            }
            catch (Exception fault)
            {
                logger.AuditFailed(fault);
            }
        }
    }

    private string Hash(SessionId session)
    {
        var active = keys.Current.ActiveKey;
        var key = Volatile.Read(ref _key);
        if (key is null || key.Id != active.Id)
        {
            var derived = new byte[SHA256.HashSizeInBytes];
            PurposeKey.Derive(active.Key!, PurposeKey.Audit, "", derived);
            key = new HashKey(active.Id, derived);
            Volatile.Write(ref _key, key);
        }

        Span<byte> id = stackalloc byte[SessionId.SizeInBytes];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        session.CopyTo(id);
        HMACSHA256.HashData(key.Bytes, id, hash);
        return Convert.ToHexString(hash[..HashSize]);
    }

    private sealed record HashKey(SealingKeyId Id, byte[] Bytes);
}
