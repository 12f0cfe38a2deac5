namespace SealedSessions.Tests.Format.Second;

/// <summary>Writes big-endian fields one after the other.</summary>
internal sealed class SecondRecordWriter
{
    private readonly List<byte> _bytes = [];

    /// <exception cref="OverflowException">The value does not fit.</exception>
    public SecondRecordWriter Number(long value, int width)
    {
        if (value < 0 || (UInt128)value >> (8 * width) != 0)
        {
            throw new OverflowException($"{value} does not fit into {width} bytes.");
        }

        for (var shift = 8 * (width - 1); shift >= 0; shift -= 8)
        {
            _bytes.Add((byte)(value >> shift));
        }

        return this;
    }

    /// <exception cref="FormatException">The field has another length.</exception>
    public SecondRecordWriter Exactly(int length, byte[] bytes)
    {
        if (bytes.Length != length)
        {
            throw new FormatException($"{bytes.Length} bytes where {length} belong.");
        }

        return Bytes(bytes);
    }

    public SecondRecordWriter Bytes(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>lp(x): the length in 32 bits, then the text.</summary>
    public SecondRecordWriter LengthAndText(string text)
    {
        var bytes = SecondText.Bytes(text);
        return Number(bytes.Length, 4).Bytes(bytes);
    }

    public byte[] ToArray() => [.. _bytes];
}
