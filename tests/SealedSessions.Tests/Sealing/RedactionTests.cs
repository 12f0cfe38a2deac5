using System.Security.Cryptography;

namespace SealedSessions.Tests.Sealing;

/// <summary>What ends up in a log by accident says nothing.</summary>
public class RedactionTests
{
    [Fact]
    public void Token_DoesNotShowItself()
    {
        SessionSealer<ShopClaims> sealer = new(Shop.Options, new FixedKeyRing(KeyRing.Of(SealingKey.Generate())), new FakeClock());
        var token = sealer.Seal(Shop.SignIn());

        Assert.Equal($"SealedToken ({token.Value.Length} characters, redacted)", token.ToString());
        Assert.Equal("", default(SealedToken).Value);
        Assert.Equal("SealedToken (0 characters, redacted)", default(SealedToken).ToString());
    }

    [Fact]
    public void SessionId_DoesNotShowItself()
    {
        var id = SessionId.New();

        Assert.Equal("SessionId (redacted)", id.ToString());
        Assert.Equal("SessionId (redacted)", $"{id}");
    }

    [Fact]
    public void Binding_ShowsItsKindOnly()
    {
        var hash = RandomNumberGenerator.GetBytes(32);

        Assert.Equal("SessionBinding Custom", SessionBinding.Custom(hash).ToString());
    }

    [Fact]
    public void Key_ShowsItsIdOnly()
    {
        var key = SealingKey.Generate();

        Assert.Equal($"SealingKey {key.Id}", key.ToString());
        Assert.Equal(8, key.Id.ToString().Length);
    }

    [Fact]
    public void Sessions_ShowNoClaims()
    {
        SessionSealer<ShopClaims> sealer = new(Shop.Options, new FixedKeyRing(KeyRing.Of(SealingKey.Generate())), new FakeClock());
        var result = sealer.Unseal(sealer.Seal(Shop.SignIn()).Value);

        Assert.DoesNotContain("Ada", $"{result} {result.Session}", StringComparison.Ordinal);
        Assert.DoesNotContain(result.Session!.Id.ToHex(), $"{result.Session.Record}", StringComparison.OrdinalIgnoreCase);
    }
}
