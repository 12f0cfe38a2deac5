namespace SealedSessions.Tests.Sealing;

public class SessionIdTests
{
    [Fact]
    public void Id_ComesBackFromHexAndBytes()
    {
        var id = SessionId.New();
        var bytes = new byte[16];
        id.CopyTo(bytes);

        Assert.Equal(Convert.ToHexString(bytes), id.ToHex());
        Assert.Equal(id, new SessionId(bytes));
        Assert.True(SessionId.TryParse(id.ToHex(), out var parsed) && parsed == id);
        Assert.True(SessionId.TryParse($"{id.ToHex()}".ToLowerInvariant(), out parsed) && parsed == id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeeff0")]
    [InlineData("00112233445566778899aabbccddeefg")]
    [InlineData("0x112233445566778899aabbccddeeff")]
    [InlineData(" 0112233445566778899aabbccddeeff")]
    [InlineData("00112233-4455-6677-8899-aabbccdd")]
    public void OtherText_IsNoId(string? text)
    {
        Assert.False(SessionId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    [Fact]
    public void OtherLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new SessionId(new byte[15]));
        Assert.Throws<ArgumentException>(() => new SessionId(new byte[17]));
        Assert.Throws<ArgumentException>(() => SessionId.New().CopyTo(new byte[15]));
    }

    [Fact]
    public void EveryBit_Counts()
    {
        var bytes = new byte[16];
        SessionId zero = new(bytes);
        for (var bit = 0; bit < 128; bit++)
        {
            Array.Clear(bytes);
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            Assert.True(zero != new SessionId(bytes) && !zero.Equals((object)new SessionId(bytes)));
        }

        Assert.True(zero == default && zero.GetHashCode() == default(SessionId).GetHashCode());
    }

    [Fact]
    public void NewIds_AreRandomInEveryBit()
    {
        var ones = new int[128];
        var bytes = new byte[16];
        for (var i = 0; i < 2_000; i++)
        {
            SessionId.New().CopyTo(bytes);
            for (var bit = 0; bit < 128; bit++)
            {
                ones[bit] += (bytes[bit / 8] >> (bit % 8)) & 1;
            }
        }

        // 1000 is expected; 9 standard deviations to either side.
        Assert.All(ones, static count => Assert.InRange(count, 800, 1200));
    }
}
