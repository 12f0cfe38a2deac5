using System.Buffers;
using System.Security.Cryptography;

namespace SealedSessions.Format;

/// <summary>A growing buffer from the pool. What it held is cleared when it goes back.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    [ThreadStatic]
    private static PooledBytes? t_idle;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public static PooledBytes Rent()
    {
        var rented = t_idle ?? new PooledBytes();
        t_idle = null;
        return rented;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose()
    {
        Replace([]);
        _length = 0;
        t_idle = this;
    }

    private void EnsureRoom(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 256);
        if (needed > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _bytes.Length));
            Written.CopyTo(larger);
            Replace(larger);
        }
    }

    private void Replace(byte[] bytes)
    {
        if (_bytes.Length > 0)
        {
            CryptographicOperations.ZeroMemory(_bytes.AsSpan(0, _length));
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = bytes;
    }
}
