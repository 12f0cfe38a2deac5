namespace SealedSessions;

/// <summary>Gives the ring that is valid now. Reloads replace the ring; callers ask again rather than keep it.</summary>
public interface IKeyRing
{
    /// <summary>The keys now.</summary>
    KeyRing Current { get; }

    /// <summary>
    /// Asks the source for a key that <see cref="Current"/> does not hold, because another node may have made it a moment ago.
    /// Sources that have nothing to ask answer false. Never blocks for long: at most one question at a time, and not again at once.
    /// </summary>
    /// <param name="id">The id that a token names.</param>
    /// <returns>Whether <see cref="Current"/> now holds it.</returns>
    bool TryRefreshFor(SealingKeyId id) => false;
}
