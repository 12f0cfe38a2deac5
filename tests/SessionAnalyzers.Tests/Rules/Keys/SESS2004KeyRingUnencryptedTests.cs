using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2004KeyRingUnencrypted>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2004KeyRingUnencryptedTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.DataProtection.KeyManagement;
        using Microsoft.AspNetCore.DataProtection.XmlEncryption;
        using Vendor;

        """;

    /// <summary>What packages outside of the shared framework declare.</summary>
    private const string Packages = """
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.DataProtection.KeyManagement;

        namespace Vendor;

        public static class VendorExtensions
        {
            public static IDataProtectionBuilder PersistKeysToDbContext<T>(this IDataProtectionBuilder builder) => builder;

            public static IDataProtectionBuilder PersistKeysToStackExchangeRedis(this IDataProtectionBuilder builder, string key) => builder;

            public static IDataProtectionBuilder PersistKeysToAzureBlobStorage(this IDataProtectionBuilder builder, Uri blob) => builder;

            public static IDataProtectionBuilder PersistKeysToAWSSystemsManager(this IDataProtectionBuilder builder, string prefix) => builder;

            public static IDataProtectionBuilder ProtectKeysWithAzureKeyVault(this IDataProtectionBuilder builder, Uri key) => builder;

            public static IDataProtectionBuilder UseVendorKeys(this IDataProtectionBuilder builder) => builder;

            public static void Encrypt(IDataProtectionBuilder builder) { }

            public static void Harden(KeyManagementOptions options) { }

            public static IServiceCollection AddVendorProtection(this IServiceCollection services, Action<IDataProtectionBuilder> configure) => services;
        }

        public sealed class VendorStore
        {
            public VendorStore PersistKeysToFileSystem(string folder) => this;
        }
        """;

    [Theory]
    [InlineData("services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\"));")]
    [InlineData("services.AddDataProtection().SetApplicationName(\"shop\").[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")).SetDefaultKeyLifetime(TimeSpan.FromDays(30));")]
    [InlineData("DataProtectionBuilderExtensions.[|PersistKeysToFileSystem|](services.AddDataProtection(), new DirectoryInfo(\"/keys\"));")]
    [InlineData("var builder = services.AddDataProtection(); builder.SetApplicationName(\"shop\"); builder.[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\"));")]
    [InlineData("services.AddDataProtection().[|PersistKeysToRegistry|](Microsoft.Win32.Registry.CurrentUser);")]
    [InlineData("services.AddDataProtection().[|PersistKeysToDbContext|]<object>();")]
    [InlineData("services.AddDataProtection().[|PersistKeysToStackExchangeRedis|](\"keys\");")]
    [InlineData("services.AddDataProtection().[|PersistKeysToAzureBlobStorage|](new Uri(\"https://shop.blob/keys\"));")]
    [InlineData("services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")).UnprotectKeysWithAnyCertificate();")]
    [InlineData("services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")).AddKeyManagementOptions(options => options.NewKeyLifetime = TimeSpan.FromDays(30));")]
    [InlineData("services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")).Services.AddHttpContextAccessor();")]
    [InlineData("services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")); services.Configure<KeyManagementOptions>(options => { var encryptor = options.XmlEncryptor; });")]
    [InlineData("if (!environment.IsDevelopment()) { services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\")); }")]
    [InlineData("var builder = services.AddDataProtection(); ArgumentNullException.ThrowIfNull(builder); builder?.[|PersistKeysToFileSystem|](new DirectoryInfo(\"/keys\"));")]
    public Task KeysStoredInPlainText_IsReported(string code) => VerifyAsync(false, Startup(code));

    [Fact]
    public Task Message_NamesTheCall() => new Verify.Test
    {
        TestCode = Usings.Replace("using Vendor;", "", StringComparison.Ordinal) + """
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDataProtection().{|#0:PersistKeysToFileSystem|}(new DirectoryInfo("/keys"));
            builder.Build().Run();
            """,
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS2004").WithLocation(0).WithArguments("PersistKeysToFileSystem") } },
    }.RunAsync();

    [Theory]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).ProtectKeysWithCertificate(\"thumbprint\");")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).ProtectKeysWithDpapi();")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).ProtectKeysWithDpapiNG();")]
    [InlineData("services.AddDataProtection().PersistKeysToRegistry(Microsoft.Win32.Registry.CurrentUser).ProtectKeysWithDpapi(protectToLocalMachine: true);")]
    [InlineData("services.AddDataProtection().ProtectKeysWithAzureKeyVault(new Uri(\"https://vault\")).PersistKeysToAzureBlobStorage(new Uri(\"https://shop.blob/keys\"));")]
    [InlineData("var builder = services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); if (!environment.IsDevelopment()) { builder.ProtectKeysWithCertificate(\"thumbprint\"); }")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).AddKeyManagementOptions(options => options.XmlEncryptor = new NullXmlEncryptor());")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new NullXmlEncryptor());")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); var options = new KeyManagementOptions { XmlEncryptor = new NullXmlEncryptor() };")]
    [InlineData("services.AddDataProtection().PersistKeysToAWSSystemsManager(\"/keys\");")]
    public Task KeysEncryptedSomewhere_IsSilent(string code) => VerifyAsync(true, Startup(code));

    [Theory]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).UseVendorKeys();")]
    [InlineData("var builder = services.AddDataProtection(); builder.PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); VendorExtensions.Encrypt(builder);")]
    [InlineData("var builder = services.AddDataProtection(); builder.PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); builder?.UseVendorKeys();")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).AddKeyManagementOptions(VendorExtensions.Harden);")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).AddKeyManagementOptions(options => VendorExtensions.Harden(options));")]
    [InlineData("services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")).AddKeyManagementOptions(configure);")]
    [InlineData("services.AddVendorProtection(builder => builder.PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")));")]
    [InlineData("services.AddKeys().UseVendorKeys();", "static class Keys { internal static IDataProtectionBuilder AddKeys(this IServiceCollection services) => services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); }")]
    public Task BuilderHandedToCodeThatIsNotSeen_IsSilent(string code, string helpers = "") => VerifyAsync(true, Startup(code, helpers));

    [Theory]
    [InlineData("if (environment.IsDevelopment()) { services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\")); }")]
    [InlineData("#if DEBUG\nservices.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(\"/keys\"));\n#endif")]
    [InlineData("services.AddDataProtection().SetApplicationName(\"shop\");")]
    [InlineData("new VendorStore().PersistKeysToFileSystem(\"/keys\");")]
    public Task DevelopmentOnlyOrNothingStored_IsSilent(string code) => VerifyAsync(true, Startup(code));

    [Fact]
    public async Task EncryptedInAnotherFile_IsSilent()
    {
        const string Other = "static class Keys { internal static void Protect(IDataProtectionBuilder builder) => builder{0}; }";
        const string Call = "var builder = services.AddDataProtection().{0}(new DirectoryInfo(\"/keys\")); Keys.Protect(builder);";
        await VerifyAsync(true, Startup(Call.Replace("{0}", "PersistKeysToFileSystem", StringComparison.Ordinal)), Usings + Other.Replace("{0}", ".ProtectKeysWithCertificate(\"thumbprint\")", StringComparison.Ordinal));
        await VerifyAsync(false, Startup(Call.Replace("{0}", "[|PersistKeysToFileSystem|]", StringComparison.Ordinal)), Usings + Other.Replace("{0}", ".SetApplicationName(\"ProtectKeysWithCertificate\")", StringComparison.Ordinal));
    }

    [Fact]
    public Task BuilderOfALibrarysCallers_IsSilent() => VerifyAsync(true, Usings + """
        public static class Library
        {
            public static IDataProtectionBuilder AddShopKeys(this IServiceCollection services) =>
                services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo("/keys"));

            public static void StoreShopKeys(this IDataProtectionBuilder builder) => builder.PersistKeysToFileSystem(new DirectoryInfo("/keys"));
        }
        """);

    [Fact]
    public Task BuilderThatStaysInALibrary_IsReported() => VerifyAsync(false, Usings + """
        public static class Library
        {
            public static void AddShopKeys(this IServiceCollection services) => services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo("/keys"));

            internal static IDataProtectionBuilder StoreShopKeys(this IDataProtectionBuilder builder) => builder.[|PersistKeysToFileSystem|](new DirectoryInfo("/keys"));

            internal static void Both(IServiceCollection services) => services.AddDataProtection().PersistKeysToShop();

            private static IDataProtectionBuilder PersistKeysToShop(this IDataProtectionBuilder builder) => builder.StoreShopKeys();
        }
        """);

    [Fact]
    public Task BuilderReturnedInAnApplication_IsReported() => VerifyAsync(false, Usings + """
        var services = new ServiceCollection();
        services.AddShopKeys().SetApplicationName("shop");

        public static class Keys
        {
            public static IDataProtectionBuilder AddShopKeys(this IServiceCollection services) =>
                services.AddDataProtection().[|PersistKeysToFileSystem|](new DirectoryInfo("/keys"));
        }
        """);

    private static string Startup(string code, string helpers = "") => $$"""
        {{Usings}}
        class Startup
        {
            void ConfigureServices(IServiceCollection services, IHostEnvironment environment, Action<KeyManagementOptions> configure)
            {
        {{code}}
            }
        }

        {{helpers}}
        """;

    private static Task VerifyAsync(bool isSilent, params string[] sources)
    {
        var test = new Verify.Test { IsSilent = isSilent };
        foreach (var source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        test.TestState.AdditionalProjects["Vendor"].Sources.Add(UsingsOfPackages + Packages);
        test.TestState.AdditionalProjectReferences.Add("Vendor");
        return test.RunAsync();
    }

    private const string UsingsOfPackages = """
        using System;
        using Microsoft.Extensions.DependencyInjection;

        """;
}
