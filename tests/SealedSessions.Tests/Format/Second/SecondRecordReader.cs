namespace SealedSessions.Tests.Format.Second;

/// <summary>Reads big-endian fields one after the other, and never past the end.</summary>
internal sealed class SecondRecordReader(byte[] record)
{
    private int _position;

    /// <exception cref="FormatException">The record ends before.</exception>
    public byte[] Bytes(int length)
    {
        if (record.Length - _position < length)
        {
            throw new FormatException("The record ends within a field.");
        }

        _position += length;
        return record[(_position - length).._position];
    }

    public long Number(int width) => Bytes(width).Aggregate(0L, static (value, next) => (value << 8) | next);

    public byte[] Rest() => Bytes(record.Length - _position);
}
