using SealedSessions.Hosting;

namespace SealedSessions;

/// <summary>The keys that seal and open sessions. Bound to the configuration section <c>SealedSessions:Keys</c> unless another source is chosen.</summary>
public sealed class KeyRingOptions
{
    /// <summary>The keys, exactly one of them <see cref="SealingKeyState.Active"/>.</summary>
    /// <value>empty</value>
    public IList<KeyRingEntry> Keys { get; } = [];

    /// <summary>The longest absolute lifetime of all sessions that this ring seals. Registered session types raise it.</summary>
    /// <value><see cref="TimeSpan.Zero"/></value>
    public TimeSpan LongestLifetime { get; set; }

    /// <summary>Where the keys stand, or would stand.</summary>
    internal string Place { get; set; } = ConfigurationKeys.Section;

    /// <summary>Faults found while the entries were read, before they could be checked.</summary>
    internal IList<string> ReadingFaults { get; } = [];

    /// <summary>Set where the ring holds a key that this process has made for itself.</summary>
    internal bool IsDevelopmentRing { get; set; }
}
