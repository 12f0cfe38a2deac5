namespace SealedSessions.Tests.Format.Second;

/// <summary>A key of the reader that may no longer open everything.</summary>
internal sealed class SecondKey
{
    public byte[] MasterKey { get; set; } = new byte[32];

    public bool IsRevoked { get; set; }

    /// <summary>The first millisecond after the last day of a retired key, null while it is in use.</summary>
    public long? RetiredAt { get; set; }
}
