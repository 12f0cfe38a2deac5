namespace SealedSessions;

/// <summary>How long sessions live. Both ends are required: a seal that never expires cannot be written.</summary>
/// <remarks>
/// OWASP ASVS 5.0, 7.3.1 and 7.3.2. NIST SP 800-63B-4 section 2: at AAL1 at most 30 days overall; at AAL2 24 hours and 1 hour idle;
/// at AAL3 12 hours and 15 minutes idle.
/// </remarks>
public sealed record SessionLifetime
{
    /// <summary>The longest <see cref="Absolute"/> that is accepted.</summary>
    /// <value>400 days</value>
    public static readonly TimeSpan LongestAbsolute = TimeSpan.FromDays(400);

    /// <summary>The largest <see cref="ClockSkew"/> that is accepted.</summary>
    /// <value>5 minutes</value>
    public static readonly TimeSpan LargestClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>From sign-in to the end, however busy the session is. At least <see cref="Idle"/>, at most <see cref="LongestAbsolute"/>.</summary>
    public required TimeSpan Absolute { get; init; }

    /// <summary>From the last renewal to the end. At least one second; whole seconds count.</summary>
    public required TimeSpan Idle { get; init; }

    /// <summary>By how much clocks of nodes may differ: a token issued later than that in the future is refused. It never lengthens a session. From zero to <see cref="LargestClockSkew"/>.</summary>
    /// <value>30 seconds</value>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    internal uint IdleSeconds => (uint)Math.Min(uint.MaxValue, Idle.Ticks / TimeSpan.TicksPerSecond);

    /// <summary>All that is wrong with the lifetime, each with its remedy.</summary>
    internal IEnumerable<string> Faults()
    {
        if (Absolute <= TimeSpan.Zero)
        {
            yield return $"The absolute lifetime is {Absolute}. Set SessionLifetime.Absolute to the longest time that a session may live, for example 12 hours.";
        }
        else if (Absolute > LongestAbsolute)
        {
            yield return $"The absolute lifetime of {Absolute} is longer than {LongestAbsolute.TotalDays} days, which is no limit. Set SessionLifetime.Absolute to at most that.";
        }

        if (Idle < TimeSpan.FromSeconds(1))
        {
            yield return $"The idle timeout is {Idle}. Set SessionLifetime.Idle to the longest time that a session may be unused, for example 30 minutes.";
        }
        else if (Absolute > TimeSpan.Zero && Absolute < Idle)
        {
            yield return $"The absolute lifetime of {Absolute} is shorter than the idle timeout of {Idle}. Raise SessionLifetime.Absolute or lower SessionLifetime.Idle.";
        }

        if (ClockSkew < TimeSpan.Zero || ClockSkew > LargestClockSkew)
        {
            yield return $"The clock skew is {ClockSkew}. Set SessionLifetime.ClockSkew between zero and {LargestClockSkew.TotalMinutes} minutes, and keep the nodes' clocks in step.";
        }
    }
}
