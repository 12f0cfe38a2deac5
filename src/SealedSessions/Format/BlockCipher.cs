using System.Security.Cryptography;

namespace SealedSessions.Format;

/// <summary>AES on two blocks at a time, for one thread at a time.</summary>
internal sealed class BlockCipher : IDisposable
{
    public const int BlockSize = 16;

    private readonly ICryptoTransform _transform;
    private readonly byte[] _blocks = new byte[4 * BlockSize];

    public BlockCipher(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        aes.Mode = CipherMode.ECB;
        aes.Padding = PaddingMode.None;
        _transform = aes.CreateEncryptor();
    }

    public Span<byte> Input => _blocks.AsSpan(0, 2 * BlockSize);

    public Span<byte> Output => _blocks.AsSpan(2 * BlockSize);

    public void Encrypt() => _transform.TransformBlock(_blocks, 0, 2 * BlockSize, _blocks, 2 * BlockSize);

    public void Dispose() => _transform.Dispose();
}
