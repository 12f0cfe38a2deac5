using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

/// <summary>CMAC with AES, in full: NIST SP 800-38B. XAES never needs K2, a reader of the standard does.</summary>
internal static class SecondCmac
{
    private const int BlockLength = 16;

    /// <summary>Section 6.1: the subkeys, and the L they come from.</summary>
    public static (byte[] L, byte[] K1, byte[] K2) Subkeys(byte[] key)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var l = aes.EncryptEcb(new byte[BlockLength], PaddingMode.None);
        var k1 = Double(l);
        return (l, k1, Double(k1));
    }

    /// <summary>Section 6.2: CBC from a zero vector over the message, whose last block is masked.</summary>
    public static byte[] Authenticate(byte[] key, byte[] message)
    {
        var (_, k1, k2) = Subkeys(key);
        var isComplete = message.Length > 0 && message.Length % BlockLength == 0;
        List<byte> blocks = [.. message];
        if (!isComplete)
        {
            blocks.Add(0x80);
            while (blocks.Count % BlockLength != 0)
            {
                blocks.Add(0);
            }
        }

        var mask = isComplete ? k1 : k2;
        for (var i = 0; i < BlockLength; i++)
        {
            blocks[blocks.Count - BlockLength + i] ^= mask[i];
        }

        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(blocks.ToArray(), new byte[BlockLength], PaddingMode.None)[^BlockLength..];
    }

    private static byte[] Double(byte[] block)
    {
        var value = BinaryPrimitives.ReadUInt128BigEndian(block);
        var carried = value >> 127 == UInt128.One;
        var doubled = new byte[BlockLength];
        BinaryPrimitives.WriteUInt128BigEndian(doubled, (value << 1) ^ (carried ? (UInt128)0x87 : 0));
        return doubled;
    }
}
