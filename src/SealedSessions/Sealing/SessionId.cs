using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace SealedSessions;

/// <summary>Names a session: 16 random bytes (OWASP ASVS 5.0, 7.2.3). It opens nothing by itself, but is not for logs either.</summary>
public readonly struct SessionId : IEquatable<SessionId>
{
    /// <summary>The size of an id in bytes.</summary>
    /// <value>16</value>
    public const int SizeInBytes = 16;

    private readonly ulong _high;
    private readonly ulong _low;

    /// <summary>Takes over an id that exists, for example from a database.</summary>
    /// <param name="bytes">16 bytes.</param>
    /// <exception cref="ArgumentException">The bytes are more or fewer.</exception>
    public SessionId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeInBytes)
        {
            throw new ArgumentException($"A session id has {SizeInBytes} bytes.", nameof(bytes));
        }

        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
    }

    /// <summary>Makes a new random id.</summary>
    public static SessionId New()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        RandomNumberGenerator.Fill(bytes);
        return new SessionId(bytes);
    }

    /// <summary>Reads what <see cref="ToHex"/> writes.</summary>
    /// <param name="text">32 hexadecimal digits.</param>
    /// <param name="id">The id, if <paramref name="text"/> is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId id)
    {
        id = default;
        if (text is not { Length: 2 * SizeInBytes } || text.AsSpan().IndexOfAnyExcept(HexDigits) >= 0)
        {
            return false;
        }

        id = new SessionId(Convert.FromHexString(text));
        return true;
    }

    /// <summary>The id in 32 hexadecimal digits, for a list of sessions and for revoking one of them. Not for logs.</summary>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        CopyTo(bytes);
        return Convert.ToHexString(bytes);
    }

    /// <summary>Writes the 16 bytes.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < SizeInBytes)
        {
            throw new ArgumentException($"A session id needs {SizeInBytes} bytes.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <inheritdoc/>
    public bool Equals(SessionId other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    /// <summary>Nothing of the id, so that it does not end up in a log by accident; see <see cref="ToHex"/>.</summary>
    public override string ToString() => "SessionId (redacted)";

    /// <summary>Whether both name the same session.</summary>
    public static bool operator ==(SessionId left, SessionId right) => left.Equals(right);

    /// <summary>Whether they name different sessions.</summary>
    public static bool operator !=(SessionId left, SessionId right) => !left.Equals(right);

    private static System.Buffers.SearchValues<char> HexDigits { get; } = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
