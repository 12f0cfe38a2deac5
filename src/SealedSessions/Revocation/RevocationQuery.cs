namespace SealedSessions;

/// <summary>The session that a revocation store is asked about.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Subject">Whose session it is.</param>
/// <param name="AuthenticatedAt">When the subject last proved who it is.</param>
/// <param name="Epoch">The store's epoch when the session began.</param>
/// <param name="Key">The key that sealed the token.</param>
public readonly record struct RevocationQuery(SessionId Session, string Subject, DateTimeOffset AuthenticatedAt, uint Epoch, SealingKeyId Key);
