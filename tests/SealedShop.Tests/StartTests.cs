using System.Security.Cryptography;
using Npgsql;
using SealedShop.Tests.Running;

namespace SealedShop.Tests;

public class StartTests(SharedBrowser browser, SharedPostgres postgres)
{
    /// <summary>Bounds what is waited for.</summary>
    private const int Patience = 120_000;

    [Fact]
    public async Task ProductionWithoutAKey_DoesNotStartAndSaysWhatToDo()
    {
        var home = Home();

        var (exitCode, output) = await ShopNode.StartInVainAsync(home, Production());

        Assert.NotEqual(0, exitCode);
        Assert.Contains("There is no sealing key. Put one under SealedSessions:Keys:0", output, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 32", output, StringComparison.Ordinal);
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task ProductionWithAKeyAndACertificate_RefusesAfterARestartWhatItCannotCheck()
    {
        var home = Home();
        using var certificate = TestCertificates.CreateServer();
        var file = Path.Combine(home, "shop.pfx");
        await File.WriteAllBytesAsync(file, TestCertificates.Pfx(certificate), TestContext.Current.CancellationToken);
        var settings = Production(
            ("Kestrel__Certificates__Default__Path", file),
            ("SealedSessions__Keys__0__Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            ("SealedSessions__Keys__0__State", "Active"));
        var ada = await Visitor.OpenAsync(await (await browser.GetAsync()).NewContextAsync());

        await using (var node = await ShopNode.StartAsync(home, settings))
        {
            await ada.SignInAsync(node, Person.Ada, remember: true);
            Assert.True(await ada.IsSignedInAsync(node));
        }

        // Revocations were in memory and are forgotten, so what was sealed before is refused: FailClosed.
        await using (var node = await ShopNode.StartAsync(home, settings))
        {
            await ada.GoAsync(node, "/Account/Profile");
            Assert.Equal("/Account/SignIn", ada.Path);
            await ada.SignInAsync(node, Person.Ada);
            Assert.True(await ada.IsSignedInAsync(node));
        }

        await ada.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task RestartOfANode_KeepsSessionsAndRevocations()
    {
        await using var shop = await Shop.StartAsync(2, browser, postgres);
        var ada = await shop.OpenBrowserAsync();
        var ben = await shop.OpenBrowserAsync();
        await ada.AddToBasketAsync(shop.Second, "pot");
        await ada.SignInAsync(shop.Second, Person.Ada);
        await ben.SignInAsync(shop.Second, Person.Ben);
        var cookie = (await ben.CookieAsync(Visitor.ShopCookie))!;
        await ben.ClickAsync("Sign out");

        await shop.RestartSecondAsync();

        Assert.True(await ada.IsSignedInAsync(shop.Second));
        await ada.GoAsync(shop.Second, "/Basket");
        Assert.Contains("Side-handle pot", await ada.TextAsync(), StringComparison.Ordinal);
        await ben.StealAsync(cookie);
        Assert.False(await ben.IsSignedInAsync(shop.Second));
    }

    [Fact(Timeout = Patience)]
    public async Task NodesThatStartAtOnceOnAnEmptyDatabase_AreOneShop()
    {
        await using var shop = await Shop.StartAsync(2, browser, postgres);
        await shop.RestartAtOnceAsync(await postgres.CreateDatabaseAsync());
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);

        // Each may have made keys of its own, and hears of the other's when it is shown one.
        while (!await ada.IsSignedInAsync(shop.Second))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await ada.ClickAsync("Sign out");
        Assert.False(await ada.IsSignedInAsync(shop.First));
    }

    [Fact]
    public async Task KeyCertificate_KeepsTheKeysSecretFromWhoReadsTheTable()
    {
        var home = Home();
        using var certificate = CreateRsaCertificate();
        var file = Path.Combine(home, "keys.pfx");
        await File.WriteAllBytesAsync(file, TestCertificates.Pfx(certificate), TestContext.Current.CancellationToken);
        await using var shop = await Shop.StartAsync(2, browser, postgres, ("Shop__KeyCertificate__Path", file));
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);
        Assert.True(await ada.IsSignedInAsync(shop.Second));

        await using var database = NpgsqlDataSource.Create(shop.Database!);
        await using var read = database.CreateCommand("SELECT string_agg(xml, '') FROM shop.data_protection_key");
        var stored = (string)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;

        Assert.Contains("EncryptedData", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
        Directory.Delete(home, recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task DatabaseThatIsDown_ClosesTheShopAndItComesBack()
    {
        await using var server = await PostgresServer.LaunchAsync();
        await using var shop = await Shop.StartAsync(2, browser, postgres, ("ConnectionStrings__Shop", server.ConnectionString));
        var ada = await shop.OpenBrowserAsync();
        await ada.SignInAsync(shop.First, Person.Ada);

        await server.StopAsync();
        Assert.Equal(503, await ada.GoAsync(shop.First, "/Account/Profile"));
        Assert.Equal(503, await ada.GoAsync(shop.Second, "/Account/Profile"));
        ada.ExpectFaults("503");

        await server.StartAsync();
        while (!await ada.IsSignedInAsync(shop.Second))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        ada.ExpectFaults("503");
        Assert.Contains("Ada", await ada.TextAsync(), StringComparison.Ordinal);
    }

    private static string Home()
    {
        var home = Directory.CreateTempSubdirectory("sealed-shop-").FullName;
        File.WriteAllText(Path.Combine(home, "clock"), "0");
        return home;
    }

    private static Dictionary<string, string> Production(params (string Name, string Value)[] settings) =>
        settings.Append(("ASPNETCORE_ENVIRONMENT", "Production")).ToDictionary(setting => setting.Item1, setting => setting.Item2);

    /// <summary>Data Protection takes RSA only.</summary>
    private static System.Security.Cryptography.X509Certificates.X509Certificate2 CreateRsaCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
