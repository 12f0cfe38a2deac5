using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

/// <summary>What sealer and reader agree on outside of the token; the nonce is the sealer's alone.</summary>
internal sealed class SecondParameters
{
    public byte[] MasterKey { get; set; } = new byte[32];

    public string Purpose { get; set; } = "";

    public string Audience { get; set; } = "";

    public string CookieName { get; set; } = "";

    public string Schema { get; set; } = "";

    public byte[] Nonce { get; set; } = new byte[SecondXaes.NonceLength];

    public byte[] KeyId() => SHA256.HashData(MasterKey)[..4];

    /// <summary>The key of one purpose.</summary>
    public byte[] SealingKey() => Purpose.Length == 0
        ? throw new FormatException("A purpose of nothing.")
        : SecondHkdf.Derive(
            MasterKey,
            salt: [],
            new SecondRecordWriter().LengthAndText("session-seal/1").LengthAndText(Purpose).ToArray(),
            length: 32);

    /// <summary>What is authenticated along with the ciphertext.</summary>
    public byte[] AssociatedData(byte version, byte flags, byte[] keyId) => new SecondRecordWriter()
        .Number(version, 1)
        .Number(flags, 1)
        .Exactly(4, keyId)
        .LengthAndText(Purpose)
        .LengthAndText(Audience)
        .LengthAndText(CookieName)
        .LengthAndText(Schema)
        .ToArray();
}
