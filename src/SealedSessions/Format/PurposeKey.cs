using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SealedSessions.Format;

/// <summary>The key for one purpose, derived from a master key by HKDF-SHA256 (RFC 5869).</summary>
internal static class PurposeKey
{
    public const string SessionSeal = "session-seal/1";
    public const string Successor = "session-successor/1";
    public const string Audit = "session-audit/1";

    // Strict: a lone surrogate would be written as U+FFFD, and two purposes could share a key.
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Xaes256Gcm Cipher(SealingKey master, string use, string purpose)
    {
        Span<byte> key = stackalloc byte[Xaes256Gcm.KeySize];
        Derive(master, use, purpose, key);
        var cipher = new Xaes256Gcm(key);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    public static void Derive(SealingKey master, string use, string purpose, Span<byte> key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Bytes, key, salt: [], Encode(use, purpose));

    /// <summary>Each text in UTF-8 behind its length in 4 bytes: no two lists of texts have the same encoding.</summary>
    public static byte[] Encode(params ReadOnlySpan<string> texts)
    {
        var size = 0;
        foreach (var text in texts)
        {
            size += sizeof(uint) + StrictUtf8.GetByteCount(text);
        }

        var encoded = new byte[size];
        var rest = encoded.AsSpan();
        foreach (var text in texts)
        {
            var length = StrictUtf8.GetBytes(text, rest[sizeof(uint)..]);
            BinaryPrimitives.WriteUInt32BigEndian(rest, (uint)length);
            rest = rest[(sizeof(uint) + length)..];
        }

        return encoded;
    }
}
