using System.Security.Cryptography;
using SealedSessions.Format;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

public class TokenTextTests
{
    [Fact]
    public void EveryLength_ComesBackInTheSecondsSpelling()
    {
        for (var length = 1; length < 400; length++)
        {
            var body = RandomNumberGenerator.GetBytes(length + 10);
            var text = TokenText.Write(body, length);

            Assert.Equal("s1." + SecondBase64Url.Write(body[..length]), text);
            Assert.Equal(length, TokenText.BodyLength(text.Length));
            Assert.Equal(body[..length], Read(text));
        }
    }

    [Fact]
    public void EveryCharacter_InEveryPlace_IsJudgedAsTheSecondJudgesIt()
    {
        for (var length = 46; length < 50; length++)
        {
            var text = TokenText.Write(RandomNumberGenerator.GetBytes(length), length).ToCharArray();
            for (var place = TokenText.Prefix.Length; place < text.Length; place++)
            {
                var kept = text[place];
                for (var character = '\0'; character < 0x200; character++)
                {
                    text[place] = character;
                    Same(new string(text));
                }

                text[place] = kept;
            }
        }
    }

    [Fact]
    public void EveryLastCharacterOfUnicode_IsJudgedAsTheSecondJudgesIt()
    {
        foreach (var length in (int[])[46, 47, 48])
        {
            var text = TokenText.Write(RandomNumberGenerator.GetBytes(length), length)[..^1];
            for (var character = 0; character <= char.MaxValue; character++)
            {
                Same(text + (char)character);
            }
        }
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("\r\n")]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData("%")]
    [InlineData("A")]
    [InlineData("\0")]
    public void AnythingMore_InEveryPlace_IsJudgedAsTheSecondJudgesIt(string more)
    {
        for (var length = 46; length < 50; length++)
        {
            var text = TokenText.Write(RandomNumberGenerator.GetBytes(length), length);
            for (var place = TokenText.Prefix.Length; place <= text.Length; place++)
            {
                Same(text.Insert(place, more));
            }
        }
    }

    private static void Same(string text)
    {
        var expected = SecondBase64Url.Read(text[3..]);
        var actual = Read(text);
        if (!(expected is null ? actual is null : actual is not null && expected.AsSpan().SequenceEqual(actual)))
        {
            Assert.Fail($"Read as {(actual is null ? "nothing" : Convert.ToHexString(actual))}: {text}");
        }
    }

    private static byte[]? Read(string text)
    {
        var length = TokenText.BodyLength(text.Length);
        var body = new byte[length + 2];
        return TokenText.TryRead(text, body) ? body[..length] : null;
    }
}
