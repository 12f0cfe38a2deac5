using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using SealedSessions.Format;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

public class PurposeKeyTests
{
    // RFC 5869 appendix A.1 to A.3: what the library asks of the framework is what the standard says.
    [Theory]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData(
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            + "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
            + "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
            + "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87")]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void VectorOfTheStandard_IsMetByTheFramework(string inputKey, string salt, string info, string output)
    {
        var derived = new byte[output.Length / 2];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromHexString(inputKey), derived, Convert.FromHexString(salt), Convert.FromHexString(info));

        Assert.Equal(Convert.FromHexString(output), derived);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("über/漢字")]
    [InlineData(" ")]
    public void Key_IsTheStandardsForThePurpose(string purpose)
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        var derived = new byte[32];
        PurposeKey.Derive(new SealingKey(bytes), PurposeKey.SessionSeal, purpose, derived);

        Assert.Equal(new SecondParameters { MasterKey = bytes, Purpose = purpose }.SealingKey(), derived);
    }

    [Fact]
    public void EveryUseAndPurpose_HasAKeyOfItsOwn()
    {
        SealingKey master = new(RandomNumberGenerator.GetBytes(32));
        string[] uses = [PurposeKey.SessionSeal, PurposeKey.Successor, PurposeKey.Audit];
        string[] purposes = ["", "a", "b", "ab", "session-seal/1", PurposeKey.Audit];

        var keys = uses.SelectMany(use => purposes.Select(purpose =>
        {
            var key = new byte[32];
            PurposeKey.Derive(master, use, purpose, key);
            return Convert.ToHexString(key);
        })).ToArray();

        Assert.Equal(uses.Length * purposes.Length, keys.Distinct().Count());
    }

    [Fact]
    public void DifferentTexts_HaveDifferentEncodings() => Property.Holds(
        Gen.Two(Gen.ListOf(Gen.Elements("", "a", "b", "ab", "\0", "\0\0\0\u0001a", "é"), 3)),
        static lists =>
        {
            var (first, second) = lists;
            Assert.Equal(first.SequenceEqual(second), PurposeKey.Encode([.. first]).SequenceEqual(PurposeKey.Encode([.. second])));
        });

    [Fact]
    public void Encoding_IsLengthAndText() => Assert.Equal(
        new SecondRecordWriter().LengthAndText("").LengthAndText("zoë").LengthAndText("a").ToArray(),
        PurposeKey.Encode("", "zoë", "a"));

    [Fact]
    public void HalfACharacter_IsRefusedAndNotReplaced() =>
        Assert.All(["\ud83d", "a\udd11b"], static text => Assert.Throws<EncoderFallbackException>(() => PurposeKey.Encode("shop", text)));
}
