using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1008CookieBuilderReplaced>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1008CookieBuilderReplacedTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Authentication.OAuth;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Options;

        """;

    /// <summary>Builders that lack at least one of the three flags.</summary>
    public static TheoryData<string> Incomplete => new(
        "new CookieBuilder()",
        "new()",
        "new CookieBuilder { }",
        "new CookieBuilder { Name = \"s\" }",
        "new CookieBuilder { Name = \"s\", Path = \"/\", MaxAge = TimeSpan.FromHours(1) }",
        "new CookieBuilder { HttpOnly = true }",
        "new CookieBuilder { SameSite = SameSiteMode.Lax }",
        "new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }",
        "new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax }",
        "new CookieBuilder { HttpOnly = true, SecurePolicy = CookieSecurePolicy.Always }",
        "new CookieBuilder { SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always }",
        "new() { Name = \"s\", HttpOnly = true }",
        "Make()",
        "s_shared",
        "Shared");

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task IncompleteBuilder_IsReported(string builder)
    {
        await Verify.VerifyAnalyzerAsync(Program($"services.AddSession(options => options.[|Cookie|] = {builder});"));
        await Verify.VerifyAnalyzerAsync(Program($"services.AddAuthentication().AddCookie(options => {{ options.[|Cookie|] = {builder}; }});"));
    }

    [Theory]
    [InlineData("services.AddSession(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.AddAuthentication().AddCookie(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.ConfigureApplicationCookie(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.AddAntiforgery(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.AddMvc().AddCookieTempDataProvider(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.AddAuthentication().AddOAuth(\"x\", options => options.[|CorrelationCookie|] = new CookieBuilder());")]
    [InlineData("services.Configure<SessionOptions>(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.PostConfigureAll<CookieAuthenticationOptions>(options => options.[|Cookie|] = new CookieBuilder());")]
    [InlineData("services.AddOptions<AntiforgeryOptions>().Configure<IHostEnvironment>((options, environment) => { options.[|Cookie|] = new CookieBuilder { Name = environment.ApplicationName }; });")]
    [InlineData("services.AddSession(Apply); static void Apply(SessionOptions options) => options.[|Cookie|] = new CookieBuilder();")]
    [InlineData("services.AddSession(delegate (SessionOptions options) { options.[|Cookie|] = new CookieBuilder(); });")]
    [InlineData("var options = new SessionOptions(); options.[|Cookie|] = new CookieBuilder();")]
    [InlineData("var options = new SessionOptions { [|Cookie|] = new CookieBuilder { Name = \"s\" } };")]
    [InlineData("services.AddSession(options => { var builder = new CookieBuilder(); options.[|Cookie|] = builder; });")]
    [InlineData("services.AddSession(options => { var builder = new CookieBuilder { HttpOnly = true }; builder.Name = \"s\"; options.[|Cookie|] = builder; });")]
    [InlineData("services.AddSession(options => { options.Cookie.HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Lax; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; options.[|Cookie|] = new CookieBuilder(); });")]
    [InlineData("services.AddSession(options => { options.[|Cookie|] = new CookieBuilder { HttpOnly = true, SecurePolicy = CookieSecurePolicy.Always }; if (configuration[\"x\"] is null) { options.Cookie.SameSite = SameSiteMode.Lax; } });")]
    public Task EveryOptionsTypeAndWayToConfigure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax }", "SecurePolicy")]
    [InlineData("new CookieBuilder { HttpOnly = true }", "SameSite, SecurePolicy")]
    [InlineData("new CookieBuilder()", "HttpOnly, SameSite, SecurePolicy")]
    public Task MessageNamesWhatIsMissing_IsReported(string builder, string missing)
    {
        var test = new Verify.Test { TestCode = Program($"services.AddSession(options => options.{{|#0:Cookie|}} = {builder});") };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS1008").WithLocation(0).WithArguments(missing));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("services.AddSession(options => options.Cookie = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always });")]
    [InlineData("services.AddSession(options => options.Cookie = new() { HttpOnly = true, SameSite = SameSiteMode.Strict, SecurePolicy = CookieSecurePolicy.Always });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); options.Cookie.HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Lax; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("services.AddSession(options => { var builder = new CookieBuilder(); options.Cookie = builder; builder.HttpOnly = true; builder.SameSite = SameSiteMode.Lax; builder.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("services.AddSession(options => { var builder = new CookieBuilder { Name = \"s\" }; builder.HttpOnly = true; builder.SameSite = SameSiteMode.Lax; builder.SecurePolicy = CookieSecurePolicy.Always; options.Cookie = builder; });")]
    [InlineData("var builder = new CookieBuilder(); services.AddSession(options => options.Cookie = builder); builder.HttpOnly = true; builder.SameSite = SameSiteMode.Lax; builder.SecurePolicy = CookieSecurePolicy.Always;")]
    [InlineData("services.AddSession(options => { options.Cookie = Harden(new CookieBuilder()); });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); Harden(options.Cookie); });")]
    [InlineData("services.AddSession(options => options.Cookie = Complete());")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder { SameSite = SameSiteMode.Lax, HttpOnly = true, SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always }; });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder { SameSite = Enum.Parse<SameSiteMode>(configuration[\"x\"]!), HttpOnly = configuration.GetValue<bool>(\"x\"), SecurePolicy = configuration.GetValue<CookieSecurePolicy>(\"x\") }; });")]
    [InlineData("services.AddSession(options => { var builder = new CookieBuilder(); configuration.Bind(\"Cookie\", builder); options.Cookie = builder; });")]
    [InlineData("services.AddSession(options => options.Cookie = configuration.GetSection(\"Cookie\").Get<CookieBuilder>()!);")]
    [InlineData("services.AddSession(options => { if (environment.IsDevelopment()) { options.Cookie = new CookieBuilder(); } });")]
    [InlineData("services.AddSession(options => options.Cookie = new Hardened());")]
    [InlineData("services.AddSession(options => { options.Cookie.Name = \"s\"; options.Cookie.HttpOnly = true; });")]
    [InlineData("var options = new CookieAuthenticationOptions { Cookie = { Name = \"s\" } };")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); using (new MemoryStream()) { options.Cookie.HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Lax; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); try { Harden(options.Cookie); } finally { Console.WriteLine(); } });")]
    [InlineData("services.AddSession(options => { (options.Cookie = new CookieBuilder()).HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Lax; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); if (options.Cookie is { } cookie) { Harden(cookie); } });")]
    [InlineData("services.AddSession(options => { options.Cookie = new CookieBuilder(); Array.ForEach(new[] { options.Cookie }, cookie => Harden(cookie)); });")]
    public Task CompleteUnknownOrKeptBuilder_IsSilent(string body) => Verify.VerifySilentAsync(Program(body));

    [Theory]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, CookieBuilder builder) => services.AddSession(options => options.Cookie = builder); }")]
    [InlineData("public class Unknown(CookieBuilder builder) { public void Add(IServiceCollection services) => services.AddSession(options => options.Cookie = builder); }")]
    [InlineData("public abstract class Unknown { protected abstract CookieBuilder Make(); public void Add(IServiceCollection services) => services.AddSession(options => options.Cookie = Make()); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, Action<CookieBuilder> configure) => services.AddSession(options => { var builder = new CookieBuilder(); configure(builder); options.Cookie = builder; }); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, IOptions<SessionOptions> other) => services.AddSession(options => options.Cookie = other.Value.Cookie); }")]
    public Task BuilderFromOutside_IsSilent(string type) => Verify.VerifySilentAsync(Usings + type);

    [Theory]
    [InlineData("""
        services.AddSession(options =>
        {
            options.Cookie = new CookieBuilder
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
        #if DEBUG
                SecurePolicy = CookieSecurePolicy.None,
        #else
                SecurePolicy = CookieSecurePolicy.Always,
        #endif
            };
        });
        """)]
    [InlineData("""
        services.AddSession(options =>
        {
            options.Cookie = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax };
        #if !DEBUG
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        #endif
        });
        """)]
    public Task FlagSetInAnotherBuild_IsSilent(string body) => Verify.VerifySilentAsync(Program(body));

    [Fact]
    public Task FactoryInAnotherFile_IsFollowed()
    {
        var test = new Verify.Test { TestCode = Program("services.AddSession(options => options.[|Cookie|] = Builders.Bare()); services.AddAntiforgery(options => options.Cookie = Builders.Full());") };
        test.TestState.Sources.Add("""
            internal static class Builders
            {
                public static CookieBuilder Bare() => new() { Name = "s" };

                public static CookieBuilder Full()
                {
                    var builder = Bare();
                    builder.HttpOnly = true;
                    builder.SameSite = SameSiteMode.Strict;
                    builder.SecurePolicy = CookieSecurePolicy.Always;
                    return builder;
                }
            }
            """);
        return test.RunAsync();
    }

    [Fact]
    public Task TopLevelProgram_IsReported() => Verify.VerifyAnalyzerAsync("""
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSession(options =>
        {
            options.[|Cookie|] = new CookieBuilder
            {
                Name = "__Host-shop",
                SecurePolicy = CookieSecurePolicy.Always,
            };
        });
        builder.Build().Run();
        """);

    [Fact]
    public Task PropertiesOfTheSameNameElsewhere_IsSilent() => Verify.VerifySilentAsync("""
        public sealed class Jar
        {
            public CookieBuilder Cookie { get; set; } = new();

            public CookieBuilder? CorrelationCookie { get; set; }

            public void Reset()
            {
                Cookie = new CookieBuilder();
                CorrelationCookie = new CookieBuilder { Name = "x" };
            }
        }
        """);

    private static string Program(string body) => $$"""
        {{Usings}}
        public class Startup
        {
            private static readonly CookieBuilder s_shared = new() { Name = "s" };

            private static CookieBuilder Shared { get; } = new CookieBuilder { HttpOnly = true };

            public void ConfigureServices(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
            {
        {{body}}
            }

            private static CookieBuilder Make() => new() { Name = "s" };

            private static CookieBuilder Complete() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always };

            private static CookieBuilder Harden(CookieBuilder builder)
            {
                builder.HttpOnly = true;
                builder.SameSite = SameSiteMode.Lax;
                builder.SecurePolicy = CookieSecurePolicy.Always;
                return builder;
            }

            private sealed class Hardened : CookieBuilder
            {
                public Hardened()
                {
                    HttpOnly = true;
                    SameSite = SameSiteMode.Lax;
                    SecurePolicy = CookieSecurePolicy.Always;
                }
            }
        }
        """;
}
