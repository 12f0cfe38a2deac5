using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1011CookiePolicyWeakensEveryCookie>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1011CookiePolicyWeakensEveryCookieTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.CookiePolicy;
        using Microsoft.Extensions.Options;

        """;

    /// <summary>Explicit None of one member: the assignment's member and value.</summary>
    public static TheoryData<string> Lowered => new(
        "[|Secure|] = CookieSecurePolicy.None",
        "[|Secure|] = (CookieSecurePolicy)2",
        "[|HttpOnly|] = HttpOnlyPolicy.None",
        "[|HttpOnly|] = default",
        "[|HttpOnly|] = default(HttpOnlyPolicy)",
        "[|MinimumSameSitePolicy|] = SameSiteMode.None",
        "[|MinimumSameSitePolicy|] = default",
        "[|MinimumSameSitePolicy|] = default(SameSiteMode)",
        "[|MinimumSameSitePolicy|] = (SameSiteMode)0");

    [Theory]
    [MemberData(nameof(Lowered))]
    public async Task NoneWrittenInAConfigureLambda_IsReported(string assignment)
    {
        await Verify.VerifyAnalyzerAsync(Startup($"services.Configure<CookiePolicyOptions>(options => options.{assignment});"));
        await Verify.VerifyAnalyzerAsync(Startup($"services.Configure<CookiePolicyOptions>(options => {{ options.{assignment}; options.CheckConsentNeeded = c => true; }});"));
        await Verify.VerifyAnalyzerAsync(Startup($"services.AddCookiePolicy(options => {{ options.{assignment}; }});"));
    }

    [Theory]
    [MemberData(nameof(Lowered))]
    public async Task NoneWrittenInAnInitialiser_IsReported(string assignment)
    {
        await Verify.VerifyAnalyzerAsync(Startup("", $"app.UseCookiePolicy(new CookiePolicyOptions {{ {assignment} }});"));
        await Verify.VerifyAnalyzerAsync(Startup("", $"var options = new CookiePolicyOptions {{ CheckConsentNeeded = c => false, {assignment} }}; app.UseCookiePolicy(options);"));
        await Verify.VerifyAnalyzerAsync(Startup("", $"CookiePolicyOptions options = new() {{ {assignment} }}; app.UseCookiePolicy(options);"));
        await Verify.VerifyAnalyzerAsync(Startup("", $"var options = new CookiePolicyOptions(); options.{assignment}; app.UseCookiePolicy(options);"));
    }

    [Theory]
    [InlineData("services.PostConfigure<CookiePolicyOptions>(options => options.[|Secure|] = CookieSecurePolicy.None);")]
    [InlineData("services.ConfigureAll<CookiePolicyOptions>(options => options.[|Secure|] = CookieSecurePolicy.None);")]
    [InlineData("services.PostConfigureAll<CookiePolicyOptions>(options => options.[|Secure|] = CookieSecurePolicy.None);")]
    [InlineData("services.AddOptions<CookiePolicyOptions>().Configure(options => options.[|Secure|] = CookieSecurePolicy.None);")]
    [InlineData("services.AddOptions<CookiePolicyOptions>().Configure<IHostEnvironment>((o, d) => o.[|Secure|] = CookieSecurePolicy.None);")]
    [InlineData("services.Configure<CookiePolicyOptions>(Apply); static void Apply(CookiePolicyOptions options) => options.[|Secure|] = CookieSecurePolicy.None;")]
    [InlineData("services.Configure<CookiePolicyOptions>(delegate (CookiePolicyOptions options) { options.[|Secure|] = CookieSecurePolicy.None; });")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { var policy = CookieSecurePolicy.None; options.[|Secure|] = policy; });")]
    [InlineData("const SameSiteMode mode = SameSiteMode.None; services.Configure<CookiePolicyOptions>(options => options.[|MinimumSameSitePolicy|] = mode);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { options.[|Secure|] = CookieSecurePolicy.None; options.[|HttpOnly|] = HttpOnlyPolicy.None; options.[|MinimumSameSitePolicy|] = SameSiteMode.None; });")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.[|MinimumSameSitePolicy|] = Mode()); static SameSiteMode Mode() => SameSiteMode.None;")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { options.OnDeleteCookie = Change; static void Change(DeleteCookieContext c) => c.CookieOptions.[|Secure|] = false; });")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { try { options.[|Secure|] = CookieSecurePolicy.None; } finally { Console.WriteLine(); } });")]
    [InlineData("if (environment.IsProduction()) { services.Configure<CookiePolicyOptions>(options => options.[|Secure|] = CookieSecurePolicy.None); }")]
    public Task EveryWayToConfigure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Startup(body));

    [Fact]
    public Task ConfigurationClass_IsReported() => Verify.VerifyAnalyzerAsync(Usings + """
        public sealed class Policy : IConfigureOptions<CookiePolicyOptions>
        {
            public void Configure(CookiePolicyOptions options) => options.[|MinimumSameSitePolicy|] = SameSiteMode.None;
        }
        """);

    [Theory]
    [InlineData("Secure", "CookieSecurePolicy.None", "None")]
    [InlineData("HttpOnly", "HttpOnlyPolicy.None", "None")]
    [InlineData("MinimumSameSitePolicy", "SameSiteMode.None", "None")]
    public Task MessageNamesMemberAndValue_IsReported(string member, string value, string display)
    {
        var test = new Verify.Test { TestCode = Startup($"services.Configure<CookiePolicyOptions>(options => options.{{|#0:{member}|}} = {value});") };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS1011").WithLocation(0).WithArguments(member, display));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { });")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.CheckConsentNeeded = context => true);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.Always);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.SameAsRequest);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.HttpOnly = HttpOnlyPolicy.Always);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.MinimumSameSitePolicy = SameSiteMode.Lax);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.MinimumSameSitePolicy = SameSiteMode.Strict);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.MinimumSameSitePolicy = SameSiteMode.Unspecified);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.MinimumSameSitePolicy = (SameSiteMode)(-1));")]
    [InlineData("services.Configure<CookiePolicyOptions>(configuration.GetSection(\"Cookies\"));")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.Secure = configuration.GetValue<CookieSecurePolicy>(\"x\"));")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.Secure = Enum.Parse<CookieSecurePolicy>(configuration[\"x\"]!));")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => options.Secure = environment.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always);")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { if (environment.IsDevelopment()) { options.Secure = CookieSecurePolicy.None; } });")]
    [InlineData("services.Configure<CookiePolicyOptions>(options => { options.Secure = CookieSecurePolicy.Always; if (environment.IsDevelopment()) options.MinimumSameSitePolicy = SameSiteMode.None; });")]
    [InlineData("if (environment.IsDevelopment()) { services.Configure<CookiePolicyOptions>(options => { options.Secure = CookieSecurePolicy.None; options.HttpOnly = HttpOnlyPolicy.None; }); }")]
    [InlineData("if (!environment.IsDevelopment()) { return; } else { } services.AddRouting();")]
    [InlineData("#if DEBUG\nservices.Configure<CookiePolicyOptions>(options => options.Secure = CookieSecurePolicy.None);\n#endif")]
    [InlineData("services.Configure<CookiePolicyOptions>(options =>\n{\n#if DEBUG\noptions.Secure = CookieSecurePolicy.None;\n#else\noptions.Secure = CookieSecurePolicy.Always;\n#endif\n});")]
    public Task StrictDefaultUnknownOrDevelopmentOnly_IsSilent(string body) => Verify.VerifySilentAsync(Startup(body));

    /// <summary>Callbacks that take a flag away.</summary>
    public static TheoryData<string> Lowering => new(
        "context => context.CookieOptions.[|Secure|] = false",
        "context => context.CookieOptions.[|HttpOnly|] = false",
        "context => context.CookieOptions.[|SameSite|] = SameSiteMode.None",
        "context => context.CookieOptions.[|SameSite|] = default",
        "context => { context.CookieOptions.[|Secure|] = false; }",
        "context => { context.CookieOptions.[|Secure|] = false; context.CookieOptions.[|HttpOnly|] = false; }",
        "context => { var cookie = context.CookieOptions; cookie.[|HttpOnly|] = false; }",
        "context => { var cookie = context.CookieOptions; var mode = SameSiteMode.None; cookie.[|SameSite|] = mode; }",
        "context => { if (context.CookieName == \"shop\") { context.CookieOptions.[|SameSite|] = SameSiteMode.None; } }",
        "context => context.CookieOptions.[|SameSite|] = context.CookieName == \"a\" ? SameSiteMode.None : default",
        "context => { foreach (var name in new[] { \"a\", \"b\" }) { if (context.CookieName == name) { context.CookieOptions.[|Secure|] = false; } } }",
        "context => { if (context.CookieOptions is { } cookie) { cookie.[|Secure|] = false; } }",
        "Change",
        "context => Lower(context.CookieOptions)");

    [Theory]
    [MemberData(nameof(Lowering))]
    public async Task CallbackThatLowersAFlag_IsReported(string callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        foreach (var (name, context) in new[] { ("OnAppendCookie", "AppendCookieContext"), ("OnDeleteCookie", "DeleteCookieContext") })
        {
            var helpers = callback switch
            {
                "Change" => $"private static void Change({context} context) => context.CookieOptions.[|Secure|] = false;",
                "context => Lower(context.CookieOptions)" => "private static void Lower(CookieOptions cookie) => cookie.[|Secure|] = false;",
                _ => "",
            };
            await Verify.VerifyAnalyzerAsync(Startup($"services.Configure<CookiePolicyOptions>(options => options.{name} = {callback});", "", helpers));
            await Verify.VerifyAnalyzerAsync(Startup("", $"app.UseCookiePolicy(new CookiePolicyOptions {{ {name} = {callback} }});", helpers));
        }
    }

    [Theory]
    [InlineData("context => context.CookieOptions.Secure = true")]
    [InlineData("context => context.CookieOptions.HttpOnly = true")]
    [InlineData("context => context.CookieOptions.SameSite = SameSiteMode.Lax")]
    [InlineData("context => context.CookieOptions.SameSite = SameSiteMode.Strict")]
    [InlineData("context => { context.CookieOptions.Secure = true; context.CookieOptions.HttpOnly = true; context.CookieOptions.SameSite = SameSiteMode.Lax; }")]
    [InlineData("context => { var cookie = context.CookieOptions; cookie.Secure = true; }")]
    [InlineData("context => context.CookieOptions.Secure = context.Context.Request.IsHttps")]
    [InlineData("context => { if (context.Context.Request.Headers.UserAgent.ToString().Contains(\"iPhone OS 12\")) { context.CookieOptions.SameSite = SameSiteMode.Unspecified; } }")]
    [InlineData("context => { if (IsIncompatible(context.Context)) { context.CookieOptions.SameSite = SameSiteMode.Unspecified; } }")]
    [InlineData("context => context.CookieOptions.SameSite = (SameSiteMode)(-1)")]
    [InlineData("context => context.CookieOptions.Path = \"/\"")]
    [InlineData("context => { if (environment.IsDevelopment()) { context.CookieOptions.Secure = false; } }")]
    [InlineData("context => context.CookieOptions.Secure = !environment.IsDevelopment()")]
    [InlineData("context => { var other = new CookieOptions { Secure = false, HttpOnly = false, SameSite = SameSiteMode.None }; Console.WriteLine(other); }")]
    public async Task CallbackThatRaisesOrKeeps_IsSilent(string callback)
    {
        foreach (var name in new[] { "OnAppendCookie", "OnDeleteCookie" })
        {
            await Verify.VerifySilentAsync(Startup($"services.Configure<CookiePolicyOptions>(options => options.{name} = {callback});"));
        }
    }

    [Fact]
    public Task SameSiteCheckOfTheDocumentation_IsSilent() => Verify.VerifySilentAsync(Usings + """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.Configure<CookiePolicyOptions>(options =>
                {
                    options.MinimumSameSitePolicy = SameSiteMode.Unspecified;
                    options.OnAppendCookie = cookieContext => CheckSameSite(cookieContext.Context, cookieContext.CookieOptions);
                    options.OnDeleteCookie = cookieContext => CheckSameSite(cookieContext.Context, cookieContext.CookieOptions);
                });
            }

            private static void CheckSameSite(HttpContext httpContext, CookieOptions options)
            {
                if (options.SameSite == SameSiteMode.None)
                {
                    var userAgent = httpContext.Request.Headers["User-Agent"].ToString();
                    if (userAgent.Contains("CPU iPhone OS 12"))
                    {
                        options.SameSite = SameSiteMode.Unspecified;
                    }
                }
            }
        }
        """);

    [Fact]
    public Task CookieOptionsOutsideACallback_IsSilent() => Verify.VerifySilentAsync("""
        public static class Endpoints
        {
            public static void Write(HttpContext context, CookieOptions given)
            {
                given.Secure = false;
                var options = new CookieOptions { HttpOnly = false, SameSite = SameSiteMode.None };
                options.Secure = false;
                context.Response.Cookies.Append("theme", "dark", options);
            }
        }
        """);

    [Fact]
    public Task TopLevelProgram_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.CookiePolicy;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<CookiePolicyOptions>(options =>
        {
            options.[|MinimumSameSitePolicy|] = SameSiteMode.None;
            options.OnAppendCookie = context => context.CookieOptions.[|HttpOnly|] = false;
        });
        var app = builder.Build();
        app.UseCookiePolicy();
        app.UseCookiePolicy(new CookiePolicyOptions { [|HttpOnly|] = HttpOnlyPolicy.None, Secure = CookieSecurePolicy.Always });
        app.Run();
        """);

    [Fact]
    public Task PropertiesOfTheSameNameElsewhere_IsSilent() => Verify.VerifySilentAsync("""
        public sealed class Policy
        {
            public CookieSecurePolicy Secure { get; set; }

            public Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy HttpOnly { get; set; }

            public SameSiteMode MinimumSameSitePolicy { get; set; }

            public static Policy Lax() => new() { Secure = CookieSecurePolicy.None, HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.None, MinimumSameSitePolicy = SameSiteMode.None };
        }
        """);

    private static string Startup(string services, string pipeline = "", string helpers = "") => $$"""
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

            private static bool IsIncompatible(HttpContext context) => context.Request.Headers.UserAgent.Count == 0;

        {{helpers}}
        }
        """;
}
