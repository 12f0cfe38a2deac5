using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1007AuthenticationCookieNotHttpsOnly>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1007AuthenticationCookieNotHttpsOnlyTests
{
    private const string Usings = """
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Identity;
        using Microsoft.Extensions.Options;

        """;

    /// <summary>Registrations that leave SecurePolicy at SameAsRequest.</summary>
    public static TheoryData<string> Unconfigured => new(
        "services.AddAuthentication().[|AddCookie|]();",
        "services.AddAuthentication().[|AddCookie|](\"Shop\");",
        "services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).[|AddCookie|](options => { });",
        "services.AddAuthentication().[|AddCookie|](options => { options.LoginPath = \"/login\"; });",
        "services.AddAuthentication().[|AddCookie|](options => options.Cookie.Name = \"shop\");",
        "services.AddAuthentication().[|AddCookie|](\"Shop\", options => options.SlidingExpiration = false);",
        "services.AddAuthentication().[|AddCookie|](\"Shop\", \"The shop\", options => { options.ExpireTimeSpan = TimeSpan.FromMinutes(5); });",
        "services.AddAuthentication().[|AddCookie|](authenticationScheme: \"Shop\", configureOptions: options => { });",
        "services.AddAuthentication().[|AddCookie|](configureOptions: options => { }, authenticationScheme: \"Shop\");",
        "services.AddAuthentication().[|AddCookie|](delegate (CookieAuthenticationOptions options) { options.Cookie.HttpOnly = true; });",
        "services.AddAuthentication().[|AddCookie|](IdentityConstants.ApplicationScheme);",
        "CookieExtensions.[|AddCookie|](services.AddAuthentication());",
        "services.[|ConfigureApplicationCookie|](options => { });",
        "services.[|ConfigureApplicationCookie|](options => options.LoginPath = \"/in\");",
        "services.[|ConfigureApplicationCookie|](options => { options.Cookie.SameSite = SameSiteMode.Strict; options.Cookie.HttpOnly = true; });");

    [Theory]
    [MemberData(nameof(Unconfigured))]
    public Task PolicyLeftAtSameAsRequest_IsReported(string registration) => Verify.VerifyAnalyzerAsync(Program(registration));

    [Theory]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.None;")]
    [InlineData("options.Cookie.SecurePolicy = (CookieSecurePolicy)2;")]
    [InlineData("var cookie = options.Cookie; cookie.SecurePolicy = CookieSecurePolicy.None;")]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.Always; options.Cookie.SecurePolicy = CookieSecurePolicy.None;")]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;")]
    [InlineData("options.Cookie.SecurePolicy = default;")]
    [InlineData("var policy = CookieSecurePolicy.SameAsRequest; options.Cookie.SecurePolicy = policy;")]
    [InlineData("Lower(options); static void Lower(CookieAuthenticationOptions o) => o.Cookie.SecurePolicy = CookieSecurePolicy.None;")]
    public async Task PolicyLowered_IsReported(string body)
    {
        await Verify.VerifyAnalyzerAsync(Program($"services.AddAuthentication().[|AddCookie|](options => {{ {body} }});"));
        await Verify.VerifyAnalyzerAsync(Program($"services.[|ConfigureApplicationCookie|](options => {{ {body} }});"));
    }

    [Theory]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.None;", "None", "the browser also sends it over plain HTTP")]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;", "SameAsRequest", "behind a proxy that ends TLS, or on one HTTP request, it is issued without Secure")]
    [InlineData("", "SameAsRequest", "behind a proxy that ends TLS, or on one HTTP request, it is issued without Secure")]
    public Task MessageNamesThePolicy_IsReported(string body, string policy, string consequence)
    {
        var test = new Verify.Test { TestCode = Program($"services.AddAuthentication().{{|#0:AddCookie|}}(options => {{ {body} }});") };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS1007").WithLocation(0).WithArguments(policy, consequence));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("options.Cookie.SecurePolicy = CookieSecurePolicy.Always;")]
    [InlineData("var cookie = options.Cookie; cookie.SecurePolicy = CookieSecurePolicy.Always;")]
    [InlineData("var policy = CookieSecurePolicy.Always; options.Cookie.SecurePolicy = policy;")]
    [InlineData("Harden(options); static void Harden(CookieAuthenticationOptions o) => o.Cookie.SecurePolicy = CookieSecurePolicy.Always;")]
    [InlineData("Harden(options.Cookie); static void Harden(CookieBuilder cookie) { cookie.HttpOnly = true; cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;")]
    [InlineData("options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always;")]
    [InlineData("if (!environment.IsDevelopment()) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    [InlineData("options.Cookie.SecurePolicy = configuration.GetValue<CookieSecurePolicy>(\"Policy\");")]
    [InlineData("configuration.GetSection(\"Cookie\").Bind(options);")]
    [InlineData("configuration.GetSection(\"Cookie\").Bind(options.Cookie);")]
    [InlineData("configuration.Bind(\"Cookie\", options);")]
    [InlineData("options.Cookie = new CookieBuilder { Name = \"s\" };")]
    [InlineData("options.Cookie = new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Lax, SecurePolicy = CookieSecurePolicy.Always };")]
    [InlineData("options.Cookie = new() { SecurePolicy = CookieSecurePolicy.Always };")]
    public async Task PolicyAlwaysOrUnknown_IsSilent(string body)
    {
        await Verify.VerifySilentAsync(Program($"services.AddAuthentication().AddCookie(options => {{ {body} }});"));
        await Verify.VerifySilentAsync(Program($"services.AddAuthentication().AddCookie(\"Shop\", options => {{ {body} }});"));
        await Verify.VerifySilentAsync(Program($"services.ConfigureApplicationCookie(options => {{ {body} }});"));
    }

    /// <summary>Places that set Always for the default scheme.</summary>
    public static TheoryData<string> SetElsewhere => new(
        "services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.PostConfigure<CookieAuthenticationOptions>(\"Cookies\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.ConfigureAll<CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.PostConfigureAll<CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<CookieAuthenticationOptions>(\"Cookies\").Configure(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme).Configure<IHostEnvironment>((o, e) => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);",
        "services.AddOptions<CookieAuthenticationOptions>(\"Cookies\").PostConfigure(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });",
        "services.AddOptions<CookieAuthenticationOptions>(\"Cookies\").Bind(configuration.GetSection(\"Auth\"));",
        "services.AddOptions<CookieAuthenticationOptions>(\"Cookies\").BindConfiguration(\"Auth\");",
        "services.Configure<CookieAuthenticationOptions>(\"Cookies\", configuration.GetSection(\"Auth\"));",
        "services.Configure<CookieAuthenticationOptions>(configuration[\"Scheme\"]!, o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);");

    [Theory]
    [MemberData(nameof(SetElsewhere))]
    public async Task PolicySetElsewhere_IsSilent(string elsewhere)
    {
        await Verify.VerifySilentAsync(Program("services.AddAuthentication().AddCookie(); " + elsewhere));
        await Verify.VerifySilentAsync(Program(elsewhere + " services.AddAuthentication(\"Cookies\").AddCookie(options => options.LoginPath = \"/in\");"));
        await Verify.VerifySilentAsync(Program(elsewhere + " services.AddAuthentication().AddCookie(CookieAuthenticationDefaults.AuthenticationScheme, options => { });"));
    }

    [Theory]
    [InlineData("services.Configure<CookieAuthenticationOptions>(\"Other\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.PostConfigure<CookieAuthenticationOptions>(\"Other\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().AddCookie(\"Other\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.ConfigureApplicationCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.ConfigureExternalCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddSession(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.ExpireTimeSpan = TimeSpan.FromHours(1));")]
    public Task OtherSchemeSecured_IsReported(string elsewhere) =>
        Verify.VerifyAnalyzerAsync(Program("services.AddAuthentication().[|AddCookie|](); " + elsewhere));

    [Theory]
    [InlineData("services.AddAuthentication().[|AddCookie|](\"A\").[|AddCookie|](\"B\", o => { });")]
    [InlineData("services.AddAuthentication().AddCookie(\"A\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always).[|AddCookie|](\"B\");")]
    [InlineData("services.AddAuthentication().[|AddCookie|](\"A\").AddCookie(\"B\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().[|AddCookie|](\"A\").AddCookie(\"B\"); services.Configure<CookieAuthenticationOptions>(\"B\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("var a = \"A\"; services.AddAuthentication().[|AddCookie|](a); services.Configure<CookieAuthenticationOptions>(\"B\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    public Task EachSchemeOnItsOwn_IsReported(string registration) => Verify.VerifyAnalyzerAsync(Program(registration));

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(scheme); services.Configure<CookieAuthenticationOptions>(\"A\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().AddCookie(\"A\"); services.Configure<CookieAuthenticationOptions>(scheme, o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    [InlineData("services.AddAuthentication().AddCookie(scheme, o => { }); services.Configure<CookieAuthenticationOptions>(scheme, o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);")]
    public Task SchemeThatMayBeTheSecuredOne_IsSilent(string registration) => Verify.VerifySilentAsync(Usings + $$"""
        public static class Setup
        {
            public static void Add(IServiceCollection services, string scheme)
            {
                {{registration}}
            }
        }
        """);

    [Fact]
    public async Task IdentityConfiguredThroughItsScheme_IsSilent()
    {
        await Verify.VerifySilentAsync(Program("""
            services.ConfigureApplicationCookie(options => options.LoginPath = "/in");
            services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            """));
        await Verify.VerifySilentAsync(Program("""
            services.AddIdentity<IdentityUser, IdentityRole>();
            services.ConfigureApplicationCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
            services.ConfigureApplicationCookie(options => options.LoginPath = "/in");
            """));
    }

    [Fact]
    public Task IdentityCookiesBuilder_IsSilent() => Verify.VerifySilentAsync(Program("""
        services.AddAuthentication().AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always));
        services.ConfigureApplicationCookie(options => options.LoginPath = "/in");
        """));

    [Theory]
    [InlineData("options.Cookie.SecurePolicy = configuration.GetValue<bool>(\"RequireHttps\") ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;")]
    [InlineData("if (configuration[\"Https\"] is not null) { options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }")]
    public Task AlwaysWhenConfigurationSaysSo_IsSilent(string body) =>
        Verify.VerifySilentAsync(Program($"services.AddAuthentication().AddCookie(options => {{ {body} }});"));

    [Theory]
    [InlineData("IConfigureOptions<CookieAuthenticationOptions>", "Configure(CookieAuthenticationOptions options)", "")]
    [InlineData("IConfigureNamedOptions<CookieAuthenticationOptions>", "Configure(string? name, CookieAuthenticationOptions options)", "public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);")]
    [InlineData("IPostConfigureOptions<CookieAuthenticationOptions>", "PostConfigure(string? name, CookieAuthenticationOptions options)", "")]
    public Task ConfigurationClass_IsSilent(string contract, string method, string extra) => Verify.VerifySilentAsync(Program("services.AddAuthentication().AddCookie();") + $$"""

        public sealed class SecureCookies(IConfiguration configuration) : {{contract}}
        {
            public void {{method}} { options.LoginPath = configuration["Login"]; options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }
            {{extra}}
        }
        """);

    [Theory]
    [InlineData("public static class Unknown { public static void Add(AuthenticationBuilder builder, Action<CookieAuthenticationOptions> configure) => builder.AddCookie(configure); }")]
    [InlineData("public static class Unknown { public static void Add(AuthenticationBuilder builder, string scheme, Action<CookieAuthenticationOptions> configure) => builder.AddCookie(scheme, configure); }")]
    [InlineData("public class Unknown(Action<CookieAuthenticationOptions> configure) { public void Add(IServiceCollection services) => services.ConfigureApplicationCookie(configure); }")]
    [InlineData("public static class Unknown { public static void Add(AuthenticationBuilder builder, Action<CookieAuthenticationOptions>? configure) => builder.AddCookie(options => { options.SlidingExpiration = true; configure?.Invoke(options); }); }")]
    [InlineData("public class Unknown { private Action<CookieAuthenticationOptions>? _configure; public void Set(Action<CookieAuthenticationOptions> c) => _configure = c; public void Add(AuthenticationBuilder builder) => builder.AddCookie(_configure!); }")]
    public Task UnknownDelegate_IsSilent(string type) => Verify.VerifySilentAsync(Usings + type);

    [Fact]
    public async Task HelperInAnotherFile_IsFollowed()
    {
        await VerifyFilesAsync(
            isSilent: true,
            Program("services.AddAuthentication().AddCookie(CookieSetup.Apply);"),
            Usings + "internal static class CookieSetup { public static void Apply(CookieAuthenticationOptions options) => options.Cookie.SecurePolicy = CookieSecurePolicy.Always; }");
        await VerifyFilesAsync(
            isSilent: false,
            Program("services.AddAuthentication().[|AddCookie|](CookieSetup.Apply);"),
            Usings + "internal static class CookieSetup { public static void Apply(CookieAuthenticationOptions options) => options.LoginPath = \"/in\"; }");
        await VerifyFilesAsync(
            isSilent: false,
            Program("services.AddAuthentication().AddShopCookie();"),
            Usings + "internal static class CookieSetup { public static AuthenticationBuilder AddShopCookie(this AuthenticationBuilder builder) => builder.[|AddCookie|](\"Shop\", options => options.Cookie.Name = \"shop\"); }");
    }

    [Fact]
    public async Task TopLevelProgram_IsReported()
    {
        await Verify.VerifyAnalyzerAsync("""
            using Microsoft.AspNetCore.Authentication.Cookies;

            var builder = WebApplication.CreateBuilder(args);
            builder.Services
                .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
                .[|AddCookie|](options =>
                {
                    options.LoginPath = "/login";
                    options.Cookie.Name = "shop";
                });
            var app = builder.Build();
            app.UseAuthentication();
            app.Run();
            """);
        await Verify.VerifySilentAsync("""
            using Microsoft.AspNetCore.Authentication.Cookies;

            var builder = WebApplication.CreateBuilder(args);
            var isDevelopment = builder.Environment.IsDevelopment();
            builder.Services
                .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
                .AddCookie(options =>
                {
                    options.Cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                });
            builder.Build().Run();
            """);
    }

    [Theory]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });")]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services) { services.Configure<CookiePolicyOptions>(options => { options.Secure = CookieSecurePolicy.Always; });")]
    [InlineData("app.UseCookiePolicy(); } public void More(IServiceCollection services) { services.AddOptions<CookiePolicyOptions>().Configure(options => { options.Secure = CookieSecurePolicy.Always; });")]
    public Task CookiePolicyThatSecuresEveryCookie_IsSilent(string pipeline) => VerifyFilesAsync(
        isSilent: true,
        Program("services.AddAuthentication().AddCookie(); services.ConfigureApplicationCookie(o => { });"),
        $"public class Pipeline {{ public void Configure(IApplicationBuilder app) {{ {pipeline} }} }}");

    [Theory]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddCookie(); }")]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = CookieSecurePolicy.None); }")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always); if (environment.IsDevelopment()) { services.PostConfigure<CookieAuthenticationOptions>(\"Cookies\", o => o.Cookie.SecurePolicy = CookieSecurePolicy.None); }")]
    [InlineData("#if DEBUG\nservices.AddAuthentication().AddCookie();\n#endif")]
    [InlineData("services.AddAuthentication().AddCookie(options =>\n{\n#if DEBUG\noptions.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;\n#else\noptions.Cookie.SecurePolicy = CookieSecurePolicy.Always;\n#endif\n});")]
    public Task DevelopmentOnly_IsSilent(string registration) => Verify.VerifySilentAsync(Program(registration));

    [Fact]
    public Task ContradictoryConfigurationWithOneAlways_IsSilent() => Verify.VerifySilentAsync(Program("""
        services.AddAuthentication().AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.PostConfigureAll<CookieAuthenticationOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        """));

    [Fact]
    public Task OtherAddCookieMethods_IsSilent() => Verify.VerifySilentAsync("""
        namespace Shop;

        public sealed class Jar
        {
            public Jar AddCookie(string name) => this;

            public static void Use(HttpClientHandler handler)
            {
                new Jar().AddCookie("session").AddCookie("auth");
                handler.CookieContainer.Add(new System.Net.Cookie("session", "1"));
            }
        }
        """);

    private static string Program(string body) => $$"""
        {{Usings}}
        public class Startup
        {
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
