using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1009FrameworkCookieNeverSecure>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1009FrameworkCookieNeverSecureTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.CookiePolicy;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Options;

        """;

    /// <summary>Registrations that leave the cookie as the framework makes it.</summary>
    public static TheoryData<string> Unconfigured => new(
        "services.[|AddSession|]();",
        "services.[|AddSession|](options => { });",
        "services.[|AddSession|](options => { options.IdleTimeout = TimeSpan.FromMinutes(5); });",
        "services.[|AddSession|](options => options.Cookie.Name = \"shop\");",
        "services.[|AddSession|](options => { options.Cookie.HttpOnly = true; options.Cookie.SameSite = SameSiteMode.Strict; });",
        "services.[|AddSession|](delegate (SessionOptions options) { options.IdleTimeout = TimeSpan.FromMinutes(5); });",
        "services.[|AddSession|](static options => options.Cookie.IsEssential = true);",
        "services.AddDistributedMemoryCache().[|AddSession|]().AddHttpContextAccessor();",
        "SessionServiceCollectionExtensions.[|AddSession|](services);",
        "services.[|AddAntiforgery|]();",
        "services.[|AddAntiforgery|](options => options.HeaderName = \"X-XSRF-TOKEN\");",
        "services.[|AddAntiforgery|](options => { options.Cookie.Name = \"xsrf\"; });",
        "services.AddRazorPages().[|AddCookieTempDataProvider|]();",
        "services.AddMvc().[|AddCookieTempDataProvider|]();",
        "services.AddControllersWithViews().[|AddCookieTempDataProvider|](options => options.Cookie.Name = \"flash\");",
        "services.AddMvcCore().AddViews().[|AddCookieTempDataProvider|]();",
        "services.AddMvcCore().AddViews().[|AddCookieTempDataProvider|](options => { options.Cookie.IsEssential = true; });");

    [Theory]
    [MemberData(nameof(Unconfigured))]
    public Task CookieLeftAsTheFrameworkMakesIt_IsReported(string registration) => Verify.VerifyAnalyzerAsync(Program(registration));

    [Theory]
    [InlineData("CookieSecurePolicy.SameAsRequest")]
    [InlineData("CookieSecurePolicy.None")]
    [InlineData("default")]
    [InlineData("default(CookieSecurePolicy)")]
    [InlineData("(CookieSecurePolicy)2")]
    [InlineData("true ? CookieSecurePolicy.None : CookieSecurePolicy.Always")]
    public Task PolicyThatIsNotAlways_IsReported(string policy) =>
        Verify.VerifyAnalyzerAsync(Program($"services.[|AddSession|](options => options.Cookie.SecurePolicy = {policy});"));

    public static TheoryData<string> SetToAlways => new(
        "services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddSession(options => { options.Cookie.Name = \"s\"; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.AddSession(); Harden(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); void Harden(Action<SessionOptions> callback) => services.Configure(callback);",
        "services.AddSession(); Later<SessionOptions>((provider, options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); void Later<T>(Action<IServiceProvider, T> callback) { }",
        "services.AddSession(delegate (SessionOptions options) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.AddSession((SessionOptions options) => options.Cookie.SecurePolicy = (CookieSecurePolicy)1);",
        "services.AddSession(options => { var cookie = options.Cookie; cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.AddSession(options => { options.Cookie.SecurePolicy = CookieSecurePolicy.None; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "var policy = CookieSecurePolicy.Always; services.AddSession(options => options.Cookie.SecurePolicy = policy);",
        "const CookieSecurePolicy policy = CookieSecurePolicy.Always; services.AddSession(options => options.Cookie.SecurePolicy = policy);",
        "services.AddSession(Harden); static void Harden(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always;",
        "services.AddSession(options => Harden(options.Cookie)); static void Harden(CookieBuilder cookie) => cookie.SecurePolicy = CookieSecurePolicy.Always;",
        "Action<SessionOptions> configure = options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; services.AddSession(configure);",
        "services.AddSession(options => { if (services.Count > 3) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } else { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } });",
        "services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddRazorPages().AddCookieTempDataProvider(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddMvcCore().AddViews().AddCookieTempDataProvider(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);");

    [Theory]
    [MemberData(nameof(SetToAlways))]
    public Task PolicySetToAlwaysInTheRegistration_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    /// <summary>Another place that sets Always; the registration itself sets nothing.</summary>
    public static TheoryData<string> SetElsewhere => new(
        "services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.Configure<SessionOptions>(options => { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.PostConfigure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.ConfigureAll<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.PostConfigureAll<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<SessionOptions>().Configure(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<SessionOptions>().PostConfigure(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<SessionOptions>().Configure<IHostEnvironment>((options, environment) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<SessionOptions>().Configure<IHostEnvironment, ILoggerFactory>((options, environment, loggers) => { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.AddOptions<SessionOptions>().PostConfigure<IHostEnvironment>((o, d) => o.Cookie.SecurePolicy = d.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always);",
        "services.AddOptions<SessionOptions>().Validate(options => true).Configure(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.Configure((SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.Configure<SessionOptions>(Harden); static void Harden(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always;");

    [Theory]
    [MemberData(nameof(SetElsewhere))]
    public Task PolicySetToAlwaysElsewhere_IsSilent(string elsewhere)
    {
        ArgumentNullException.ThrowIfNull(elsewhere);
        return Task.WhenAll(
            Verify.VerifySilentAsync(Program("services.AddSession(); " + elsewhere)),
            Verify.VerifySilentAsync(Program(elsewhere.Contains("static void", StringComparison.Ordinal) ? "services.AddSession(); " + elsewhere : elsewhere + " services.AddSession(options => options.Cookie.Name = \"shop\");")));
    }

    [Theory]
    [InlineData("services.Configure<SessionOptions>(options => options.IdleTimeout = TimeSpan.FromMinutes(1));")]
    [InlineData("services.PostConfigure<SessionOptions>(options => options.Cookie.Name = \"s\");")]
    [InlineData("services.AddOptions<SessionOptions>().Configure<IHostEnvironment>((options, environment) => options.Cookie.Name = environment.ApplicationName);")]
    [InlineData("services.Configure<AntiforgeryOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    public Task OtherPlacesThatDoNotSetIt_IsReported(string elsewhere) =>
        Verify.VerifyAnalyzerAsync(Program("services.[|AddSession|](); " + elsewhere));

    [Theory]
    [InlineData("IConfigureOptions<SessionOptions>", "Configure(SessionOptions options)")]
    [InlineData("IConfigureNamedOptions<SessionOptions>", "Configure(string? name, SessionOptions options)")]
    [InlineData("IPostConfigureOptions<SessionOptions>", "PostConfigure(string? name, SessionOptions options)")]
    public async Task ConfigurationClassThatSetsAlways_IsSilent(string contract, string method)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var extra = contract.StartsWith("IConfigureNamed", StringComparison.Ordinal) ? "public void Configure(SessionOptions options) => Configure(\"\", options);" : "";
        var type = $$"""

            public sealed class SecureSession : {{contract}}
            {
                public void {{method}} => options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                {{extra}}
            }
            """;
        await Verify.VerifySilentAsync(Program("services.AddSession(); services.ConfigureOptions<SecureSession>();") + type);
        await VerifyFilesAsync(isSilent: true, Program("services.AddSession();"), Usings + type);
    }

    [Fact]
    public Task ConfigurationClassThatSetsNothing_IsReported() => Verify.VerifyAnalyzerAsync(Program("services.[|AddSession|]();") + """

        public sealed class SessionName : IConfigureOptions<SessionOptions>
        {
            public void Configure(SessionOptions options) => options.Cookie.Name = "s";
        }
        """);

    [Fact]
    public Task ConfigurationClassWithAPrimaryConstructor_IsSilent() => Verify.VerifySilentAsync(Program("services.AddSession();") + """

        internal sealed class SecureSession(IHostEnvironment environment) : IPostConfigureOptions<SessionOptions>
        {
            public void PostConfigure(string? name, SessionOptions options)
            {
                options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            }
        }
        """);

    [Theory]
    [InlineData("services.Configure<SessionOptions>(configuration);")]
    [InlineData("services.Configure<SessionOptions>(configuration.GetSection(\"Session\"));")]
    [InlineData("services.Configure<SessionOptions>(\"named\", configuration.GetSection(\"Session\"));")]
    [InlineData("services.Configure<SessionOptions>(configuration, binder => binder.BindNonPublicProperties = false);")]
    [InlineData("services.AddOptions<SessionOptions>().Bind(configuration.GetSection(\"Session\"));")]
    [InlineData("services.AddOptions<SessionOptions>().BindConfiguration(\"Session\");")]
    [InlineData("services.Configure<SessionOptions>(options => configuration.GetSection(\"Session\").Bind(options));")]
    [InlineData("services.Configure<SessionOptions>(options => configuration.Bind(\"Session\", options));")]
    [InlineData("services.Configure<SessionOptions>(options => configuration.Bind(\"Session:Cookie\", options.Cookie));")]
    [InlineData("services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = configuration.GetValue<CookieSecurePolicy>(\"Policy\"));")]
    [InlineData("services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = Enum.Parse<CookieSecurePolicy>(configuration[\"Policy\"]!));")]
    public async Task OptionsBoundToConfiguration_IsSilent(string binding)
    {
        await Verify.VerifySilentAsync(Program("services.AddSession(); " + binding));
        await Verify.VerifySilentAsync(Program(binding + " services.AddSession(options => options.Cookie.Name = \"s\");"));
    }

    [Theory]
    [InlineData("services.AddSession(options => configuration.GetSection(\"Session\").Bind(options));")]
    [InlineData("services.AddSession(options => configuration.Bind(\"Session\", options));")]
    [InlineData("services.AddSession(configuration.GetSection(\"Session\").Bind);")]
    [InlineData("services.AddSession(options => options.Cookie = configuration.GetSection(\"Cookie\").Get<CookieBuilder>()!);")]
    public Task RegistrationBoundToConfiguration_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Theory]
    [InlineData("environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always")]
    [InlineData("environment.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always")]
    [InlineData("!environment.IsDevelopment() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest")]
    [InlineData("environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest")]
    [InlineData("environment.IsEnvironment(\"Development\") ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always")]
    [InlineData("environment.EnvironmentName == \"Development\" ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always")]
    [InlineData("environment.EnvironmentName == Environments.Production ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest")]
    [InlineData("environment.IsDevelopment() switch { true => CookieSecurePolicy.SameAsRequest, false => CookieSecurePolicy.Always }")]
    [InlineData("environment.EnvironmentName switch { \"Development\" => CookieSecurePolicy.None, _ => CookieSecurePolicy.Always }")]
    [InlineData("configuration[\"x\"] is null ? CookieSecurePolicy.Always : CookieSecurePolicy.Always")]
    public async Task PolicyByEnvironment_IsSilent(string policy)
    {
        await Verify.VerifySilentAsync(Program($"services.AddSession(options => options.Cookie.SecurePolicy = {policy});"));
        await Verify.VerifySilentAsync(Program($"var policy = {policy}; services.AddSession(options => {{ options.Cookie.SecurePolicy = policy; }});"));
        await Verify.VerifySilentAsync(Program($"services.AddSession(options => options.Cookie.SecurePolicy = Policy(environment, configuration)); static CookieSecurePolicy Policy(IHostEnvironment environment, IConfiguration configuration) => {policy};"));
    }

    [Theory]
    [InlineData("services.AddSession(options => { if (!environment.IsDevelopment()) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } });")]
    [InlineData("services.AddSession(options => { if (environment.IsProduction()) options.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("services.AddSession(options => { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; if (environment.IsDevelopment()) { options.Cookie.SecurePolicy = CookieSecurePolicy.None; } });")]
    [InlineData("if (environment.IsDevelopment()) { services.AddSession(); } else { services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); }")]
    [InlineData("if (environment.IsDevelopment()) { services.AddSession(); }")]
    [InlineData("if (environment.IsEnvironment(\"Development\")) services.AddSession();")]
    [InlineData("services.AddSession(); if (!environment.IsDevelopment()) { services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); }")]
    [InlineData("var isDevelopment = environment.IsDevelopment(); services.AddSession(options => options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.None : CookieSecurePolicy.Always);")]
    [InlineData("if (!environment.IsDevelopment()) { return; } services.AddSession();")]
    public Task DevelopmentOnly_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Theory]
    [InlineData("if (environment.IsProduction()) { services.[|AddSession|](); }")]
    [InlineData("services.[|AddSession|](options => { if (environment.IsDevelopment()) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } });")]
    [InlineData("services.[|AddSession|](); if (environment.IsDevelopment()) { services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); }")]
    [InlineData("services.[|AddSession|](options => options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);")]
    public Task SafeInDevelopmentOnly_IsReported(string registration) => Verify.VerifyAnalyzerAsync(Program(registration));

    [Theory]
    [InlineData("#if DEBUG\nservices.AddSession();\n#endif")]
    [InlineData("services.AddSession(options =>\n{\n#if !DEBUG\noptions.Cookie.SecurePolicy = CookieSecurePolicy.Always;\n#endif\n});")]
    [InlineData("services.AddSession(options =>\n{\n#if DEBUG\noptions.Cookie.SecurePolicy = CookieSecurePolicy.None;\n#else\noptions.Cookie.SecurePolicy = CookieSecurePolicy.Always;\n#endif\n});")]
    public Task DebugBuildOnly_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Fact]
    public Task RegisteredTwiceWithoutAlways_IsReportedAtBoth() =>
        Verify.VerifyAnalyzerAsync(Program("services.[|AddSession|](); services.[|AddSession|](options => options.Cookie.Name = \"s\");"));

    [Theory]
    [InlineData("services.AddSession(); services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); services.AddSession();")]
    [InlineData("services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always); services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.None);")]
    [InlineData("services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.None); services.PostConfigure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    public Task ContradictoryConfigurationWithOneAlways_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Theory]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, Action<SessionOptions> configure) => services.AddSession(configure); }")]
    [InlineData("public class Unknown(Action<SessionOptions> configure) { public void Add(IServiceCollection services) => services.AddSession(configure); }")]
    [InlineData("public class Unknown { private readonly Action<SessionOptions> _configure; public Unknown(Action<SessionOptions> configure) => _configure = configure; public void Add(IServiceCollection services) => services.AddSession(_configure); }")]
    [InlineData("public class Unknown { public required Action<SessionOptions> Configure { get; set; } public void Add(IServiceCollection services) => services.AddSession(Configure); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, Action<SessionOptions> configure) => services.AddSession(options => { options.Cookie.Name = \"s\"; configure(options); }); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, Action<SessionOptions>? configure = null) => services.AddSession(options => { configure?.Invoke(options); }); }")]
    [InlineData("public abstract class Unknown { protected abstract void Harden(SessionOptions options); public void Add(IServiceCollection services) => services.AddSession(options => Harden(options)); }")]
    [InlineData("public abstract class Unknown { protected abstract void Harden(SessionOptions options); public void Add(IServiceCollection services) => services.AddSession(Harden); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, CookieBuilder cookie) => services.AddSession(options => options.Cookie = cookie); }")]
    [InlineData("public static class Unknown { public static void Add(IServiceCollection services, CookieSecurePolicy policy) => services.AddSession(options => options.Cookie.SecurePolicy = policy); }")]
    [InlineData("public static class Unknown { private static Action<SessionOptions> s_configure = _ => { }; public static void Set(Action<SessionOptions> configure) => s_configure = configure; public static void Add(IServiceCollection services) => services.AddSession(s_configure); }")]
    public Task UnknownDelegateOrValue_IsSilent(string type) => Verify.VerifySilentAsync(Usings + type);

    [Fact]
    public Task DelegateInALocalThatSetsNothing_IsReported() =>
        Verify.VerifyAnalyzerAsync(Program("Action<SessionOptions> configure = options => options.Cookie.Name = \"s\"; services.[|AddSession|](configure);"));

    [Fact]
    public Task MethodGroupThatSetsNothing_IsReported() =>
        Verify.VerifyAnalyzerAsync(Program("services.[|AddSession|](Name); static void Name(SessionOptions options) => options.Cookie.Name = \"s\";"));

    [Fact]
    public async Task StaticMethodInAnotherFile_IsFollowed()
    {
        await VerifyFilesAsync(
            isSilent: true,
            Program("services.AddSession(SessionSetup.Apply);"),
            Usings + "internal static class SessionSetup { public static void Apply(SessionOptions options) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } }");
        await VerifyFilesAsync(
            isSilent: false,
            Program("services.[|AddSession|](SessionSetup.Apply);"),
            Usings + "internal static class SessionSetup { public static void Apply(SessionOptions options) { options.Cookie.Name = \"s\"; } }");
    }

    [Fact]
    public async Task ExtensionMethodInAnotherFile_IsFollowed()
    {
        await VerifyFilesAsync(
            isSilent: true,
            Program("services.AddSession(); services.AddHardening();"),
            Usings + "internal static class Hardening { public static IServiceCollection AddHardening(this IServiceCollection services) => services.PostConfigure<SessionOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always); }");
        await VerifyFilesAsync(
            isSilent: false,
            Program("services.AddShopSession();"),
            Usings + "internal static class ShopSession { public static IServiceCollection AddShopSession(this IServiceCollection services) => services.[|AddSession|](o => o.Cookie.Name = \"s\"); }");
    }

    [Fact]
    public async Task TopLevelProgram_IsReported()
    {
        await Verify.VerifyAnalyzerAsync("""
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDistributedMemoryCache();
            builder.Services.[|AddSession|](options =>
            {
                options.IdleTimeout = TimeSpan.FromMinutes(20);
                options.Cookie.IsEssential = true;
            });
            builder.Services.AddRazorPages().[|AddCookieTempDataProvider|]();
            var app = builder.Build();
            app.UseSession();
            app.Run();
            """);
        await Verify.VerifySilentAsync("""
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddSession(options =>
            {
                options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            });
            var app = builder.Build();
            app.UseSession();
            app.Run();
            """);
    }

    [Fact]
    public Task HostBuilder_IsReported() => Verify.VerifyAnalyzerAsync("""
        Host.CreateDefaultBuilder(args)
            .ConfigureWebHostDefaults(web => web
                .ConfigureServices((context, services) =>
                {
                    services.[|AddSession|]();
                })
                .Configure(app => app.UseSession()))
            .Build()
            .Run();
        """);

    [Fact]
    public Task PartialStartup_IsReportedWhereItRegisters() => VerifyFilesAsync(
        isSilent: false,
        "public partial class Startup { public void ConfigureServices(IServiceCollection services) { AddState(services); } }",
        "public partial class Startup { private static void AddState(IServiceCollection services) => services.[|AddSession|](); }");

    [Fact]
    public Task PartialStartupThatHardensInAnotherPart_IsSilent() => VerifyFilesAsync(
        isSilent: true,
        "public partial class Startup { public void ConfigureServices(IServiceCollection services) { services.AddSession(Harden); } }",
        "public partial class Startup { private void Harden(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }");

    [Theory]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });")]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services) { services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);")]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services) { services.AddCookiePolicy(options => options.Secure = CookieSecurePolicy.Always);")]
    [InlineData("var policy = new CookiePolicyOptions(); policy.Secure = CookieSecurePolicy.Always; app.UseCookiePolicy(policy);")]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services, IConfiguration configuration) { services.Configure<CookiePolicyOptions>(configuration.GetSection(\"Cookies\"));")]
    public Task CookiePolicyThatSecuresEveryCookie_IsSilent(string pipeline) => VerifyFilesAsync(
        isSilent: true,
        Program("services.AddSession(); services.AddAntiforgery(o => { }); services.AddRazorPages().AddCookieTempDataProvider();"),
        $"public class Pipeline {{ public void Configure(IApplicationBuilder app) {{ {pipeline} }} }}");

    [Theory]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services) { services.Configure<CookiePolicyOptions>(options => options.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always);")]
    [InlineData("} public void More(IServiceCollection services) { services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);")]
    [InlineData("app.UseCookiePolicy();")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.SameAsRequest });")]
    public Task CookiePolicyThatDoesNotSecure_IsReported(string pipeline) => VerifyFilesAsync(
        isSilent: false,
        Program("services.[|AddSession|]();"),
        $"public class Pipeline {{ public void Configure(IApplicationBuilder app) {{ {pipeline} }} }}");

    [Theory]
    [InlineData("services.AddMvc();")]
    [InlineData("services.AddRazorPages();")]
    [InlineData("services.AddControllersWithViews();")]
    [InlineData("services.AddControllers();")]
    public Task AntiforgeryThatMvcAdds_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Theory]
    [InlineData("options => { using (new MemoryStream()) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } }")]
    [InlineData("options => { using var stream = new MemoryStream(); options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options => { try { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } finally { Console.WriteLine(); } }")]
    [InlineData("options => { lock (services) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } }")]
    [InlineData("options => { foreach (var path in new List<string> { \"/\" }) { options.Cookie.Path = path; } options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options => { if (options.Cookie is { } cookie) { cookie.SecurePolicy = CookieSecurePolicy.Always; } }")]
    [InlineData("options => { if (options is { Cookie: var cookie }) { cookie.SecurePolicy = CookieSecurePolicy.Always; } }")]
    [InlineData("options => { (options.Cookie.SecurePolicy, options.Cookie.HttpOnly) = (CookieSecurePolicy.Always, true); }")]
    [InlineData("options => { options!.Cookie!.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options => { switch (environment.EnvironmentName) { case \"Development\": break; default: options.Cookie.SecurePolicy = CookieSecurePolicy.Always; break; } }")]
    [InlineData("options => { if (configuration[\"x\"] is null) { throw new InvalidOperationException(); } options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options => { goto set; set: options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options => options.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.Always")]
    [InlineData("options => options.Cookie.SecurePolicy = Policy.Always")]
    [InlineData("options => options.Cookie.SecurePolicy = Always")]
    [InlineData("options => { Action harden = () => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; harden(); }")]
    [InlineData("options => { Set(options, CookieSecurePolicy.Always); static void Set<T>(T options, CookieSecurePolicy policy) where T : SessionOptions => options.Cookie.SecurePolicy = policy; }")]
    [InlineData("options => options.Cookie.SecurePolicy = s_policies[\"session\"]")]
    [InlineData("options => { CookieSecurePolicy policy; if (configuration[\"x\"] is null) policy = CookieSecurePolicy.Always; else policy = CookieSecurePolicy.Always; options.Cookie.SecurePolicy = policy; }")]
    [InlineData("options => { try { options.Cookie.Name = configuration[\"x\"]; } catch (Exception) { } options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    public Task UnusualCodeThatSetsAlways_IsSilent(string configure) => Verify.VerifySilentAsync(
        "using Policy = Microsoft.AspNetCore.Http.CookieSecurePolicy;\nusing static Microsoft.AspNetCore.Http.CookieSecurePolicy;\n" + Program($"services.AddSession({configure});"));

    [Theory]
    [InlineData("options => options.Cookie.SecurePolicy = configuration.GetValue<bool>(\"RequireHttps\") ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest")]
    [InlineData("options => { if (configuration[\"Https\"] is not null) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } }")]
    [InlineData("options => { if (configuration[\"Https\"] is null) { return; } options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    public Task AlwaysWhenConfigurationSaysSo_IsSilent(string configure) => Verify.VerifySilentAsync(Program($"services.AddSession({configure});"));

    [Theory]
    [InlineData("options => { using (new MemoryStream()) { options.Cookie.Name = \"s\"; } }")]
    [InlineData("options => { try { options.Cookie.Name = \"s\"; } catch (Exception) { options.Cookie.Name = \"t\"; } }")]
    [InlineData("options => { foreach (var path in new List<string> { \"/\" }) { options.Cookie.Path = path; } }")]
    [InlineData("options => { while (configuration[\"x\"] is null) { options.Cookie.Path = \"/\"; } }")]
    [InlineData("options => { Set(options, CookieSecurePolicy.None); static void Set(SessionOptions options, CookieSecurePolicy policy) => options.Cookie.SecurePolicy = policy; }")]
    [InlineData("options => { options.Cookie.Name = configuration[\"x\"] ?? \"s\"; }")]
    public Task UnusualCodeThatSetsNothing_IsReported(string configure) => Verify.VerifyAnalyzerAsync(Program($"services.[|AddSession|]({configure});"));

    [Theory]
    [InlineData("services.AddSession(options => options.Cookie.Harden());")]
    [InlineData("services.AddSession(options => options.Harden());")]
    [InlineData("services.AddSession(Library.Hardening.Apply);")]
    [InlineData("services.AddSession(options => Library.Hardening.Apply(options));")]
    [InlineData("services.AddSession(options => options.Cookie.SecurePolicy = Library.Hardening.Policy);")]
    [InlineData("services.AddSession(options => options.Cookie = Library.Hardening.Cookie());")]
    [InlineData("services.AddSession(); services.Configure<SessionOptions>(Library.Hardening.Apply);")]
    [InlineData("services.AddSession(); services.AddOptions<SessionOptions>().Configure<IHostEnvironment>((options, environment) => options.Harden());")]
    public Task HelperOfAnotherProject_IsSilent(string registration)
    {
        var test = new Verify.Test { TestCode = "using Library;\n" + Program(registration), IsSilent = true };
        test.TestState.AdditionalProjects["Library"].Sources.Add("""
            namespace Library;

            public static class Hardening
            {
                public static CookieSecurePolicy Policy => CookieSecurePolicy.Always;

                public static CookieBuilder Cookie() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always };

                public static void Harden(this CookieBuilder cookie) => cookie.SecurePolicy = CookieSecurePolicy.Always;

                public static void Harden(this SessionOptions options) => options.Cookie.Harden();

                public static void Apply(SessionOptions options) => options.Harden();
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("public sealed class Setup : IConfigureOptions<SessionOptions> { void IConfigureOptions<SessionOptions>.Configure(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("public static class Outer { private sealed record Setup(string Name) : IPostConfigureOptions<SessionOptions> { public void PostConfigure(string? name, SessionOptions options) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; } } }")]
    [InlineData("public sealed partial class Setup : IConfigureOptions<SessionOptions>; public sealed partial class Setup { public void Configure(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("public abstract class Base : IConfigureOptions<SessionOptions> { public abstract void Configure(SessionOptions options); } public sealed class Setup : Base { public override void Configure(SessionOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("public sealed class Setup : IConfigureOptions<SessionOptions>, IConfigureOptions<AntiforgeryOptions> { public void Configure(AntiforgeryOptions options) { } public void Configure(SessionOptions o) => Secure(o.Cookie); private static void Secure(CookieBuilder cookie) => cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("public sealed class Setup : ConfigureNamedOptions<SessionOptions> { public Setup() : base(\"\", options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always) { } }")]
    public Task UnusualConfigurationClass_IsSilent(string type) => Verify.VerifySilentAsync(Program("services.AddSession();") + "\n" + type);

    [Theory]
    [InlineData("services.AddSingleton<IConfigureOptions<SessionOptions>>(new ConfigureOptions<SessionOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always));")]
    [InlineData("services.AddSingleton<IPostConfigureOptions<SessionOptions>>(new PostConfigureOptions<SessionOptions>(\"\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always));")]
    public Task ConfigurationObjectRegisteredByHand_IsSilent(string registration) => Verify.VerifySilentAsync(Program("services.AddSession(); " + registration));

    [Fact]
    public async Task TestProject_IsSilentUnlessIncluded()
    {
        await new Verify.Test { TestCode = Program("services.AddSession();"), GlobalConfig = "build_property.IsTestProject = true\n", IsSilent = true }.RunAsync();
        await new Verify.Test { TestCode = Program("services.[|AddSession|]();"), GlobalConfig = "build_property.IsTestProject = true\n", EditorConfig = "[*.cs]\nsession_analyzers.include_tests = true\n" }.RunAsync();
    }

    [Fact]
    public Task CookiePolicyFromAParameter_IsSilent() => Verify.VerifySilentAsync(
        Program("services.AddSession();") + "\npublic class Pipeline { public void Configure(IApplicationBuilder app, CookiePolicyOptions policy) { app.UseCookiePolicy(policy); } }");

    [Theory]
    [InlineData("services.AddSession(options => options.Cookie = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always });")]
    [InlineData("services.AddSession(options => options.Cookie = new CookieBuilder { Name = \"s\" });")]
    [InlineData("services.AddSession(options => options.Cookie = new CookieBuilder());")]
    [InlineData("services.AddAntiforgery(options => { options.Cookie = new() { Name = \"s\" }; });")]
    public Task BuilderReplaced_IsLeftToSESS1008(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Theory]
    [InlineData("app.UseSession(new SessionOptions());")]
    [InlineData("app.UseSession(new SessionOptions { IdleTimeout = TimeSpan.FromMinutes(5) });")]
    public Task OptionsHandedToUseSessionWithoutAlways_IsReported(string pipeline) => Verify.VerifyAnalyzerAsync(
        Program("services.[|AddSession|]();") + $"\npublic class Pipeline {{ public void Configure(IApplicationBuilder app) {{ {pipeline} }} }}");

    [Theory]
    [InlineData("app.UseSession(new SessionOptions { Cookie = { SecurePolicy = CookieSecurePolicy.Always } });")]
    [InlineData("var options = new SessionOptions(); options.Cookie.SecurePolicy = CookieSecurePolicy.Always; app.UseSession(options);")]
    [InlineData("app.UseSession(Options()); static SessionOptions Options() { var options = new SessionOptions(); options.Cookie.SecurePolicy = CookieSecurePolicy.Always; return options; }")]
    public Task OptionsHandedToUseSessionWithAlways_IsSilent(string pipeline) => Verify.VerifySilentAsync(
        Program("services.AddSession();") + $"\npublic class Pipeline {{ public void Configure(IApplicationBuilder app) {{ {pipeline} }} }}");

    [Fact]
    public Task MethodsOfTheSameNameElsewhere_IsSilent() => Verify.VerifySilentAsync("""
        namespace Shop;

        public sealed class Sessions
        {
            public Sessions AddSession() => this;

            public Sessions AddAntiforgery(Action<object> configure) => this;

            public static void Use() => new Sessions().AddSession().AddAntiforgery(o => { });
        }
        """);

    [Theory]
    [InlineData("services.{|#0:AddSession|}();", "session", "never marked Secure, not even over HTTPS")]
    [InlineData("services.{|#0:AddAntiforgery|}(o => { });", "antiforgery", "never marked Secure, not even over HTTPS")]
    [InlineData("services.AddMvc().{|#0:AddCookieTempDataProvider|}();", "TempData", "never marked Secure, not even over HTTPS")]
    [InlineData("services.{|#0:AddSession|}(o => o.Cookie.SecurePolicy = CookieSecurePolicy.None);", "session", "never marked Secure, not even over HTTPS")]
    [InlineData("services.{|#0:AddSession|}(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);", "session", "marked Secure only where the application itself sees HTTPS, not behind a proxy that ends TLS")]
    public Task MessageNamesTheCookie_IsReported(string registration, string cookie, string problem)
    {
        var test = new Verify.Test { TestCode = Program(registration) };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS1009").WithLocation(0).WithArguments(cookie, problem));
        return test.RunAsync();
    }

    [Fact]
    public async Task EveryFramework_IsReported()
    {
        foreach (var references in new[] { ReferenceAssemblies.AspNetCore80, ReferenceAssemblies.AspNetCore90, ReferenceAssemblies.AspNetCore100 })
        {
            await new Verify.Test { TestCode = Program("services.[|AddSession|]();"), ReferenceAssemblies = references }.RunAsync();
        }
    }

    private static string Program(string body) => $$"""
        {{Usings}}
        public class Startup
        {
            private static readonly Dictionary<string, CookieSecurePolicy> s_policies = new() { ["session"] = CookieSecurePolicy.Always };

            public void ConfigureServices(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
            {
        {{body}}
            }
        }
        """;

    private static Task VerifyFilesAsync(bool isSilent, params string[] sources)
    {
        var test = new Verify.Test { IsSilent = isSilent };
        foreach (var source in sources)
        {
            test.TestState.Sources.Add(source);
        }

        return test.RunAsync();
    }
}
