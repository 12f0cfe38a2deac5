using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

/// <summary>HKDF-SHA256 in the steps of RFC 5869.</summary>
internal static class SecondHkdf
{
    private const int HashLength = 32;

    /// <summary>RFC 5869 section 2.2. "Not provided" is a salt of zeros.</summary>
    public static byte[] Extract(byte[]? salt, byte[] inputKey) =>
        HMACSHA256.HashData(salt is null or [] ? new byte[HashLength] : salt, inputKey);

    /// <summary>RFC 5869 section 2.3.</summary>
    public static byte[] Expand(byte[] pseudorandomKey, byte[] info, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 255 * HashLength);

        List<byte> output = [];
        byte[] previous = [];
        for (var counter = 1; output.Count < length; counter++)
        {
            byte[] message = [.. previous, .. info, (byte)counter];
            previous = HMACSHA256.HashData(pseudorandomKey, message);
            output.AddRange(previous);
        }

        return [.. output[..length]];
    }

    public static byte[] Derive(byte[] inputKey, byte[]? salt, byte[] info, int length) =>
        Expand(Extract(salt, inputKey), info, length);
}
