using System.Security.Cryptography;

namespace SealedSessions.Tests.Keys;

public class SealingKeyIdTests
{
    [Fact]
    public void Id_IsTheStartOfTheHash()
    {
        var bytes = RandomNumberGenerator.GetBytes(32);

        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 4)), new SealingKey(bytes).Id.ToString(), ignoreCase: true);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("0a1b2c3d")]
    [InlineData("FFFFFFFF")]
    public void EightDigits_AreAnId(string text)
    {
        Assert.True(SealingKeyId.TryParse(text, out var id));
        Assert.Equal(text, id.ToString(), ignoreCase: true);
        Assert.Equal(id, SealingKeyId.Parse(text));
        Assert.True(id == SealingKeyId.Parse(text) && !(id != SealingKeyId.Parse(text)) && id.GetHashCode() == SealingKeyId.Parse(text).GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("0x123456")]
    [InlineData("1234567g")]
    [InlineData(" 1234567")]
    [InlineData("1234567 ")]
    [InlineData("-1234567")]
    public void OtherText_IsNone(string? text)
    {
        Assert.False(SealingKeyId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.Throws<FormatException>(() => SealingKeyId.Parse(text!));
    }
}
