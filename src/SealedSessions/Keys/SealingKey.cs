using System.Security.Cryptography;
using SealedSessions.Annotations;

namespace SealedSessions;

/// <summary>
/// A master key: 32 random bytes from which the keys that seal are derived. It is never made from a passphrase.
/// </summary>
/// <remarks>ASVS 5.0, 11.2.3 (at least 128 bits of security) and 13.3.1 (no secrets in source code).</remarks>
public sealed class SealingKey
{
    /// <summary>The size of a key in bytes.</summary>
    /// <value>32</value>
    public const int SizeInBytes = 32;

    private const string Remedy =
        "Make one with `openssl rand -base64 32` or SealingKey.Generate(), and keep it in a secret store, not in source code.";

    private readonly byte[] _bytes;

    /// <summary>Takes over a key that exists.</summary>
    /// <param name="key">32 random bytes. They are copied.</param>
    /// <exception cref="ArgumentException">The bytes are too few or too many, or cannot be random: all equal, repeated, or text. The message says what to do.</exception>
    public SealingKey([SealingKey] ReadOnlySpan<byte> key)
    {
        if (WhatIsWrongWith(key) is { } fault)
        {
            throw new ArgumentException(fault, nameof(key));
        }

        _bytes = key.ToArray();
        Id = SealingKeyId.Of(_bytes);
    }

    /// <summary>Names the key without revealing it.</summary>
    public SealingKeyId Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Makes a new random key.</summary>
    public static SealingKey Generate() => new(RandomNumberGenerator.GetBytes(SizeInBytes));

    /// <summary>Reads a key from the base64 or base64url text that a secret store holds.</summary>
    /// <param name="text">32 bytes in base64 (RFC 4648 section 4 or 5).</param>
    /// <exception cref="ArgumentException">The text is not base64, or its bytes are no key. The message says what to do, and never repeats the text.</exception>
    public static SealingKey FromBase64([SealingKey] string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryFromBase64(text, out var fault) ?? throw new ArgumentException(fault, nameof(text));
    }

    /// <summary>The key in base64, to be put into a secret store.</summary>
    public string ExportBase64() => Convert.ToBase64String(_bytes);

    /// <summary>The id of the key; never its bytes.</summary>
    public override string ToString() => $"SealingKey {Id}";

    /// <summary>Reads a key, or says why the text is none.</summary>
    internal static SealingKey? TryFromBase64(string text, out string? fault)
    {
        var bytes = new byte[64];
        var length = 0;
        var trimmed = text.Trim();

        if (trimmed.Length <= 64
            && Convert.TryFromBase64String(trimmed.Replace('-', '+').Replace('_', '/').PadRight((trimmed.Length + 3) / 4 * 4, '='), bytes, out length))
        {
            fault = WhatIsWrongWith(bytes.AsSpan(0, length));
        }
        else
        {
            fault = $"The sealing key is not {SizeInBytes} bytes in base64; a passphrase is not a key. {Remedy}";
        }

        var key = fault is null ? new SealingKey(bytes.AsSpan(0, length)) : null;
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    private static string? WhatIsWrongWith(ReadOnlySpan<byte> key)
    {
        if (key.Length != SizeInBytes)
        {
            return $"The sealing key has {key.Length} bytes instead of {SizeInBytes}. {Remedy}";
        }

        if (key.IndexOfAnyExcept(key[0]) < 0)
        {
            return $"Every byte of the sealing key is the same. {Remedy}";
        }

        if (IsText(key))
        {
            return $"The sealing key is text; a passphrase is not a key. {Remedy}";
        }

        if (IsCounting(key))
        {
            return $"The sealing key counts and is not random. {Remedy}";
        }

        // 32 random bytes with fewer than 16 different ones: less likely than 1 in 10^12.
        return DistinctBytes(key) < 16 || IsPeriodic(key)
            ? $"The sealing key repeats itself and is not random. {Remedy}"
            : null;
    }

    private static bool IsText(ReadOnlySpan<byte> key)
    {
        foreach (var value in key)
        {
            if (value is not (>= 0x20 and <= 0x7e or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a shorter key was written several times, such as one for AES-128 twice.</summary>
    private static bool IsPeriodic(ReadOnlySpan<byte> key)
    {
        for (var period = 1; period <= key.Length / 2; period++)
        {
            if (key[period..].SequenceEqual(key[..^period]))
            {
                return true;
            }
        }

        return false;
    }

    private static int DistinctBytes(ReadOnlySpan<byte> key)
    {
        Span<bool> seen = stackalloc bool[256];
        seen.Clear();
        var count = 0;
        foreach (var value in key)
        {
            count += seen[value] ? 0 : 1;
            seen[value] = true;
        }

        return count;
    }

    private static bool IsCounting(ReadOnlySpan<byte> key)
    {
        var step = (byte)(key[1] - key[0]);
        for (var i = 2; i < key.Length; i++)
        {
            if ((byte)(key[i] - key[i - 1]) != step)
            {
                return false;
            }
        }

        return true;
    }
}
