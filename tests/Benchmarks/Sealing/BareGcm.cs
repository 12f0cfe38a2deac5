using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Benchmarks.Sealing;

/// <summary>The least that a seal can be: one cached cipher, a random nonce, base64url. No purpose, no expiry, no rotation, and for one thread.</summary>
internal sealed class BareGcm : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly AesGcm _gcm = new(RandomNumberGenerator.GetBytes(32), TagSize);

    public string Protect(string text) => Base64Url.EncodeToString(Encrypt(Encoding.UTF8.GetBytes(text)));

    public string Unprotect(string token) => Encoding.UTF8.GetString(Decrypt(Base64Url.DecodeFromChars(token)));

    public byte[] Encrypt(byte[] plaintext)
    {
        var sealedBytes = new byte[NonceSize + plaintext.Length + TagSize];
        var nonce = sealedBytes.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        _gcm.Encrypt(nonce, plaintext, sealedBytes.AsSpan(NonceSize, plaintext.Length), sealedBytes.AsSpan(NonceSize + plaintext.Length));
        return sealedBytes;
    }

    public byte[] Decrypt(byte[] sealedBytes)
    {
        var plaintext = new byte[sealedBytes.Length - NonceSize - TagSize];
        _gcm.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize, plaintext.Length), sealedBytes.AsSpan(NonceSize + plaintext.Length), plaintext);
        return plaintext;
    }

    public void Dispose() => _gcm.Dispose();
}
