namespace SealedSessions;

/// <summary>A ring that never changes: for tests, tools and programs that end soon.</summary>
/// <param name="ring">The keys.</param>
public sealed class FixedKeyRing(KeyRing ring) : IKeyRing
{
    /// <inheritdoc/>
    public KeyRing Current { get; } = ring ?? throw new ArgumentNullException(nameof(ring));
}
