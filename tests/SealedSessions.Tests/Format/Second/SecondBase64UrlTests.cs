namespace SealedSessions.Tests.Format.Second;

public class SecondBase64UrlTests
{
    // RFC 4648 section 10, without the padding; the last two rows are for the characters of section 5.
    [Theory]
    [InlineData("", "")]
    [InlineData("66", "Zg")]
    [InlineData("666f", "Zm8")]
    [InlineData("666f6f", "Zm9v")]
    [InlineData("666f6f62", "Zm9vYg")]
    [InlineData("666f6f6261", "Zm9vYmE")]
    [InlineData("666f6f626172", "Zm9vYmFy")]
    [InlineData("fbefbe", "----")]
    [InlineData("ffffff", "____")]
    public void VectorOfTheStandard_IsMet(string bytes, string text)
    {
        Assert.Equal(text, SecondBase64Url.Write(Convert.FromHexString(bytes)));
        Assert.Equal(Convert.FromHexString(bytes), SecondBase64Url.Read(text));
    }

    [Theory]
    [InlineData("Zg==")]
    [InlineData("Zg=")]
    [InlineData("Zm8=")]
    [InlineData("Zh")]
    [InlineData("Zv")]
    [InlineData("Zm9")]
    [InlineData("Z")]
    [InlineData("Zm9vY")]
    [InlineData("Zm9vA")]
    [InlineData("Zm 9v")]
    [InlineData("Zm9v\n")]
    [InlineData(" Zm9v")]
    [InlineData("+/+/")]
    [InlineData("Zm9.")]
    [InlineData("Zm9\u0000")]
    [InlineData("Zm9\uff36")]
    public void AnotherSpelling_IsRefused(string text) => Assert.Null(SecondBase64Url.Read(text));

    [Fact]
    public void LastCharacter_IsOneOfItsOwnOnly()
    {
        // Two characters hold one byte and four unused bits, three hold two bytes and two unused bits.
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Assert.Equal("AQgw", string.Concat(alphabet.Where(static last => SecondBase64Url.Read($"Z{last}") is not null)));
        Assert.Equal("AEIMQUYcgkosw048", string.Concat(alphabet.Where(static last => SecondBase64Url.Read($"Zm{last}") is not null)));
    }

    [Fact]
    public void AnyBytes_ComeBack()
    {
        Random random = new(4648);
        for (var length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var text = SecondBase64Url.Write(bytes);

            Assert.Equal(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'), text);
            Assert.Equal(bytes, SecondBase64Url.Read(text));
        }
    }
}
