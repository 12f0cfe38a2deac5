namespace SealedSessions;

/// <summary>Why a session should be renewed.</summary>
[Flags]
public enum ResealReasons
{
    /// <summary>It need not.</summary>
    None = 0,

    /// <summary>More than half of the idle window has passed.</summary>
    Idle = 1,

    /// <summary>It is sealed under a key that no longer seals.</summary>
    KeyRotated = 2,

    /// <summary>It has an older format.</summary>
    FormatUpgraded = 4,

    /// <summary>The subject check has changed its claims.</summary>
    ClaimsChanged = 8,
}
