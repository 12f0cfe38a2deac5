namespace SealedSessions;

/// <summary>
/// Shares the successor of a session among nodes for a short while, so that parallel requests on several nodes get the same new token.
/// What is stored is encrypted: reading the store opens no session.
/// </summary>
public interface ISessionSuccessors
{
    /// <summary>Stores a successor unless there is one, and gives the one that is stored then. Atomic where the store can be.</summary>
    /// <param name="session">The session.</param>
    /// <param name="generation">The generation that is replaced.</param>
    /// <param name="candidate">The successor that the caller has made.</param>
    /// <param name="window">How long it is kept.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<byte[]> GetOrAddAsync(SessionId session, uint generation, byte[] candidate, TimeSpan window, CancellationToken cancellation);
}
