using System.Buffers;
using System.Security.Cryptography;

namespace SealedSessions.Format;

/// <summary>A growing buffer. A thread keeps one that holds what fits into a cookie; larger arrays are rented. What it held is cleared when it goes back.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private const int KeptSize = 4096;
    private const int SmallestRoom = 256;

    [ThreadStatic]
    private static PooledBytes? t_idle;

    private readonly byte[] _kept = new byte[KeptSize];
    private byte[] _bytes;
    private int _length;
    private bool _isLent;

    private PooledBytes() => _bytes = _kept;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public static PooledBytes Rent()
    {
        var rented = t_idle ?? new PooledBytes();
        t_idle = null;
        return rented;
    }

    public void Advance(int count)
    {
        _length += count;
        _isLent = false;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Lend(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Lend(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose()
    {
        Replace(_kept);
        _length = 0;
        _isLent = false;
        t_idle = this;
    }

    private void Lend(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, SmallestRoom);
        if (needed > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _bytes.Length));
            Written.CopyTo(larger);
            Replace(larger);
        }

        _isLent = true;
    }

    private void Replace(byte[] bytes)
    {
        // A writer that failed may have written more than it has said.
        CryptographicOperations.ZeroMemory(_isLent ? _bytes : _bytes.AsSpan(0, _length));
        if (_bytes != _kept)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = bytes;
    }
}
