namespace SealedSessions.Tests.Format.Second;

/// <summary>What a token holds, field by field.</summary>
internal sealed class SecondSession
{
    public byte[] SessionId { get; set; } = new byte[16];

    public uint Generation { get; set; }

    /// <summary>In milliseconds since 1970, as are the other times.</summary>
    public long AuthenticatedAt { get; set; }

    public long IssuedAt { get; set; }

    public long ExpiresAt { get; set; }

    public uint IdleSeconds { get; set; } = 1;

    public uint Epoch { get; set; }

    public string Subject { get; set; } = "";

    /// <summary>1 client certificate, 2 proof key, 3 workload identity, 255 custom, null for none.</summary>
    public byte? BindingKind { get; set; }

    public byte[]? BindingBytes { get; set; }

    /// <summary>8 bytes for the user agent and 8 for the network, null for none.</summary>
    public byte[]? ClientContext { get; set; }

    public byte[] Payload { get; set; } = [];
}
