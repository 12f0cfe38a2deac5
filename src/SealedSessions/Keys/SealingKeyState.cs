namespace SealedSessions;

/// <summary>What a key of the ring may do. A key moves from Staged to Active to Retired; Revoked is for a key that has leaked.</summary>
public enum SealingKeyState
{
    /// <summary>Opens tokens and seals none: on its way to every node before one of them seals with it.</summary>
    Staged = 0,

    /// <summary>Seals and opens. Exactly one key of a ring is active.</summary>
    Active = 1,

    /// <summary>Opens until the date of <see cref="KeyRingEntry.OpensUntil"/> and seals none.</summary>
    Retired = 2,

    /// <summary>Opens nothing: <see cref="UnsealStatus.RevokedKey"/>.</summary>
    Revoked = 3,
}
