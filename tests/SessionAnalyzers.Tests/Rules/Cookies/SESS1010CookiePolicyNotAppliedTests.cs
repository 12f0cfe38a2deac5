using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1010CookiePolicyNotApplied>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1010CookiePolicyNotAppliedTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.CookiePolicy;
        using Microsoft.Extensions.Options;

        """;

    /// <summary>The ways to configure the policy, with the call that carries the squiggle.</summary>
    public static TheoryData<string> Configured => new(
        "services.[|Configure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);",
        "services.[|Configure|]<CookiePolicyOptions>(options => { options.Secure = CookieSecurePolicy.Always; options.HttpOnly = HttpOnlyPolicy.Always; });",
        "services.[|Configure|]<CookiePolicyOptions>(options => { options.CheckConsentNeeded = context => true; });",
        "services.[|Configure|]<CookiePolicyOptions>(options => options.MinimumSameSitePolicy = SameSiteMode.Strict);",
        "services.[|Configure|]((CookiePolicyOptions options) => { options.Secure = CookieSecurePolicy.Always; });",
        "services.[|Configure|]<CookiePolicyOptions>(Apply); static void Apply(CookiePolicyOptions options) => options.Secure = CookieSecurePolicy.Always;",
        "services.[|PostConfigure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);",
        "services.[|ConfigureAll|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);",
        "services.[|PostConfigureAll|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);",
        "services.[|AddCookiePolicy|](options => options.Secure = CookieSecurePolicy.Always);",
        "services.AddOptions<CookiePolicyOptions>().[|Configure|](options => options.Secure = CookieSecurePolicy.Always);",
        "services.AddOptions<CookiePolicyOptions>().[|Configure|]<IHostEnvironment>((options, environment) => options.Secure = CookieSecurePolicy.Always);",
        "services.AddOptions<CookiePolicyOptions>().[|PostConfigure|](options => options.Secure = CookieSecurePolicy.Always);",
        "services.AddOptions<CookiePolicyOptions>().[|Bind|](configuration.GetSection(\"Cookies\"));",
        "services.AddOptions<CookiePolicyOptions>().[|BindConfiguration|](\"Cookies\");",
        "services.[|Configure|]<CookiePolicyOptions>(configuration.GetSection(\"Cookies\"));",
        "services.[|Configure|]<CookiePolicyOptions>(options => configuration.Bind(\"Cookies\", options));");

    [Theory]
    [MemberData(nameof(Configured))]
    public Task ConfiguredInStartupWithoutTheMiddleware_IsReported(string configuration) =>
        Verify.VerifyAnalyzerAsync(Startup(configuration, "app.UseRouting();"));

    [Theory]
    [InlineData("builder.Services.[|Configure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);")]
    [InlineData("builder.Services.[|AddCookiePolicy|](options => { options.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always; });")]
    [InlineData("builder.Services.AddRouting().[|Configure|]<CookiePolicyOptions>(options => { options.Secure = CookieSecurePolicy.Always; }).AddHttpContextAccessor();")]
    public async Task ConfiguredInProgram_IsReportedUnlessApplied(string configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await Verify.VerifyAnalyzerAsync(Program(configuration, "app.UseSession();"));
        await Verify.VerifySilentAsync(Program(Unmarked(configuration), "app.UseCookiePolicy();"));
        await Verify.VerifySilentAsync(Program(Unmarked(configuration), "app.UseRouting().UseCookiePolicy().UseSession();"));
    }

    [Theory]
    [MemberData(nameof(Configured))]
    public async Task ConfiguredAndApplied_IsSilent(string configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        await Verify.VerifySilentAsync(Startup(Unmarked(configuration), "app.UseCookiePolicy();"));
        await Verify.VerifySilentAsync(Startup(Unmarked(configuration), "app.UseRouting(); app.UseCookiePolicy(new CookiePolicyOptions()); app.UseSession();"));
    }

    [Theory]
    [MemberData(nameof(Configured))]
    public Task LibraryWithoutAPipeline_IsSilent(string configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Verify.VerifySilentAsync($$"""
            {{Usings}}
            namespace Library;

            public static class Defaults
            {
                public static void AddDefaults(this IServiceCollection services, IConfiguration configuration)
                {
                    {{Unmarked(configuration)}}
                }
            }
            """);
    }

    [Fact]
    public async Task AppliedInAnotherFile_IsSilent()
    {
        await VerifyFilesAsync(
            isSilent: true,
            Startup("services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);", "app.UseShop();"),
            "public static class Pipeline { public static IApplicationBuilder UseShop(this IApplicationBuilder app) => app.UseRouting().UseCookiePolicy(); }");
        await VerifyFilesAsync(
            isSilent: false,
            Startup("services.[|Configure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);", "app.UseShop();"),
            "public static class Pipeline { public static IApplicationBuilder UseShop(this IApplicationBuilder app) => app.UseRouting().UseSession(); }");
    }

    [Fact]
    public Task AppliedInAStartupFilter_IsSilent() => VerifyFilesAsync(
        isSilent: true,
        Program("builder.Services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always); builder.Services.AddTransient<IStartupFilter, CookieFilter>();", ""),
        "public class CookieFilter : IStartupFilter { public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app => { app.UseCookiePolicy(); next(app); }; }");

    [Theory]
    [InlineData("app.UseMiddleware<CookiePolicyMiddleware>();")]
    [InlineData("app?.UseCookiePolicy();")]
    [InlineData("CookiePolicyAppBuilderExtensions.UseCookiePolicy(app);")]
    [InlineData("app.Map(\"/shop\", shop => shop.UseCookiePolicy());")]
    [InlineData("app.UseWhen(context => true, branch => { branch.UseCookiePolicy(); });")]
    public Task AppliedInAnotherWay_IsSilent(string pipeline) =>
        Verify.VerifySilentAsync(Startup("services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);", pipeline));

    [Fact]
    public Task LibraryThatOnlyMentionsThePipelineInAComment_IsSilent() => Verify.VerifySilentAsync("""
        namespace Library;

        /// <summary>For an IApplicationBuilder or a WebApplication.</summary>
        public static class Defaults
        {
            public static void AddDefaults(this IServiceCollection services) =>
                services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);
        }
        """);

    [Fact]
    public Task EveryPlaceThatConfigures_IsReported() => Verify.VerifyAnalyzerAsync(Startup(
        "services.[|Configure|]<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); services.[|PostConfigure|]<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always);",
        ""));

    [Theory]
    [InlineData("services.Configure<SessionOptions>(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddOptions<CookiePolicyOptions>();")]
    [InlineData("services.AddAntiforgery(); services.AddSession();")]
    [InlineData("services.Configure<RouteOptions>(options => options.LowercaseUrls = true);")]
    [InlineData("if (environment.IsDevelopment()) { services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.None); }")]
    [InlineData("#if DEBUG\nservices.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.None);\n#endif")]
    [InlineData("var options = new CookiePolicyOptions { Secure = CookieSecurePolicy.Always }; Console.WriteLine(options.Secure);")]
    public Task NoPolicyConfigured_IsSilent(string configuration) => Verify.VerifySilentAsync(Startup(configuration, "app.UseRouting();"));

    [Fact]
    public Task OptionsHandedToTheMiddleware_IsSilent() => Verify.VerifySilentAsync(Startup("", "app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });"));

    [Fact]
    public Task ApplyingMentionedInACommentOnly_IsReported() => Verify.VerifyAnalyzerAsync(Startup(
        "services.[|Configure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);",
        "// app.UseCookiePolicy();\nvar hint = \"UseCookiePolicy()\";"));

    [Fact]
    public Task MethodOfTheSameNameThatIsNotTheMiddleware_IsReported() => VerifyFilesAsync(
        isSilent: false,
        Startup("services.[|Configure|]<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);", "Banner.UseCookiePolicy();"),
        "public static class Banner { public static void UseCookiePolicy() { } }");

    private static string Unmarked(string marked) =>
        marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static string Program(string services, string pipeline) => $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.Run();
        """;

    private static string Startup(string services, string pipeline) => $$"""
        {{Usings}}
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
            {
        {{services}}
            }

            public void Configure(IApplicationBuilder app)
            {
        {{pipeline}}
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
