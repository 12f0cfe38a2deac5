using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SealedSessions.Format;

namespace SealedSessions;

/// <summary>Wraps a successor for the shared store: whoever reads the store has no token.</summary>
internal sealed class SuccessorCipher(IKeyRing keys, string purpose)
{
    private const int HeadSize = SealingKeyId.Size + Xaes256Gcm.NonceSize;

    private readonly PurposeCiphers _ciphers = new(keys, PurposeKey.Successor, purpose);

    public byte[] Wrap(SessionId session, uint generation, string token)
    {
        var (key, cipher) = _ciphers.Active;
        var plaintext = Encoding.ASCII.GetBytes(token);
        var wrapped = new byte[HeadSize + plaintext.Length + Xaes256Gcm.TagSize];
        BinaryPrimitives.WriteUInt32BigEndian(wrapped, key.Id.Value);
        var nonce = wrapped.AsSpan(SealingKeyId.Size, Xaes256Gcm.NonceSize);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plaintext, wrapped.AsSpan(HeadSize, plaintext.Length), wrapped.AsSpan(HeadSize + plaintext.Length), Associated(session, generation));
        return wrapped;
    }

    /// <summary>The token, or null where it was wrapped for another session or under a key that is gone.</summary>
    public string? Unwrap(SessionId session, uint generation, byte[] wrapped)
    {
        if (wrapped.Length < HeadSize + Xaes256Gcm.TagSize)
        {
            return null;
        }

        _ciphers.Find(new SealingKeyId(BinaryPrimitives.ReadUInt32BigEndian(wrapped)), out var cipher, out _);
        var content = wrapped.AsSpan(HeadSize);
        var plaintext = new byte[content.Length - Xaes256Gcm.TagSize];
        return cipher is not null
            && cipher.TryDecrypt(wrapped.AsSpan(SealingKeyId.Size, Xaes256Gcm.NonceSize), content[..^Xaes256Gcm.TagSize], content[^Xaes256Gcm.TagSize..], plaintext, Associated(session, generation))
            ? Encoding.ASCII.GetString(plaintext)
            : null;
    }

    private static byte[] Associated(SessionId session, uint generation)
    {
        var bytes = new byte[SessionId.SizeInBytes + sizeof(uint)];
        session.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(SessionId.SizeInBytes), generation);
        return bytes;
    }
}
