using Microsoft.Extensions.Options;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>
/// Ends sessions from the server's side: one, all of a subject, all under a key, or all. Each holds in this process at once and on
/// other nodes as soon as the store has it.
/// </summary>
public sealed class SessionRevoker
{
    private readonly RevocationGuard _guard;
    private readonly SessionAuditor _auditor;
    private readonly IOptionsMonitor<KeyRingOptions> _keys;
    private readonly TimeProvider _clock;
    private readonly RecentRevocations _recent = new();

    internal SessionRevoker(RevocationGuard guard, SessionAuditor auditor, IOptionsMonitor<KeyRingOptions> keys, TimeProvider clock)
    {
        _guard = guard;
        _auditor = auditor;
        _keys = keys;
        _clock = clock;
    }

    /// <summary>Ends one session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public ValueTask<bool> RevokeSessionAsync(SessionId session, CancellationToken cancellation = default) =>
        RevokeSessionAsync(session, LastEnd(), "", "", cancellation);

    /// <summary>Ends all sessions of a subject that have begun by now: "sign out everywhere", a disabled account, a changed factor.</summary>
    /// <param name="subject">The subject that the sessions were sealed with.</param>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public async ValueTask<bool> RevokeSubjectAsync(string subject, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var before = _clock.GetUtcNow();
        _recent.Add(subject, before);
        var stored = await _guard.RevokeAsync(PendingRevocation.Subject(subject, before, LastEnd()), cancellation).ConfigureAwait(false);
        _auditor.Record(SessionAuditKind.Revoked, "", null, subject, "subject");
        SessionTelemetry.Revoked("subject");
        return stored;
    }

    /// <summary>Ends every session that has begun by now: the answer to an incident.</summary>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public async ValueTask<bool> RevokeEverythingAsync(CancellationToken cancellation = default)
    {
        var stored = await _guard.RevokeAsync(PendingRevocation.Everything(), cancellation).ConfigureAwait(false);
        _auditor.Record(SessionAuditKind.Revoked, "", null, "", "everything");
        SessionTelemetry.Revoked("everything");
        return stored;
    }

    /// <summary>Ends every session whose token is sealed under a key, at once on all nodes. Set the key to Revoked in the ring as well.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Not used to give up: a revocation is written or kept.</param>
    /// <returns>Whether the store has it. If not, it holds in this process and is written as soon as the store is back.</returns>
    public async ValueTask<bool> RevokeKeyAsync(SealingKeyId key, CancellationToken cancellation = default)
    {
        var stored = await _guard.RevokeAsync(PendingRevocation.Key(key, LastEnd()), cancellation).ConfigureAwait(false);
        _auditor.Record(SessionAuditKind.Revoked, "", null, "", "key");
        SessionTelemetry.Revoked("key");
        return stored;
    }

    /// <summary>From when a sign-in of a subject is later than the last revocation of its sessions in this process.</summary>
    internal DateTimeOffset EarliestSignIn(string subject) => _recent.After(subject);

    internal async ValueTask<bool> RevokeSessionAsync(SessionId session, DateTimeOffset until, string purpose, string subject, CancellationToken cancellation)
    {
        var stored = await _guard.RevokeAsync(PendingRevocation.Session(session, until), cancellation).ConfigureAwait(false);
        _auditor.Record(SessionAuditKind.Revoked, purpose, session, subject, "session");
        SessionTelemetry.Revoked("session");
        return stored;
    }

    /// <summary>When the last session that lives now would end anyway.</summary>
    private DateTimeOffset LastEnd()
    {
        var longest = _keys.CurrentValue.LongestLifetime;
        return _clock.GetUtcNow() + (longest > TimeSpan.Zero ? longest : SessionLifetime.LongestAbsolute) + SessionLifetime.LargestClockSkew;
    }
}
