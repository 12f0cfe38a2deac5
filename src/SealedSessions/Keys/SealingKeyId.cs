using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace SealedSessions;

/// <summary>
/// Names a <see cref="SealingKey"/> without revealing it: the first 4 bytes of the key's SHA-256 digest.
/// Written as 8 hexadecimal digits. It stands in clear in every token and selects exactly one key.
/// </summary>
public readonly struct SealingKeyId : IEquatable<SealingKeyId>
{
    internal const int Size = 4;

    private readonly uint _value;

    internal SealingKeyId(uint value) => _value = value;

    internal uint Value => _value;

    /// <summary>Reads the 8 hexadecimal digits that <see cref="ToString"/> writes, in either case.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="id">The id, if <paramref name="text"/> is one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out SealingKeyId id)
    {
        var parsed = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text!.Length == 2 * Size;
        id = new SealingKeyId(parsed ? value : 0);
        return parsed;
    }

    /// <summary>Reads the 8 hexadecimal digits that <see cref="ToString"/> writes, in either case.</summary>
    /// <param name="text">The digits.</param>
    /// <exception cref="FormatException"><paramref name="text"/> is anything else.</exception>
    public static SealingKeyId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A key id is written as 8 hexadecimal digits.");

    /// <inheritdoc/>
    public bool Equals(SealingKeyId other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SealingKeyId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_value;

    /// <summary>The 8 lower-case hexadecimal digits.</summary>
    public override string ToString() => _value.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Whether both name the same key.</summary>
    public static bool operator ==(SealingKeyId left, SealingKeyId right) => left.Equals(right);

    /// <summary>Whether they name different keys.</summary>
    public static bool operator !=(SealingKeyId left, SealingKeyId right) => !left.Equals(right);

    internal static SealingKeyId Of(ReadOnlySpan<byte> key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, digest);
        return new SealingKeyId(BinaryPrimitives.ReadUInt32BigEndian(digest));
    }
}
