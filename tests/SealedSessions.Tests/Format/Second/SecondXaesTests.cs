using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

/// <summary>The vectors of https://c2sp.org/XAES-256-GCM, those for the steps included.</summary>
public class SecondXaesTests
{
    [Theory]
    [InlineData(
        0x01,
        "7298caa565031eadc6ce23d23ea66378",
        "e531954aca063d5b8d9c47a47d4cc6f0",
        "c8612c9ed53fe43e8e005b828a1631a0bbcb6ab2f46514ec4f439fcfd0fa969b",
        "",
        "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271")]
    [InlineData(
        0x03,
        "91c08762876dccf9ba204a33768fa5fe",
        "23810ec50edb99f374409466ed1f4b7b",
        "e9c621d4cdd9b11b00a6427ad7e559aeedd66b3857646677748f8ca796cb3fd8",
        "c2sp.org/XAES-256-GCM",
        "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d")]
    public void VectorOfTheSpecification_IsMet(byte keyByte, string l, string k1, string derivedKey, string associatedText, string ciphertext)
    {
        byte[] key = [.. Enumerable.Repeat(keyByte, 32)];
        var nonce = "ABCDEFGHIJKLMNOPQRSTUVWX"u8.ToArray();
        var plaintext = "XAES-256-GCM"u8.ToArray();
        var associatedData = SecondText.Bytes(associatedText);

        var subkeys = SecondCmac.Subkeys(key);
        Assert.Equal(Convert.FromHexString(l), subkeys.L);
        Assert.Equal(Convert.FromHexString(k1), subkeys.K1);
        Assert.Equal(Convert.FromHexString("000158004142434445464748494a4b4c"), SecondXaes.Message(1, nonce));
        Assert.Equal(Convert.FromHexString("000258004142434445464748494a4b4c"), SecondXaes.Message(2, nonce));
        Assert.Equal(Convert.FromHexString(derivedKey), SecondXaes.DerivedKey(key, nonce));
        Assert.Equal(Convert.FromHexString("4d4e4f505152535455565758"), SecondXaes.DerivedNonce(nonce));

        var sealedBytes = SecondXaes.Encrypt(key, nonce, plaintext, associatedData);
        Assert.Equal(Convert.FromHexString(ciphertext), sealedBytes);
        Assert.Equal(plaintext, SecondXaes.Decrypt(key, nonce, sealedBytes, associatedData));
    }

    // "Accumulated randomized tests". The stream is asked for at once: Shake128.Read needs .NET 9 and OpenSSL 3.3.
    [Fact]
    public void TenThousandRandomMessages_HaveTheHashOfTheSpecification()
    {
        Assert.SkipUnless(Shake128.IsSupported, "SHAKE-128 is not supported here.");

        const int iterations = 10_000;
        const int longestIteration = 32 + 24 + 1 + 255 + 1 + 255;
        SecondRecordReader random = new(Shake128.HashData([], iterations * longestIteration));
        using Shake128 hash = new();
        for (var i = 0; i < iterations; i++)
        {
            var key = random.Bytes(32);
            var nonce = random.Bytes(24);
            var plaintext = random.Bytes((int)random.Number(1));
            var associatedData = random.Bytes((int)random.Number(1));

            var sealedBytes = SecondXaes.Encrypt(key, nonce, plaintext, associatedData);
            Assert.True(SecondXaes.Decrypt(key, nonce, sealedBytes, associatedData).AsSpan().SequenceEqual(plaintext));
            hash.AppendData(sealedBytes);
        }

        Assert.Equal(
            Convert.FromHexString("e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939"),
            hash.GetHashAndReset(32));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(23)]
    [InlineData(25)]
    public void NonceOfAnotherLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => SecondXaes.Encrypt(new byte[32], new byte[length], plaintext: [], associatedData: []));
}
