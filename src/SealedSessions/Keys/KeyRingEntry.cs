using SealedSessions.Annotations;

namespace SealedSessions;

/// <summary>One key of the ring as configuration has it.</summary>
public sealed class KeyRingEntry
{
    /// <summary>32 random bytes in base64. A <see cref="SealingKeyState.Revoked"/> key may leave it out and give its <see cref="Id"/>.</summary>
    /// <value>null</value>
    [SealingKey]
    public string? Key { get; set; }

    /// <summary>The key's id, 8 hexadecimal digits. Needed for a revoked key without <see cref="Key"/>; elsewhere it is checked against the key.</summary>
    /// <value>null</value>
    public string? Id { get; set; }

    /// <summary>What the key may do.</summary>
    /// <value><see cref="SealingKeyState.Staged"/></value>
    public SealingKeyState State { get; set; }

    /// <summary>The instant from which a <see cref="SealingKeyState.Retired"/> key opens nothing; required for that state.</summary>
    /// <value>null</value>
    public DateTimeOffset? OpensUntil { get; set; }

    /// <summary>When the last node stopped sealing with this key, if known: <see cref="KeyRing.SafeToDeleteAfter"/> can then answer an earlier date than <see cref="OpensUntil"/>.</summary>
    /// <value>null</value>
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>Where the entry stands in configuration; null where it was made in code.</summary>
    internal string? Place { get; set; }
}
