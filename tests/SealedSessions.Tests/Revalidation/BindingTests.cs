using System.Security.Cryptography;
using System.Text;

namespace SealedSessions.Tests.Revalidation;

public class BindingTests
{
    private const string Thumbprint = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

    public static TheoryData<SessionBindingKind> Kinds => [SessionBindingKind.ClientCertificate, SessionBindingKind.ProofKey, SessionBindingKind.WorkloadIdentity, SessionBindingKind.Custom];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task BoundSession_IsItsClientsOnly(SessionBindingKind kind)
    {
        await using Shop shop = new();
        var token = await shop.StartAsync(Shop.SignIn() with { Binding = Of(kind, 1) });

        Assert.Equal(kind, shop.Sessions.Unseal(token).Session!.BindingKind);
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token, new(Of(kind, 1))));
        Assert.Equal(RevalidationStatus.BindingMismatch, await shop.StatusAsync(token, new(Of(kind, 2))));
        Assert.Equal(RevalidationStatus.BindingMissing, await shop.StatusAsync(token));

        // The same 32 bytes of another kind.
        foreach (var other in Kinds.Select(static row => row.Data).Where(other => other != kind))
        {
            Assert.Equal(RevalidationStatus.BindingMismatch, await shop.StatusAsync(token, new(SessionBinding.Read(other, Of(kind, 1).Hash))));
        }

        // A changed token is another matter.
        var changed = $"{token[..^6]}{(token[^6] == 'A' ? 'B' : 'A')}{token[^5..]}";
        var result = await shop.OpenAsync(changed, new(Of(kind, 1)));
        Assert.Equal((RevalidationStatus.NotUnsealed, UnsealStatus.Tampered), (result.Status, result.Unseal));
    }

    [Fact]
    public async Task UnboundSession_IsAnyClients()
    {
        await using Shop shop = new();
        var token = await shop.StartAsync();

        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token));
        Assert.Equal(RevalidationStatus.Success, await shop.StatusAsync(token, new(Of(SessionBindingKind.Custom, 1))));
    }

    [Fact]
    public async Task RequiredBinding_RefusesSessionsWithout()
    {
        FakeClock clock = new();
        var key = SealingKey.Generate();
        await using Shop lax = new(clock: clock, key: key);
        await using Shop strict = new(change: static options => options.RequiredBinding = SessionBindingKind.ProofKey, clock: clock, key: key);
        var proof = Of(SessionBindingKind.ProofKey, 1);
        var custom = Of(SessionBindingKind.Custom, 1);

        Assert.Equal(RevalidationStatus.BindingMissing, await strict.StatusAsync(await lax.StartAsync()));
        Assert.Equal(RevalidationStatus.BindingMissing, await strict.StatusAsync(await lax.StartAsync(), new(proof)));
        Assert.Equal(RevalidationStatus.BindingMissing, await strict.StatusAsync(await lax.StartAsync(Shop.SignIn() with { Binding = custom }), new(custom)));
        Assert.Equal(RevalidationStatus.Success, await strict.StatusAsync(await strict.StartAsync(Shop.SignIn() with { Binding = proof }), new(proof)));
        Assert.Equal(RevalidationStatus.BindingMismatch, await strict.StatusAsync(await strict.StartAsync(Shop.SignIn() with { Binding = proof }), new(Of(SessionBindingKind.ProofKey, 2))));

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => strict.StartAsync());
        Assert.Contains("must be bound to a ProofKey", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => strict.StartAsync(Shop.SignIn() with { Binding = custom }));
    }

    [Fact]
    public void EveryBit_OfABinding_Counts()
    {
        var hash = RandomNumberGenerator.GetBytes(32);
        var binding = SessionBinding.Custom(hash);
        Assert.True(binding.Matches(SessionBinding.Custom(hash)));
        Assert.False(binding.Matches(null));

        for (var bit = 0; bit < 256; bit++)
        {
            var changed = hash.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(binding.Matches(SessionBinding.Custom(changed)));
        }
    }

    [Fact]
    public void Certificate_IsTheHashOfItsEncoding()
    {
        using var certificate = TestCertificates.CreateClient("ada");
        var hash = SHA256.HashData(certificate.RawData);

        Assert.Equal(hash, SessionBinding.ClientCertificate(certificate).Hash);
        Assert.Equal(SessionBindingKind.ClientCertificate, SessionBinding.ClientCertificate(certificate).Kind);
        Assert.Equal(hash, SessionBinding.WorkloadIdentity(certificate).Hash);
        Assert.Equal(SessionBindingKind.WorkloadIdentity, SessionBinding.WorkloadIdentity(certificate).Kind);
    }

    // The example of RFC 7638 section 3.1.
    [Fact]
    public void ProofKey_IsTheThumbprintsBytes()
    {
        Assert.Equal(
            "3736CBB1787CB8309C77EE8C3705C5E16FFB9E859715901F1E4C59B11182F57B",
            Convert.ToHexString(SessionBinding.ProofKey(Thumbprint).Hash));
        Assert.Equal(SessionBindingKind.ProofKey, SessionBinding.ProofKey(Thumbprint).Kind);
    }

    [Fact]
    public void OtherThumbprints_AreRefused()
    {
        string[] bad = ["", "A", Thumbprint[..42], Thumbprint + "A", Thumbprint + "=", Thumbprint[..42] + "!", Thumbprint[..42] + "=", " " + Thumbprint[..42], new(' ', 43), Thumbprint[..41] + "\n\n"];

        Assert.All(bad, static text => Assert.Throws<ArgumentException>(() => SessionBinding.ProofKey(text)));
        Assert.Throws<ArgumentNullException>(() => SessionBinding.ProofKey(null!));
    }

    [Fact]
    public void Workload_IsTheHashOfItsId()
    {
        Assert.Equal(SHA256.HashData("spiffe://shop.example/checkout"u8), SessionBinding.WorkloadIdentity("spiffe://shop.example/checkout").Hash);
        Assert.Throws<ArgumentException>(() => SessionBinding.WorkloadIdentity(" "));
        Assert.Throws<ArgumentNullException>(() => SessionBinding.WorkloadIdentity((string)null!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void CustomBinding_Has32Bytes(int length) => Assert.Throws<ArgumentException>(() => SessionBinding.Custom(new byte[length]));

    private static SessionBinding Of(SessionBindingKind kind, int number) => SessionBinding.Read(kind, SHA256.HashData(Encoding.ASCII.GetBytes($"{number}")));
}
