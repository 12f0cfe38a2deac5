using System.Security.Cryptography;

namespace SealedSessions.Tests.Format.Second;

public class SecondGcmTests
{
    // McGrew and Viega, "The Galois/Counter Mode of Operation", the submission to NIST that became SP 800-38D,
    // appendix B, test cases 13 to 16 (AES-256, nonces of 96 bits).
    [Theory]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "",
        "",
        "",
        "530f8afbc74536b9a963b4f1c4cb738b")]
    [InlineData(
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "00000000000000000000000000000000",
        "",
        "cea7403d4d606b6e074ec5d3baf39d18",
        "d0d1c8a799996bf0265b98b5d48ab919")]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
        "",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
        "b094dac5d93471bdec1a502270e3cc6c")]
    [InlineData(
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b")]
    public void VectorOfTheStandard_IsMet(string key, string nonce, string plaintext, string associatedData, string ciphertext, string tag)
    {
        var (k, n, p, a) = (Convert.FromHexString(key), Convert.FromHexString(nonce), Convert.FromHexString(plaintext), Convert.FromHexString(associatedData));

        var sealedBytes = SecondGcm.Encrypt(k, n, p, a);

        Assert.Equal(Convert.FromHexString(ciphertext + tag), sealedBytes);
        Assert.Equal(p, SecondGcm.Decrypt(k, n, sealedBytes, a));
    }

    [Fact]
    public void AnyLengths_AreWhatTheFrameworkMakes()
    {
        Assert.SkipUnless(AesGcm.IsSupported, "AES-GCM is not supported here.");

        Random random = new(20260101);
        for (var length = 0; length < 70; length++)
        {
            var (key, nonce, plaintext, associatedData) = (new byte[32], new byte[12], new byte[length], new byte[random.Next(70)]);
            random.NextBytes(key);
            random.NextBytes(nonce);
            random.NextBytes(plaintext);
            random.NextBytes(associatedData);

            var (ciphertext, tag) = (new byte[length], new byte[16]);
            using AesGcm framework = new(key, tag.Length);
            framework.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);

            Assert.Equal([.. ciphertext, .. tag], SecondGcm.Encrypt(key, nonce, plaintext, associatedData));
        }
    }

    [Fact]
    public void AnyOtherBit_IsRefused()
    {
        var (key, nonce) = (new byte[32], new byte[12]);
        byte[] associatedData = [1, 2, 3];
        var sealedBytes = SecondGcm.Encrypt(key, nonce, new byte[20], associatedData);

        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            byte[] other = [.. sealedBytes];
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(SecondGcm.Decrypt(key, nonce, other, associatedData));
        }

        Assert.NotNull(SecondGcm.Decrypt(key, nonce, sealedBytes, associatedData));
        Assert.Null(SecondGcm.Decrypt(key, nonce, sealedBytes, [1, 2]));
        Assert.Null(SecondGcm.Decrypt(key, nonce, sealedBytes[..^1], associatedData));
        Assert.Null(SecondGcm.Decrypt(key, nonce, sealedBytes[..15], associatedData));
    }
}
