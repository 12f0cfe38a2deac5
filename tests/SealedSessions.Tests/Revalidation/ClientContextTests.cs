using System.Net;
using System.Security.Cryptography;

namespace SealedSessions.Tests.Revalidation;

public class ClientContextTests
{
    [Fact]
    public void Bytes_AreThoseOfTheFormat()
    {
        Assert.Equal([.. SHA256.HashData("browser"u8)[..8], .. SHA256.HashData([192, 0, 2])[..8]], Bytes(ClientContext.From("browser", IPAddress.Parse("192.0.2.77"))));
        Assert.Equal([.. SHA256.HashData([])[..8], .. new byte[8]], Bytes(ClientContext.From(null, null)));
        Assert.Equal([.. SHA256.HashData([])[..8], .. SHA256.HashData([0x20, 1, 0xd, 0xb8, 0, 7])[..8]], Bytes(ClientContext.From("", IPAddress.Parse("2001:db8:7:8::1"))));
        Assert.Equal(Bytes(ClientContext.From("", IPAddress.Parse("192.0.2.1"))), Bytes(ClientContext.From("", IPAddress.Parse("::ffff:192.0.2.9"))));
    }

    [Fact]
    public void Context_ComesBackFromItsBytes()
    {
        var context = ClientContext.From("browser", IPAddress.Loopback);

        Assert.Equal(context, ClientContext.Read(Bytes(context)));
    }

    [Fact]
    public void Parts_AreComparedApart()
    {
        var one = ClientContext.From("browser", IPAddress.Parse("192.0.2.1"));
        var otherNetwork = ClientContext.From("browser", IPAddress.Parse("192.0.3.1"));
        var otherBrowser = ClientContext.From("other", IPAddress.Parse("192.0.2.1"));

        Assert.True(one.SameUserAgent(otherNetwork) && !one.SameNetwork(otherNetwork));
        Assert.True(!one.SameUserAgent(otherBrowser) && one.SameNetwork(otherBrowser));
        Assert.True(one != otherNetwork && one != otherBrowser && !one.Equals((object)otherBrowser));
        Assert.True(one == ClientContext.From("browser", IPAddress.Parse("192.0.2.200")));
        Assert.Equal(one.GetHashCode(), ClientContext.From("browser", IPAddress.Parse("192.0.2.200")).GetHashCode());
    }

    private static byte[] Bytes(ClientContext context)
    {
        var bytes = new byte[16];
        context.CopyTo(bytes);
        return bytes;
    }
}
