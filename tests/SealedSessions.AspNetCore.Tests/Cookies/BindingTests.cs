using System.Net;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class BindingTests
{
    [Fact]
    public async Task CopiedCookie_IsRefusedForAnotherCertificate()
    {
        using var mine = TestCertificates.CreateClient("ada");
        using var others = TestCertificates.CreateClient("ada");
        await using var site = await Shop.StartAsync(options => options.Binding = SessionBindingKind.ClientCertificate);
        using var client = await site.SignInAsync("ada", mine);
        using var same = site.Copy(client, mine);
        using var thief = site.Copy(client, others);
        using var bare = site.Copy(client);
        using var forger = site.CreateClient(mine);
        forger.SetCookie(Shop.Cookie, client.Cookie(Shop.Cookie)[..^4] + "AAAA");

        Assert.Equal("Success", (await same.GetAsync("/status")).Body);
        Assert.Equal("BindingMismatch", (await thief.GetAsync("/status")).Body);
        Assert.Equal("BindingMissing", (await bare.GetAsync("/status")).Body);
        Assert.Equal("NotUnsealed", (await forger.GetAsync("/status")).Body);
        Assert.Equal(HttpStatusCode.Redirect, await thief.StatusAsync("/me"));
        Assert.Equal(HttpStatusCode.Redirect, await bare.StatusAsync("/me"));
    }

    [Fact]
    public async Task RenewalAndStepUp_KeepTheBinding()
    {
        using var mine = TestCertificates.CreateClient("ada");
        using var others = TestCertificates.CreateClient("mallory");
        await using var site = await Shop.StartAsync(options => options.Binding = SessionBindingKind.ClientCertificate);
        using var client = await site.SignInAsync("ada", mine);

        site.Clock.Advance(TimeSpan.FromMinutes(12));
        await client.GetAsync("/me");
        using var afterRenewal = site.Copy(client, others);
        Assert.Equal("BindingMismatch", (await afterRenewal.GetAsync("/status")).Body);

        await client.PostAsync("/step-up");
        using var afterStepUp = site.Copy(client, others);
        Assert.Equal("BindingMismatch", (await afterStepUp.GetAsync("/status")).Body);
        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task SignInWithoutCertificate_Fails()
    {
        await using var site = await Shop.StartAsync(options => options.Binding = SessionBindingKind.ClientCertificate);
        using var client = site.CreateClient();

        var answer = await client.PostAsync("/sign-in/ada");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(answer.Cookies);
    }

    [Fact]
    public async Task SessionFromBeforeBindingWasRequired_IsRefused()
    {
        var key = SealingKey.Generate().ExportBase64();
        using var mine = TestCertificates.CreateClient("ada");
        await using var before = await Shop.StartAsync(key: key);
        await using var after = await Shop.StartAsync(options => options.Binding = SessionBindingKind.ClientCertificate, key: key, clock: before.Clock);
        using var client = await before.SignInAsync("ada");
        using var bound = after.Copy(client, mine);

        Assert.Equal("BindingMissing", (await bound.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task ProofKeyOfTheApplication_IsRead()
    {
        const string Mine = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
        const string Others = "1ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
        await using var site = await Shop.StartAsync(options =>
        {
            options.Binding = SessionBindingKind.ProofKey;
            options.ReadBinding = http => new(http.Request.Headers["X-Thumbprint"].ToString() is { Length: > 0 } thumbprint ? SessionBinding.ProofKey(thumbprint) : null);
        });
        using var client = site.CreateClient();
        await client.PostAsync("/sign-in/ada", ("X-Thumbprint", Mine));

        Assert.Equal("Success", (await client.GetAsync("/status", ("X-Thumbprint", Mine))).Body);
        Assert.Equal("BindingMismatch", (await client.GetAsync("/status", ("X-Thumbprint", Others))).Body);
        Assert.Equal("BindingMissing", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task OptionalBinding_HoldsForThoseWhoSignedInWithIt()
    {
        await using var site = await Shop.StartAsync(options => options.ReadBinding = Read);
        using var client = site.CreateClient();
        await client.PostAsync("/sign-in/ada", ("X-Device", "1"));
        using var unbound = await site.SignInAsync("grace");

        Assert.Equal("Success", (await client.GetAsync("/status", ("X-Device", "1"))).Body);
        Assert.Equal("BindingMismatch", (await client.GetAsync("/status", ("X-Device", "2"))).Body);
        Assert.Equal("BindingMissing", (await client.GetAsync("/status")).Body);
        Assert.Equal("Success", (await unbound.GetAsync("/status", ("X-Device", "2"))).Body);

        static ValueTask<SessionBinding?> Read(HttpContext http)
        {
            var hash = new byte[32];
            return new(byte.TryParse(http.Request.Headers["X-Device"], out hash[0]) ? SessionBinding.Custom(hash) : null);
        }
    }

    [Fact]
    public async Task SignOutWithACopiedCookie_EndsTheSessionAllTheSame()
    {
        using var mine = TestCertificates.CreateClient("ada");
        await using var site = await Shop.StartAsync(options => options.Binding = SessionBindingKind.ClientCertificate);
        using var client = await site.SignInAsync("ada", mine);
        using var bare = site.Copy(client);

        await bare.PostAsync("/sign-out");

        Assert.Equal("SessionRevoked", (await client.GetAsync("/status")).Body);
    }
}
