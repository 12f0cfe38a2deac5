using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore.Tests.Keys;

public sealed class DataProtectionKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sealed-sessions-keys-");
    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);
    private readonly InMemorySessionRevocations _store;

    public DataProtectionKeysTests() => _store = new InMemorySessionRevocations(_clock);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TwoNodesWithOnePersistedRing_OpenEachOthersSessions()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);

        Assert.Equal("Success", (await elsewhere.GetAsync("/status")).Body);
        Assert.Single(_folder.GetFiles());

        await using var restarted = await StartAsync();
        using var after = restarted.Copy(client);
        Assert.Equal("Success", (await after.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task NodesInDifferentFolders_OpenEachOthersSessionsByTheirApplicationName()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync(folder: _folder.FullName);
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);

        Assert.Equal("Success", (await elsewhere.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task ApplicationsThatShareARing_DoNotOpenEachOthersSessions()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync(data => data.SetApplicationName("other"));
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);

        Assert.Equal("NotUnsealed", (await elsewhere.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task NewKey_SealsAndRenewsWithoutSigningAnybodyOut()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var client = await first.SignInAsync("ada");
        using var onSecond = second.Copy(client);
        var before = await client.SessionAsync();
        var former = first.Unseal(client.Cookie(Shop.Cookie))!.KeyId;

        _clock.Advance(TimeSpan.FromSeconds(6));
        first.Services.GetRequiredService<IKeyManager>().CreateNewKey(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(90));
        Assert.Equal(ResealReasons.KeyRotated, first.Unseal(client.Cookie(Shop.Cookie))!.NeedsReseal);
        var renewing = await client.GetAsync("/session");

        Assert.NotNull(renewing.Cookie(Shop.Cookie));
        var renewed = first.Unseal(client.Cookie(Shop.Cookie))!;
        Assert.NotEqual(former, renewed.KeyId);
        Assert.Equal(ResealReasons.None, renewed.NeedsReseal);
        Assert.Equal(before! with { Generation = 1, IdleUntil = before.IdleUntil.AddSeconds(6) }, await client.SessionAsync());

        // The other node does not have the key yet and asks for it when it meets it; the former token opens as well.
        using var newer = second.Copy(client);
        Assert.Equal("Success", (await newer.GetAsync("/status")).Body);
        Assert.Equal("Success", (await onSecond.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task RevokedKey_OpensNothingAndAnotherTakesItsPlace()
    {
        var audit = new AuditTape();
        await using var first = await StartAsync(services: services => services.AddSingleton<ISessionAuditLog>(audit));
        await using var second = await StartAsync();
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);
        Assert.Equal("Success", (await elsewhere.GetAsync("/status")).Body);
        var key = Assert.Single(first.Services.GetRequiredService<IKeyManager>().GetAllKeys());

        first.Services.GetRequiredService<IKeyManager>().RevokeKey(key.KeyId, "leaked");

        Assert.Equal("NotUnsealed", (await client.GetAsync("/status")).Body);
        Assert.Equal(("Refused", "RevokedKey"), (audit.Entries[^1].Kind.ToString(), audit.Entries[^1].Reason));
        await client.PostAsync("/sign-in/ada");
        Assert.Equal("Success", (await client.GetAsync("/status")).Body);

        // Another node notices when it next reads the ring.
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("NotUnsealed", (await elsewhere.GetAsync("/status")).Body);
    }

    [Theory]
    [InlineData("cbc")]
    [InlineData("gcm")]
    [InlineData("managed")]
    public async Task EveryAlgorithmOfDataProtection_GivesKeys(string algorithm)
    {
        void Choose(IDataProtectionBuilder data) => _ = algorithm switch
        {
            "cbc" => data.UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_CBC, ValidationAlgorithm = ValidationAlgorithm.HMACSHA512 }),
            "gcm" => data.UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }),
            _ => data.UseCustomCryptographicAlgorithms(new ManagedAuthenticatedEncryptorConfiguration()),
        };

        await using var first = await StartAsync(Choose);
        await using var second = await StartAsync(Choose);
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);

        Assert.Equal("Success", (await elsewhere.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task KeysProtectedByACertificate_ServeWithoutAWarning()
    {
        using var certificate = CreateCertificate();
        var log = new LogTape();
        await using var first = await StartAsync(data => data.ProtectKeysWithCertificate(certificate), log.AddTo);
        await using var second = await StartAsync(data => data.UnprotectKeysWithAnyCertificate(certificate), log.AddTo);
        using var client = await first.SignInAsync("ada");
        using var elsewhere = second.Copy(client);

        Assert.Equal("Success", (await elsewhere.GetAsync("/status")).Body);
        Assert.DoesNotContain("<value>", File.ReadAllText(Assert.Single(_folder.GetFiles()).FullName), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Entries, entry => entry.Level >= LogLevel.Warning && !IsOfKestrel(entry));

        static bool IsOfKestrel(LogEntry entry) => entry.Category.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyThatCannotBeDecryptedAnyMore_DoesNotKeepTheOthersFromServing()
    {
        using var lost = CreateCertificate();
        await using (await StartAsync(data => data.ProtectKeysWithCertificate(lost)))
        {
            // Makes a key that the next one cannot read.
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var log = new LogTape();
        await using var site = await StartAsync(services: log.AddTo);
        using var client = await site.SignInAsync("ada");

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal(2, _folder.GetFiles().Length);
        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.StartsWith("The Data Protection key ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RingWithoutKeys_KeepsTheHostFromStarting()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(data => data.DisableAutomaticKeyGeneration()));

        Assert.StartsWith("The sealing keys cannot be read: ", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokedKeyWhereNoneMayBeMade_OpensNothing()
    {
        await using (await StartAsync())
        {
            // Makes the key.
        }

        await using var site = await StartAsync(data => data.DisableAutomaticKeyGeneration());
        using var client = await site.SignInAsync("ada");
        var keys = site.Services.GetRequiredService<IKeyManager>();
        keys.RevokeKey(Assert.Single(keys.GetAllKeys()).KeyId);

        Assert.Equal(HttpStatusCode.InternalServerError, await client.StatusAsync("/status"));
        Assert.Equal(HttpStatusCode.InternalServerError, await client.StatusAsync("/me"));
        keys.CreateNewKey(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(90));
        Assert.Equal("NotUnsealed", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task ExpiredKeyWhereNoneMayBeMade_GoesOnAsForDataProtection()
    {
        await using (await StartAsync())
        {
            // Makes the key.
        }

        _clock.Advance(TimeSpan.FromDays(91));
        await using var site = await StartAsync(data => data.DisableAutomaticKeyGeneration());
        using var client = await site.SignInAsync("ada");

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
    }

    [Fact]
    public async Task KeyStoreThatGoesDown_TakesNobodysSession()
    {
        var keys = new MemoryKeys();
        var log = new LogTape();
        await using var site = await StartAsync(services: services =>
        {
            log.AddTo(services);
            services.PostConfigure<KeyManagementOptions>(options => options.XmlRepository = keys);
        });
        using var client = await site.SignInAsync("ada");
        using var forger = site.CreateClient();
        forger.SetCookie(Shop.Cookie, $"s1.AQAAAAAA{new string('A', 100)}");

        keys.IsDown = true;
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal("NotUnsealed", (await forger.GetAsync("/status")).Body);
        using var late = await site.SignInAsync("grace");
        Assert.Equal("Success", (await late.GetAsync("/status")).Body);

        // Not asked at each request, but soon again.
        var asked = Errors();
        Assert.InRange(asked, 1, 2);
        Assert.Equal("NotUnsealed", (await forger.GetAsync("/status")).Body);
        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.Equal(asked, Errors());
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("NotUnsealed", (await forger.GetAsync("/status")).Body);
        Assert.InRange(Errors(), asked + 1, asked + 2);
        asked = Errors();

        keys.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(6));
        site.Services.GetRequiredService<IKeyManager>().CreateNewKey(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(90));
        await client.GetAsync("/me");
        Assert.Equal(1u, (await client.SessionAsync())!.Generation);
        Assert.Equal(asked, Errors());

        int Errors() => log.Entries.Count(entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task KeyStoreThatIsDownAtTheStart_KeepsTheHostFromStarting()
    {
        var thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(
            services: services => services.PostConfigure<KeyManagementOptions>(options => options.XmlRepository = new MemoryKeys { IsDown = true })));

        Assert.Contains("The sealing keys cannot be read: The key store is down.", Assert.Single(thrown.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyThatNeverExpires_Serves()
    {
        await using var site = await StartAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));
        site.Services.GetRequiredService<IKeyManager>().CreateNewKey(_clock.GetUtcNow(), DateTimeOffset.MaxValue);
        using var client = await site.SignInAsync("ada");
        var never = site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId;

        site.Services.GetRequiredService<IKeyManager>().CreateNewKey(_clock.GetUtcNow().AddSeconds(1), _clock.GetUtcNow().AddDays(90));
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("Success", (await client.GetAsync("/status")).Body);
        Assert.NotEqual(never, site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId);
        Assert.Equal(DateTimeOffset.MaxValue, site.Services.GetRequiredService<IKeyRing>().Current.SafeToDeleteAfter(never));
    }

    [Fact]
    public async Task KeyOfTheFuture_OpensAndDoesNotSeal()
    {
        await using var site = await StartAsync();
        var before = site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId;

        site.Services.GetRequiredService<IKeyManager>().CreateNewKey(_clock.GetUtcNow().AddDays(1), _clock.GetUtcNow().AddDays(90));
        var ring = site.Services.GetRequiredService<IKeyRing>().Current;

        Assert.Equal(before, ring.ActiveKeyId);
        Assert.Equal([SealingKeyState.Active, SealingKeyState.Staged], ring.KeyIds.Select(id => ring.StateOf(id)!.Value).OrderByDescending(state => state == SealingKeyState.Active));
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.NotEqual(before, site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId);
    }

    [Fact]
    public async Task FormerKey_OpensUntilTheLastSessionUnderItHasEnded()
    {
        await using var site = await StartAsync();
        var keys = site.Services.GetRequiredService<IKeyManager>();
        var former = site.Services.GetRequiredService<IKeyRing>().Current.ActiveKeyId;
        var expires = Assert.Single(keys.GetAllKeys()).ExpirationDate;
        _clock.Advance(TimeSpan.FromSeconds(1));

        keys.CreateNewKey(_clock.GetUtcNow(), _clock.GetUtcNow().AddDays(200));
        _clock.Advance(expires - _clock.GetUtcNow() + TimeSpan.FromHours(3));
        var ring = site.Services.GetRequiredService<IKeyRing>().Current;

        Assert.Equal(SealingKeyState.Retired, ring.StateOf(former));
        Assert.Equal(expires + TimeSpan.FromHours(8), ring.SafeToDeleteAfter(former));
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    private Task<Site> StartAsync(Action<IDataProtectionBuilder>? data = null, Action<IServiceCollection>? services = null, string? folder = null) => Shop.StartAsync(
        options => options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromHours(4) },
        services: collection =>
        {
            var protection = collection.AddDataProtection().SetApplicationName("shop").PersistKeysToFileSystem(_folder);
            data?.Invoke(protection);
            collection.AddSealedSessions().UseDataProtectionKeys().UseStore(_ => _store);
            services?.Invoke(collection);
        },
        key: "",
        clock: _clock,
        folder: folder);
}
