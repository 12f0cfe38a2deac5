using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2006SessionSecretsNodeLocal>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2006SessionSecretsNodeLocalTests
{
    /// <summary>What packages outside of the shared framework declare.</summary>
    private const string Packages = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        namespace Vendor;

        public static class VendorExtensions
        {
            public static IServiceCollection AddStackExchangeRedisCache(this IServiceCollection services) => services;

            public static IServiceCollection AddDistributedSqlServerCache(this IServiceCollection services) => services;

            public static IServiceCollection AddDistributedPostgresCache(this IServiceCollection services) => services;

            public static IServiceCollection AddHybridCache(this IServiceCollection services) => services;

            public static void AddRedisDistributedCache(this IHostApplicationBuilder builder, string name) { }
        }
        """;

    /// <summary>Keys that end with the process.</summary>
    public static TheoryData<string> Ephemeral => new(
        "services.AddDataProtection().[|UseEphemeralDataProtectionProvider|]();",
        "var keys = new [|EphemeralDataProtectionProvider|]();",
        "EphemeralDataProtectionProvider keys = [|new|](logging);",
        "services.AddSingleton<IDataProtectionProvider>(new [|EphemeralDataProtectionProvider|](logging));",
        "services.AddSingleton<IDataProtectionProvider>(_ => new [|EphemeralDataProtectionProvider|]());",
        "if (!environment.IsDevelopment()) { services.AddDataProtection().[|UseEphemeralDataProtectionProvider|](); }");

    /// <summary>Sessions that end with the process.</summary>
    public static TheoryData<string> InMemory => new(
        "services.[|AddDistributedMemoryCache|](); services.AddSession();",
        "services.AddSession(options => options.IdleTimeout = TimeSpan.FromMinutes(5)); services.[|AddDistributedMemoryCache|](options => { });",
        "services.[|AddDistributedMemoryCache|]().AddSession().AddMemoryCache();",
        "services.[|AddDistributedMemoryCache|](); services.AddSession(); services.AddHybridCache(); services.AddResponseCaching(); services.AddOutputCache();",
        "services.[|AddDistributedMemoryCache|](); services.AddSession(); var cache = provider.GetRequiredService<IDistributedCache>();",
        "if (environment.IsProduction()) { services.[|AddDistributedMemoryCache|](); } services.AddSession();");

    [Fact]
    public Task Messages_SayWhatIsKeptWhere() => new Verify.Test
    {
        TestCode = """
            using Microsoft.AspNetCore.DataProtection;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDataProtection().{|#0:UseEphemeralDataProtectionProvider|}();
            builder.Services.AddSession().{|#1:AddDistributedMemoryCache|}();
            var app = builder.Build();
            app.UseOutputCache();
            app.Run();
            """,
        TestState =
        {
            ExpectedDiagnostics =
            {
                Verify.Diagnostic("SESS2006").WithLocation(0).WithArguments("The ephemeral provider keeps its keys in memory", "persist the key ring, or say session_analyzers.single_node = true"),
                Verify.Diagnostic("SESS2006").WithLocation(1).WithArguments("Sessions are kept in this process's memory", "register a cache that all nodes share, or say session_analyzers.single_node = true"),
            },
        },
    }.RunAsync();

    [Theory]
    [MemberData(nameof(Ephemeral))]
    [MemberData(nameof(InMemory))]
    public Task SecretsOfOneNode_IsReported(string code) => VerifyAsync(Startup(code));

    [Theory]
    [MemberData(nameof(Ephemeral))]
    [MemberData(nameof(InMemory))]
    public async Task SingleNodeByOption_IsSilent(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var unmarked = Startup(code.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        await VerifyAsync(unmarked, isSilent: true, config: "[*.cs]\nsession_analyzers.single_node = true");
        await VerifyAsync(Startup(code), config: "[*.cs]\nsession_analyzers.single_node = false");
    }

    [Theory]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddStackExchangeRedisCache();")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddDistributedSqlServerCache();")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddDistributedPostgresCache();")]
    [InlineData("if (isLocal) { services.AddDistributedMemoryCache(); } else { services.AddStackExchangeRedisCache(); } services.AddSession();")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddSingleton<IDistributedCache, OwnCache>();")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddSingleton<IDistributedCache>(_ => new OwnCache());")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddSingleton<Microsoft.Extensions.Caching.Distributed.IDistributedCache, OwnCache>();")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.AddSingleton(typeof(IDistributedCache), typeof(OwnCache));")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); services.Replace(ServiceDescriptor.Singleton<IDistributedCache, OwnCache>());")]
    [InlineData("services.AddDistributedMemoryCache(); services.AddSession(); application.AddRedisDistributedCache(\"cache\");")]
    public Task CacheThatNodesShare_IsSilent(string code) => VerifyAsync(Startup(code), isSilent: true);

    [Theory]
    [InlineData("services.AddDistributedMemoryCache();")]
    [InlineData("services.AddSession();")]
    [InlineData("services.AddDistributedMemoryCache(); if (environment.IsDevelopment()) { services.AddSession(); }")]
    [InlineData("if (environment.IsDevelopment()) { services.AddDistributedMemoryCache(); } services.AddSession();")]
    [InlineData("if (environment.IsDevelopment()) { services.AddDataProtection().UseEphemeralDataProtectionProvider(); }")]
    [InlineData("if (environment.IsDevelopment()) { services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()); }")]
    [InlineData("#if DEBUG\nservices.AddDistributedMemoryCache(); services.AddDataProtection().UseEphemeralDataProtectionProvider();\n#endif\nservices.AddSession();")]
    [InlineData("services.AddDataProtection();")]
    [InlineData("var own = new Own.EphemeralDataProtectionProvider();")]
    [InlineData("services.AddDistributedMemoryCache(); Own.Sessions.AddSession();")]
    public Task NoSessionsOrDevelopmentOnly_IsSilent(string code) => VerifyAsync(Startup(code), isSilent: true);

    [Fact]
    public Task TestProject_IsSilent() => new Verify.Test
    {
        TestCode = "class Tests { object Provider() => new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider(); }",
        GlobalConfig = "build_property.IsTestProject = true",
        IsSilent = true,
    }.RunAsync();

    private static string Startup(string code) => $$"""
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.DependencyInjection.Extensions;
        using Vendor;

        class Startup
        {
            void ConfigureServices(IServiceCollection services, IServiceProvider provider, IHostEnvironment environment, IHostApplicationBuilder application, ILoggerFactory logging, bool isLocal)
            {
        {{code}}
            }
        }

        abstract class Cache : IDistributedCache
        {
            public abstract byte[]? Get(string key);
            public abstract Task<byte[]?> GetAsync(string key, CancellationToken token = default);
            public abstract void Set(string key, byte[] value, DistributedCacheEntryOptions options);
            public abstract Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default);
            public abstract void Refresh(string key);
            public abstract Task RefreshAsync(string key, CancellationToken token = default);
            public abstract void Remove(string key);
            public abstract Task RemoveAsync(string key, CancellationToken token = default);
        }

        sealed class OwnCache : Cache
        {
            public override byte[]? Get(string key) => null;
            public override Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);
            public override void Set(string key, byte[] value, DistributedCacheEntryOptions options) { }
            public override Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.CompletedTask;
            public override void Refresh(string key) { }
            public override Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;
            public override void Remove(string key) { }
            public override Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;
        }

        namespace Own
        {
            class EphemeralDataProtectionProvider;

            static class Sessions
            {
                public static void AddSession() { }
            }
        }
        """;

    private static Task VerifyAsync(string source, bool isSilent = false, string? config = null)
    {
        var test = new Verify.Test { TestCode = source, IsSilent = isSilent };
        if (config is not null)
        {
            test.EditorConfig = config;
        }

        test.TestState.AdditionalProjects["Vendor"].Sources.Add(Packages);
        test.TestState.AdditionalProjectReferences.Add("Vendor");
        return test.RunAsync();
    }
}
