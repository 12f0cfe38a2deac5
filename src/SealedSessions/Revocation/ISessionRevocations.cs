namespace SealedSessions;

/// <summary>
/// Remembers which sessions are revoked. An implementation throws where it cannot read or write; what happens to sessions then is
/// <see cref="SealedSessionOptions{TClaims}.WhenRevocationsUnavailable"/>. Applications call <see cref="SessionRevoker"/>.
/// </summary>
public interface ISessionRevocations
{
    /// <summary>The epoch, which new sessions carry.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation);

    /// <summary>Whether a session is revoked.</summary>
    /// <param name="query">The session.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation);

    /// <summary>Revokes one session. Doing it twice changes nothing; a later end wins.</summary>
    /// <param name="session">The session.</param>
    /// <param name="until">When the session would have ended anyway; the entry may be forgotten then.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Revokes all sessions of a subject that began at or before a time. A later time wins.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="before">Sessions with a later authentication time live on.</param>
    /// <param name="until">When the last of them would have ended anyway.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Revokes every session: raises the epoch. Doing it twice is done twice.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask RevokeEverythingAsync(CancellationToken cancellation);

    /// <summary>Revokes every token sealed under a key. For a key that has leaked, revoke it in the key ring as well.</summary>
    /// <param name="key">The key.</param>
    /// <param name="until">When the last token under it would have ended anyway.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation);
}
