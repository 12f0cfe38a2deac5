using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Observability;

public class AuditTests
{
    private const int AuditFailed = 9;

    [Fact]
    public async Task LifeOfASession_IsTold()
    {
        KeptEvents events = new();
        await using Shop shop = new(events.In);
        var session = await shop.EnterAsync();
        shop.Clock.Advance(TimeSpan.FromMinutes(20));
        var renewed = (await shop.Sessions.RenewAsync(Shop.Good(await shop.Sessions.RevalidateAsync(session.Unsealed)))).Value;
        await shop.Sessions.EndAsync(session);
        await shop.OpenAsync(renewed);
        await shop.OpenAsync("s1.nonsense");
        await shop.OpenAsync(null);
        await shop.Revoker.RevokeSessionAsync(session.Id);
        await shop.Revoker.RevokeSubjectAsync("ada");
        await shop.Revoker.RevokeKeyAsync(shop.Key.Id);
        await shop.Revoker.RevokeEverythingAsync();

        Assert.Equal(
            ["Issued", "Renewed None", "Revoked session", "Refused SessionRevoked", "Refused Malformed", "Revoked session", "Revoked subject", "Revoked key", "Revoked everything"],
            events.Story);
        Assert.All(events.Entries.Take(4), static entry => Assert.Equal(("shop/customer", "ada"), (entry.Purpose, entry.Subject)));
        Assert.Equal(shop.Clock.GetUtcNow().AddMinutes(-20), events.Entries.First().At);
        Assert.Equal(shop.Clock.GetUtcNow(), events.Entries.Last().At);
    }

    [Fact]
    public async Task Session_IsAHashThatOnlyTheKeyTells()
    {
        KeptEvents events = new();
        await using Shop shop = new(events.In);
        var session = await shop.EnterAsync();
        await shop.Sessions.EndAsync(session);
        var other = await shop.EnterAsync();

        var hashes = events.Entries.Select(static entry => entry.Session).ToArray();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
        Assert.Equal(16, hashes[0].Length);

        // HMAC-SHA256 under a key derived for this use only.
        var key = new byte[32];
        SealedSessions.Format.PurposeKey.Derive(shop.Key, SealedSessions.Format.PurposeKey.Audit, "", key);
        Assert.Equal(
            Convert.ToHexString(System.Security.Cryptography.HMACSHA256.HashData(key, Convert.FromHexString(other.Id.ToHex())).AsSpan(0, 8)),
            hashes[2]);
        Assert.DoesNotContain(hashes[0], session.Id.ToHex(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task LogThatThrows_DisturbsNobody()
    {
        KeptEvents events = new();
        await using Shop shop = new(sessions => events.In(sessions.AddAuditLog<BrokenLog>()));

        await shop.EnterAsync();

        Assert.Single(events.Entries);
        Assert.Contains(shop.Log.Entries, static entry => entry is (LogLevel.Error, AuditFailed, _) && entry.Text.Contains("the disk is full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_HoldsNothingOfASession()
    {
        await using Shop shop = new(static sessions => sessions.AddClientChangeSignal().AddAgentSessions());
        var claims = new ShopClaims("Name-that-is-private", "role-that-is-private");
        var token = await shop.StartAsync(new() { Subject = "subject-that-is-private", Claims = claims });
        var session = Shop.Good(await shop.OpenAsync(token));
        var renewed = (await shop.Sessions.RenewAsync(session)).Value;
        var stepped = (await shop.Sessions.StepUpAsync(session)).Value;
        await shop.OpenAsync(renewed);
        await shop.OpenAsync(stepped[..^1]);
        await shop.Revoker.RevokeSubjectAsync("subject-that-is-private");

        Assert.True(shop.Log.Entries.Count >= 6);
        foreach (var secret in (string[])[token, renewed, stepped, token[10..30], session.Id.ToHex(), "private"])
        {
            Assert.DoesNotContain(secret, shop.Log.Text, StringComparison.OrdinalIgnoreCase);
        }

        KeyMaterial.IsAbsent(shop.Key.ExportBase64(), shop.Log.Text);
    }

    [Fact]
    public async Task WithoutAnybodyWhoListens_NothingIsNeeded()
    {
        var services = new ServiceCollection();
        services.AddSealedSessions()
            .UseKeys(static keys => keys.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
            .AddSession<ShopClaims>(static options =>
            {
                options.Purpose = "shop";
                options.Lifetime = Shop.Options.Lifetime;
                options.Payload = Shop.Options.Payload;
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
            });
        await using var provider = services.BuildServiceProvider();
        var sessions = provider.GetRequiredService<SessionManager<ShopClaims>>();

        Assert.True((await sessions.OpenAsync((await sessions.StartAsync(Shop.SignIn())).Value)).Succeeded);
    }

    internal sealed class BrokenLog : ISessionAuditLog
    {
        public void Write(SessionAuditEvent entry) => throw new IOException("the disk is full");
    }
}
