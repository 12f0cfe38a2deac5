using SealedSessions.Format;
using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Format;

public class PurposeCiphersTests
{
    private readonly SealingKey _first = SealingKey.Generate();
    private readonly SealingKey _second = SealingKey.Generate();

    [Fact]
    public void KeyThatStays_KeepsItsCipher()
    {
        TestRing ring = new((_first, SealingKeyState.Active), (_second, SealingKeyState.Staged));
        PurposeCiphers ciphers = new(ring, PurposeKey.SessionSeal, "shop");
        var former = ciphers.Active.Cipher;

        ring.Change((_first, SealingKeyState.Retired), (_second, SealingKeyState.Active));

        Assert.Equal(_second.Id, ciphers.Active.Key.Id);
        Assert.NotSame(former, ciphers.Active.Cipher);
        Assert.Equal(SealingKeyState.Retired, ciphers.Find(_first.Id, out var cipher, out var activeKey)!.State);
        Assert.Same(former, cipher);
        Assert.Equal(_second.Id, activeKey);
    }

    [Fact]
    public void RevokedKey_HasNoCipher()
    {
        TestRing ring = new((_first, SealingKeyState.Active));
        PurposeCiphers ciphers = new(ring, PurposeKey.SessionSeal, "shop");
        Assert.NotNull(ciphers.Active.Cipher);

        ring.Change((_first, SealingKeyState.Revoked), (_second, SealingKeyState.Active));

        Assert.Equal(SealingKeyState.Revoked, ciphers.Find(_first.Id, out var cipher, out _)!.State);
        Assert.Null(cipher);
    }

    [Fact]
    public void UnknownKey_IsAskedForOnceAndThenKnown()
    {
        TestRing ring = new((_first, SealingKeyState.Active));
        PurposeCiphers ciphers = new(ring, PurposeKey.SessionSeal, "shop");

        Assert.Null(ciphers.Find(_second.Id, out var cipher, out var activeKey));
        Assert.Null(cipher);
        Assert.Equal(_first.Id, activeKey);
        Assert.Equal(1, ring.Asked);

        ring.Source = TestRing.Of((_first, SealingKeyState.Active), (_second, SealingKeyState.Staged));
        Assert.Equal(SealingKeyState.Staged, ciphers.Find(_second.Id, out cipher, out _)!.State);
        Assert.NotNull(cipher);
        Assert.Equal(2, ring.Asked);

        Assert.NotNull(ciphers.Find(_second.Id, out _, out _));
        Assert.Equal(2, ring.Asked);
    }

    [Fact]
    public void EveryPurpose_HasCiphersOfItsOwn()
    {
        TestRing ring = new((_first, SealingKeyState.Active));
        var nonce = new byte[24];
        var sealedBytes = new byte[16];
        new PurposeCiphers(ring, PurposeKey.SessionSeal, "shop").Active.Cipher.Encrypt(nonce, [], [], sealedBytes, []);

        Assert.True(new PurposeCiphers(ring, PurposeKey.SessionSeal, "shop").Active.Cipher.TryDecrypt(nonce, [], sealedBytes, [], []));
        Assert.False(new PurposeCiphers(ring, PurposeKey.SessionSeal, "bank").Active.Cipher.TryDecrypt(nonce, [], sealedBytes, [], []));
        Assert.False(new PurposeCiphers(ring, PurposeKey.Successor, "shop").Active.Cipher.TryDecrypt(nonce, [], sealedBytes, [], []));
    }
}
