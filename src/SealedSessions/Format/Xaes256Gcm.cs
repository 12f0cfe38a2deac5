using System.Buffers;
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

    private const int BlockSize = 16;

    private readonly byte[] _key;
    private readonly byte[] _k1 = new byte[BlockSize];

    // A transform shared by threads corrupts tokens: each call takes one out and puts it back.
    private readonly ICryptoTransform?[] _idle = new ICryptoTransform?[Math.Clamp(Environment.ProcessorCount, 4, 64)];

    public Xaes256Gcm(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        DeriveK1();
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
        var blocks = ArrayPool<byte>.Shared.Rent(4 * BlockSize);
        var derived = blocks.AsSpan(2 * BlockSize, KeySize);
        try
        {
            blocks[0] = 0;
            blocks[1] = 1;
            blocks[2] = (byte)'X';
            blocks[3] = 0;
            nonce[..12].CopyTo(blocks.AsSpan(4));
            blocks.AsSpan(0, BlockSize).CopyTo(blocks.AsSpan(BlockSize));
            blocks[BlockSize + 1] = 2;
            for (var i = 0; i < BlockSize; i++)
            {
                blocks[i] ^= _k1[i];
                blocks[BlockSize + i] ^= _k1[i];
            }

            var transform = Rent();
            transform.TransformBlock(blocks, 0, 2 * BlockSize, blocks, 2 * BlockSize);
            Return(transform);
            return new AesGcm(derived, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            ArrayPool<byte>.Shared.Return(blocks);
        }
    }

    private void DeriveK1()
    {
        // Steps 1 and 2: L = AES(0), doubled in GF(2^128).
        using var aes = Aes.Create();
        aes.Key = _key;
        Span<byte> zero = stackalloc byte[BlockSize];
        zero.Clear();
        aes.EncryptEcb(zero, _k1, PaddingMode.None);

        var carry = 0;
        for (var i = BlockSize - 1; i >= 0; i--)
        {
            var shifted = (_k1[i] << 1) | carry;
            carry = _k1[i] >> 7;
            _k1[i] = (byte)shifted;
        }

        _k1[^1] ^= (byte)(carry * 0x87);
    }

    private ICryptoTransform Rent()
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.Exchange(ref _idle[(start + i) % _idle.Length], null) is { } transform)
            {
                return transform;
            }
        }

        using var aes = Aes.Create();
        aes.Key = _key;
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        return aes.CreateEncryptor();
    }

    private void Return(ICryptoTransform transform)
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[(start + i) % _idle.Length], transform, null) is null)
            {
                return;
            }
        }

        transform.Dispose();
    }
}
