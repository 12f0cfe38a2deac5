using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

/// <summary>AES-GCM of NIST SP 800-38D from AES blocks, for nonces of 96 bits and tags of 128.</summary>
internal static class SecondGcm
{
    private const int TagLength = 16;
    private const int BlockLength = 16;
    private const int NonceLength = 12;

    /// <summary>The ciphertext, followed by the tag.</summary>
    public static byte[] Encrypt(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData)
    {
        var ciphertext = ExclusiveOr(plaintext, KeyStream(key, nonce, firstCounter: 2, plaintext.Length));
        return [.. ciphertext, .. Tag(key, nonce, ciphertext, associatedData)];
    }

    /// <summary>The plaintext, or null when the tag does not fit.</summary>
    public static byte[]? Decrypt(byte[] key, byte[] nonce, byte[] ciphertextAndTag, byte[] associatedData)
    {
        if (ciphertextAndTag.Length < TagLength)
        {
            return null;
        }

        var ciphertext = ciphertextAndTag[..^TagLength];
        return CryptographicOperations.FixedTimeEquals(Tag(key, nonce, ciphertext, associatedData), ciphertextAndTag.AsSpan(ciphertext.Length))
            ? ExclusiveOr(ciphertext, KeyStream(key, nonce, firstCounter: 2, ciphertext.Length))
            : null;
    }

    private static byte[] Tag(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData)
    {
        SecondHash hash = new(Blocks(key, new byte[BlockLength]));
        hash.Add(associatedData);
        hash.Add(ciphertext);

        var lengths = new byte[BlockLength];
        BinaryPrimitives.WriteUInt64BigEndian(lengths, (ulong)associatedData.Length * 8);
        BinaryPrimitives.WriteUInt64BigEndian(lengths.AsSpan(8), (ulong)ciphertext.Length * 8);
        hash.Add(lengths);

        return ExclusiveOr(hash.Current(), KeyStream(key, nonce, firstCounter: 1, TagLength));
    }

    private static byte[] KeyStream(byte[] key, byte[] nonce, uint firstCounter, int length)
    {
        if (nonce.Length != NonceLength)
        {
            throw new ArgumentException("A nonce has 96 bits here.", nameof(nonce));
        }

        var counters = new byte[(length + BlockLength - 1) / BlockLength * BlockLength];
        for (var offset = 0; offset < counters.Length; offset += BlockLength)
        {
            nonce.CopyTo(counters, offset);
            BinaryPrimitives.WriteUInt32BigEndian(counters.AsSpan(offset + NonceLength), firstCounter++);
        }

        return Blocks(key, counters);
    }

    private static byte[] Blocks(byte[] key, byte[] blocks)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptEcb(blocks, PaddingMode.None);
    }

    private static byte[] ExclusiveOr(byte[] left, byte[] right) =>
        [.. left.Select((value, i) => (byte)(value ^ right[i]))];
}
