using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace SealedSessions.Format;

/// <summary>
/// XAES-256-GCM (C2SP specification): AES-256-GCM under a key derived from a random 192-bit nonce, safe for 2^80 messages.
/// Used by many threads at once: what is not thread-safe is rented.
/// </summary>
internal sealed class Xaes256Gcm
{
    public const int KeySize = 32;
    public const int NonceSize = 24;
    public const int TagSize = 16;

    private readonly byte[] _key;

    // K1 of the CMAC, XORed with what is the same in every first block and in every second one.
    private readonly Vector128<byte> _first;
    private readonly Vector128<byte> _second;

    // A cipher shared by threads corrupts tokens: each call takes one out and puts it back.
    private readonly BlockCipher?[] _idle = new BlockCipher?[Math.Clamp(Environment.ProcessorCount, 4, 64)];

    public Xaes256Gcm(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        var k1 = DeriveK1();
        _first = k1 ^ Vector128.Create(0, 1, (byte)'X', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        _second = k1 ^ Vector128.Create(0, 2, (byte)'X', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext, Span<byte> tag, ReadOnlySpan<byte> associatedData)
    {
        using var gcm = CreateGcm(nonce);
        gcm.Encrypt(nonce[12..], plaintext, ciphertext, tag, associatedData);
    }

    /// <summary>False where the tag does not fit; the plaintext is cleared then.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        using var gcm = CreateGcm(nonce);
        try
        {
            gcm.Decrypt(nonce[12..], ciphertext, tag, plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private AesGcm CreateGcm(ReadOnlySpan<byte> nonce)
    {
        // Steps 3 to 5: the two CMAC blocks under counters 1 and 2, encrypted in one call.
        Span<byte> block = stackalloc byte[BlockCipher.BlockSize];
        block.Clear();
        nonce[..12].CopyTo(block[4..]);
        var half = Vector128.Create<byte>(block);

        var cipher = Rent();
        (half ^ _first).CopyTo(cipher.Input);
        (half ^ _second).CopyTo(cipher.Input[BlockCipher.BlockSize..]);
        try
        {
            cipher.Encrypt();
            return new AesGcm(cipher.Output, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(cipher.Output);
            Return(cipher);
        }
    }

    private Vector128<byte> DeriveK1()
    {
        // Steps 1 and 2: L = AES(0), doubled in GF(2^128).
        using var cipher = new BlockCipher(_key);
        cipher.Encrypt();
        var k1 = cipher.Output[..BlockCipher.BlockSize];

        var carry = 0;
        for (var i = k1.Length - 1; i >= 0; i--)
        {
            var shifted = (k1[i] << 1) | carry;
            carry = k1[i] >> 7;
            k1[i] = (byte)shifted;
        }

        k1[^1] ^= (byte)(carry * 0x87);
        return Vector128.Create<byte>(k1);
    }

    private BlockCipher Rent()
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[(start + i) % _idle.Length], null) is { } cipher)
            {
                return cipher;
            }
        }

        return new BlockCipher(_key);
    }

    private void Return(BlockCipher cipher)
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[(start + i) % _idle.Length], cipher, null) is null)
            {
                return;
            }
        }

        cipher.Dispose();
    }
}
