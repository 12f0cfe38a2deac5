namespace SealedSessions.Tests.Format.Second;

/// <summary>What the reader alone decides. Times are in milliseconds.</summary>
internal sealed class SecondRules
{
    public const int UsualLimit = 16_384;

    public long Now { get; set; }

    public long ClockSkew { get; set; }

    public long AbsoluteLifetime { get; set; } = long.MaxValue;

    public long IdleTimeout { get; set; } = long.MaxValue;

    public int Limit { get; set; } = UsualLimit;

    /// <summary>Whether the payload has to be JSON.</summary>
    public bool IsJson { get; set; } = true;

    /// <summary>Keys beside the parameters' own, or the own one once it is retired or revoked.</summary>
    public List<SecondKey> Keys { get; } = [];
}
