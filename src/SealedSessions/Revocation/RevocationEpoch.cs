namespace SealedSessions;

/// <summary>
/// Counts how often everything was revoked, from a start that is the time at which the store was set up. So a session can tell
/// a store that was emptied (<see cref="RevocationStatus.Forgotten"/>) from one that revoked everything.
/// </summary>
/// <param name="Current">The epoch now.</param>
/// <param name="First">The epoch with which the store began.</param>
public readonly record struct RevocationEpoch(uint Current, uint First)
{
    /// <summary>The epoch of a store that is set up now: seconds since 1970.</summary>
    /// <param name="now">The clock.</param>
    public static RevocationEpoch StartingAt(DateTimeOffset now)
    {
        var first = Seconds(now);
        return new RevocationEpoch(first, first);
    }

    /// <summary>The epoch after everything is revoked.</summary>
    /// <param name="now">The clock.</param>
    public RevocationEpoch Next(DateTimeOffset now) => this with { Current = Math.Max(checked(Current + 1), Seconds(now)) };

    /// <summary>What the epoch says about a session that began under another.</summary>
    /// <param name="sealedEpoch">The epoch when the session began.</param>
    public RevocationStatus StatusOf(uint sealedEpoch)
    {
        if (sealedEpoch >= Current)
        {
            return RevocationStatus.NotRevoked;
        }

        return Current > First ? RevocationStatus.EverythingRevoked : RevocationStatus.Forgotten;
    }

    private static uint Seconds(DateTimeOffset now) => (uint)Math.Clamp(now.ToUnixTimeSeconds(), 1, uint.MaxValue - 1);
}
