using System.Security.Cryptography;
using SealedSessions.Format;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

/// <summary>The vectors of https://c2sp.org/XAES-256-GCM, and what the second implementation says.</summary>
public class Xaes256GcmTests
{
    [Theory]
    [InlineData(0x01, "", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271")]
    [InlineData(0x03, "c2sp.org/XAES-256-GCM", "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d")]
    public void VectorOfTheSpecification_IsMet(byte keyByte, string associatedData, string expected)
    {
        Xaes256Gcm cipher = new([.. Enumerable.Repeat(keyByte, 32)]);
        var nonce = "ABCDEFGHIJKLMNOPQRSTUVWX"u8.ToArray();
        var associated = SecondText.Bytes(associatedData);

        var sealedBytes = Encrypt(cipher, nonce, "XAES-256-GCM"u8.ToArray(), associated);

        Assert.Equal(Convert.FromHexString(expected), sealedBytes);
        Assert.Equal("XAES-256-GCM"u8.ToArray(), Decrypt(cipher, nonce, sealedBytes, associated));
    }

    // "Accumulated randomized tests"; the fuzz command does the million.
    [Fact]
    public void TenThousandRandomMessages_HaveTheHashOfTheSpecification()
    {
        Assert.SkipUnless(Shake128.IsSupported, "SHAKE-128 is not supported here.");

        const int iterations = 10_000;
        SecondRecordReader random = new(Shake128.HashData([], iterations * 400));
        using Shake128 hash = new();
        for (var i = 0; i < iterations; i++)
        {
            Xaes256Gcm cipher = new(random.Bytes(32));
            var nonce = random.Bytes(24);
            var plaintext = random.Bytes((int)random.Number(1));
            var associated = random.Bytes((int)random.Number(1));

            var sealedBytes = Encrypt(cipher, nonce, plaintext, associated);

            Assert.True(Decrypt(cipher, nonce, sealedBytes, associated).AsSpan().SequenceEqual(plaintext));
            hash.AppendData(sealedBytes);
        }

        Assert.Equal("E6B9EDF2DF6CEC60C8CBD864E2211B597FB69A529160CD040D56C0C210081939", Convert.ToHexString(hash.GetHashAndReset(32)));
    }

    [Fact]
    public void EveryLength_IsAsTheSecondHasIt()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Xaes256Gcm cipher = new(key);
        for (var length = 0; length < 100; length++)
        {
            var nonce = RandomNumberGenerator.GetBytes(24);
            var plaintext = RandomNumberGenerator.GetBytes(length);
            var associated = RandomNumberGenerator.GetBytes((length * 7) % 64);

            var sealedBytes = Encrypt(cipher, nonce, plaintext, associated);

            Assert.Equal(SecondXaes.Encrypt(key, nonce, plaintext, associated), sealedBytes);
            Assert.Equal(plaintext, Decrypt(cipher, nonce, sealedBytes, associated));
        }
    }

    [Fact]
    public void EveryChangedBit_IsNoticedAndLeavesNoPlaintext()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var nonce = RandomNumberGenerator.GetBytes(24);
        var associated = RandomNumberGenerator.GetBytes(20);
        Xaes256Gcm cipher = new(key);
        var sealedBytes = Encrypt(cipher, nonce, RandomNumberGenerator.GetBytes(40), associated);

        foreach (var part in (byte[][])[nonce, sealedBytes, associated])
        {
            for (var bit = 0; bit < 8 * part.Length; bit++)
            {
                part[bit / 8] ^= (byte)(1 << (bit % 8));
                byte[] plaintext = [.. Enumerable.Repeat((byte)0xAA, sealedBytes.Length - Xaes256Gcm.TagSize)];

                Assert.False(cipher.TryDecrypt(nonce, sealedBytes.AsSpan(..^16), sealedBytes.AsSpan(^16..), plaintext, associated));
                Assert.Equal(new byte[plaintext.Length], plaintext);
                part[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.NotNull(Decrypt(cipher, nonce, sealedBytes, associated));
    }

    [Fact]
    public void ManyThreads_DoNotDisturbEachOther()
    {
        Xaes256Gcm cipher = new(RandomNumberGenerator.GetBytes(32));
        var corrupt = 0;

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var nonce = RandomNumberGenerator.GetBytes(24);
            var plaintext = BitConverter.GetBytes(i);
            if (!plaintext.AsSpan().SequenceEqual(Decrypt(cipher, nonce, Encrypt(cipher, nonce, plaintext, nonce), nonce)))
            {
                Interlocked.Increment(ref corrupt);
            }
        });

        Assert.Equal(0, corrupt);
    }

    private static byte[] Encrypt(Xaes256Gcm cipher, byte[] nonce, byte[] plaintext, byte[] associated)
    {
        var sealedBytes = new byte[plaintext.Length + Xaes256Gcm.TagSize];
        cipher.Encrypt(nonce, plaintext, sealedBytes.AsSpan(..^16), sealedBytes.AsSpan(^16..), associated);
        return sealedBytes;
    }

    private static byte[]? Decrypt(Xaes256Gcm cipher, byte[] nonce, byte[] sealedBytes, byte[] associated)
    {
        var plaintext = new byte[sealedBytes.Length - Xaes256Gcm.TagSize];
        return cipher.TryDecrypt(nonce, sealedBytes.AsSpan(..^16), sealedBytes.AsSpan(^16..), plaintext, associated) ? plaintext : null;
    }
}
