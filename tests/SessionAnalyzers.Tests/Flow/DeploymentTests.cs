using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>What only development does is no mistake.</summary>
public class DeploymentTests
{
    [Theory]
    [InlineData("!env.IsDevelopment()")]
    [InlineData("env.IsProduction()")]
    [InlineData("env.IsProduction() || env.IsStaging()")]
    [InlineData("!env.IsEnvironment(\"Development\")")]
    [InlineData("env.IsEnvironment(\"Production\")")]
    [InlineData("env.IsEnvironment(\"production\")")]
    [InlineData("!(env.IsDevelopment() || env.IsEnvironment(\"Testing\"))")]
    [InlineData("env.IsDevelopment() ? false : true")]
    [InlineData("env.IsDevelopment() ? c.Request.IsHttps : true")]
    [InlineData("env.IsDevelopment() == false")]
    [InlineData("env.IsDevelopment() is false")]
    [InlineData("env.IsDevelopment() is not true")]
    [InlineData("env.IsDevelopment() switch { true => false, false => true }")]
    [InlineData("env.EnvironmentName != \"Development\"")]
    [InlineData("env.EnvironmentName == \"Production\"")]
    [InlineData("env.EnvironmentName is not \"Development\"")]
    [InlineData("env.EnvironmentName != Environments.Development")]
    [InlineData("env.EnvironmentName == Environments.Production")]
    [InlineData("!env.EnvironmentName.Equals(\"Development\")")]
    [InlineData("!env.EnvironmentName.Equals(Environments.Development, StringComparison.OrdinalIgnoreCase)")]
    [InlineData("!string.Equals(env.EnvironmentName, \"Development\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("!string.Equals(\"development\", env.EnvironmentName, StringComparison.OrdinalIgnoreCase)")]
    [InlineData("Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") != \"Development\"")]
    [InlineData("!Debugger.IsAttached")]
    [InlineData("IsProd(env)")]
    [InlineData("!IsDev(env)")]
    [InlineData("!_isDevelopment")]
    [InlineData("_secure")]
    [InlineData("settings.RequireHttps")]
    [InlineData("settings.UseSsl")]
    [InlineData("settings.Secure")]
    [InlineData("!settings.Debug")]
    [InlineData("settings.Other")]
    [InlineData("configuration.GetValue<bool>(\"Secure\")")]
    [InlineData("configuration.GetValue(\"Secure\", false)")]
    [InlineData("bool.Parse(configuration[\"Secure\"]!)")]
    [InlineData("c.Request.IsHttps")]
    [InlineData("c.Request.Scheme == Uri.UriSchemeHttps")]
    [InlineData("string.Equals(c.Request.Scheme, \"https\", StringComparison.OrdinalIgnoreCase)")]
    [InlineData("c.Request.Headers[\"X-Forwarded-Proto\"] == \"https\"")]
    [InlineData("c.Request.IsHttps || c.Request.Headers[\"X-Forwarded-Proto\"] == \"https\"")]
    [InlineData("!c.Request.Host.Host.Contains(\"localhost\")")]
    [InlineData("c.Request.Host.Host != \"localhost\"")]
    public Task FlagThatTellsTheEnvironment_IsSilent(string secure) => Verify.VerifySilentAsync(Class(
        $$"""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = {{secure}} });"""));

    [Theory]
    [InlineData("if (!env.IsDevelopment()) { o.Secure = true; }")]
    [InlineData("if (env.IsProduction()) { o.Secure = true; }")]
    [InlineData("if (env.IsDevelopment()) { o.Secure = false; } else { o.Secure = true; }")]
    [InlineData("if (env.IsDevelopment()) { } else { o.Secure = true; }")]
    [InlineData("o.Secure = true; if (env.IsDevelopment()) { o.Secure = false; }")]
    [InlineData("o.Secure = true; if (Environment.GetEnvironmentVariable(\"DOTNET_ENVIRONMENT\") == \"Development\") { o.Secure = false; }")]
    [InlineData("o.Secure = true; if (env.EnvironmentName == Environments.Development) { o.Secure = false; }")]
    [InlineData("o.Secure = true; if (string.Equals(env.EnvironmentName, Environments.Development, StringComparison.OrdinalIgnoreCase)) { o.Secure = false; }")]
    [InlineData("o.Secure = true; if (env.IsDevelopment() && v.Length > 3) { o.Secure = false; }")]
    [InlineData("if (!env.IsDevelopment() || v.Length > 3) { o.Secure = true; }")]
    [InlineData("var isDevelopment = env.IsDevelopment(); if (!isDevelopment) { o.Secure = true; }")]
    [InlineData("if (settings.RequireHttps) { o.Secure = true; }")]
    [InlineData("if (settings.UseSsl) o.Secure = true;")]
    [InlineData("if (c.Request.IsHttps) { o.Secure = true; }")]
    [InlineData("if (!_isDevelopment) { o.Secure = true; }")]
    [InlineData("o.Secure = true; if (IsDev(env)) { o.Secure = false; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": break; default: o.Secure = true; break; }")]
    [InlineData("o.Secure = env.EnvironmentName switch { \"Development\" => false, _ => true };")]
    [InlineData("o.Secure = true; if (Debugger.IsAttached) { o.Secure = false; }")]
    [InlineData("if (env.IsDevelopment()) { c.Response.Cookies.Append(\"session\", v); return; } o.Secure = true;")]
    public Task BranchThatSecuresProduction_IsSilent(string statements) => Verify.VerifySilentAsync(Class(
        $"""var o = new CookieOptions(); {statements} c.Response.Cookies.Append("session", v, o);"""));

    [Theory]
    [InlineData("""if (env.IsDevelopment()) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (!env.IsDevelopment()) { return; } c.Response.Cookies.Append("session", v);""")]
    [InlineData("""if (!env.IsProduction()) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (env.IsProduction()) { return; } c.Response.Cookies.Append("session", v);""")]
    [InlineData("""var o = env.IsDevelopment() ? new CookieOptions() : new CookieOptions { Secure = true }; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = env.IsDevelopment() switch { true => new CookieOptions(), _ => new() { Secure = true } }; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""if (env.IsDevelopment()) { Action write = () => c.Response.Cookies.Append("session", v); write(); }""")]
    [InlineData("""if (env.IsDevelopment()) { Write(); void Write() => c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (env.IsDevelopment()) { Action write = () => { Action inner = () => c.Response.Cookies.Append("session", v); inner(); }; write(); }""")]
    [InlineData("""if (env.EnvironmentName == "Development") { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (env.EnvironmentName == Environments.Development) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (env.IsEnvironment(Environments.Development)) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (IsDev(env)) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (_isDevelopment) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (settings.Debug) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""if (env is { EnvironmentName: "Development" }) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""while (env.IsDevelopment()) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""_ = env.IsDevelopment() && Write(); bool Write() { c.Response.Cookies.Append("session", v); return true; }""")]
    [InlineData("""c.Response.Cookies.Append("session", v, env.IsDevelopment() ? new() : new CookieOptions { Secure = true });""")]
    [InlineData("""var b = new CookieBuilder { SecurePolicy = env.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always }; c.Response.Cookies.Append("session", v, b.Build(c));""")]
    public Task BranchForDevelopment_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    [Theory]
    [InlineData("""if (!env.IsDevelopment()) { c.Response.Cookies.[|Append|]("session", v); }""")]
    [InlineData("""if (env.IsProduction()) { c.Response.Cookies.[|Append|]("session", v); }""")]
    [InlineData("""if (env.IsDevelopment()) { return; } c.Response.Cookies.[|Append|]("session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = env.IsDevelopment() });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = !env.IsProduction() });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = !c.Request.IsHttps });""")]
    [InlineData("""var o = new CookieOptions(); if (env.IsDevelopment()) { o.Secure = true; } c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { Secure = true }; if (!env.IsDevelopment()) { o.Secure = false; } c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""if (env.IsDevelopment()) { } c.Response.Cookies.[|Append|]("session", v);""")]
    [InlineData("""if (settings.RequireHttps) { } c.Response.Cookies.[|Append|]("session", v, new());""")]
    public Task Production_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""
        #if DEBUG
        c.Response.Cookies.Append("session", v);
        #endif
        """)]
    [InlineData("""
        #if DEBUG
        var o = new CookieOptions();
        #else
        var o = new CookieOptions { Secure = true };
        #endif
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        #if !DEBUG
        o.Secure = true;
        #endif
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        #if DEBUG
        o.Secure = false;
        #endif
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions
        {
        #if DEBUG
            Secure = false,
        #else
            Secure = true,
        #endif
            HttpOnly = true,
        };
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        #if RELEASE
        c.Response.Cookies.Append("session", v, new CookieOptions { Secure = true });
        #else
        c.Response.Cookies.Append("session", v);
        #endif
        """)]
    [InlineData("""
        #if DEBUG
        const bool secure = false;
        #else
        const bool secure = true;
        #endif
        c.Response.Cookies.Append("session", v, new CookieOptions { Secure = secure });
        """)]
    [InlineData("""
        c.Response.Cookies.Append("session", v, new CookieOptions { Secure = Production });
        """)]
    [InlineData("""
        var o = new CookieOptions();
        Harden(o);
        c.Response.Cookies.Append("session", v, o);
        """)]
    public async Task DebugBuild_IsSilent(string body)
    {
        await Verify.VerifySilentAsync(Class(body));
        await Verify.VerifySilentAsync("#define DEBUG\n" + Class(body));
    }

    [Theory]
    [InlineData("""
        #if DEBUG
        Console.WriteLine(v);
        #endif
        c.Response.Cookies.[|Append|]("session", v);
        """)]
    [InlineData("""
        #if NET8_0_OR_GREATER
        c.Response.Cookies.Append("session", v, new CookieOptions { Secure = true });
        #else
        c.Response.Cookies.[|Append|]("session", v);
        #endif
        """)]
    [InlineData("""
        #region DEBUG
        c.Response.Cookies.[|Append|]("session", v);
        #endregion
        """)]
    [InlineData("""
        #pragma warning disable CS0219
        c.Response.Cookies.[|Append|]("session", v);
        """)]
    public Task OtherDirective_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""if (app.Environment.IsDevelopment()) { app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1")); }""")]
    [InlineData("""if (app.Environment.IsDevelopment()) { app.MapGroup("/dev").MapPost("/", (HttpContext c) => { Task.Run(() => c.Response.Cookies.Append("session", "1")); }); }""")]
    [InlineData("""if (!app.Environment.IsProduction()) { var dev = app.MapGroup("/dev"); dev.MapGet("/", async (HttpContext c) => { await Task.Yield(); c.Response.Cookies.Append("session", "1"); }); }""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", new() { Secure = !app.Environment.IsDevelopment() }));""")]
    [InlineData("""var secure = !app.Environment.IsDevelopment(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", new() { Secure = secure }));""")]
    [InlineData("""app.MapGet("/", (HttpContext c, IHostEnvironment env) => c.Response.Cookies.Append("session", "1", new() { Secure = env.IsProduction() }));""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { if (c.RequestServices.GetRequiredService<IWebHostEnvironment>().IsDevelopment()) c.Response.Cookies.Append("session", "1"); });""")]
    [InlineData("""switch (app.Environment.EnvironmentName) { case "Development": app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1")); break; }""")]
    [InlineData("""app.UseWhen(_ => app.Environment.IsDevelopment(), branch => branch.Run(c => Task.CompletedTask));""")]
    public Task ApplicationInDevelopment_IsSilent(string body) => Verify.VerifySilentAsync($$"""
        var app = WebApplication.Create(args);
        {{body}}
        app.Run();
        """);

    [Theory]
    [InlineData("if (Request.IsLocal) { Response.Cookies.Add(new HttpCookie(\"session\", v)); }")]
    [InlineData("if (HttpContext.Current.IsDebuggingEnabled) { Response.Cookies.Add(new HttpCookie(\"session\", v)); }")]
    [InlineData("Response.Cookies.Add(new HttpCookie(\"session\", v) { Secure = !Request.IsLocal });")]
    [InlineData("Response.Cookies.Add(new HttpCookie(\"session\", v) { Secure = !HttpContext.Current.IsDebuggingEnabled });")]
    [InlineData("Response.Cookies.Add(new HttpCookie(\"session\", v) { Secure = Request.Url.Scheme == \"https\" });")]
    public Task SystemWebInDevelopment_IsSilent(string body) => new Verify.Test
    {
        TestCode = $$"""
            using System.Web;

            public class Login : System.Web.UI.Page
            {
                public void Handle(string v) { {{body}} }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        IsSilent = true,
    }.RunAsync();

    private static string Class(string body) => $$"""
        using System.Diagnostics;

        public class Shop
        {
            private readonly bool _isDevelopment;
            private readonly bool _secure;

            public Shop(IHostEnvironment env)
            {
                _isDevelopment = env.IsDevelopment();
                _secure = !env.IsDevelopment();
            }

            public void Handle(HttpContext c, string v, IWebHostEnvironment env, IConfiguration configuration, Settings settings)
            {
        {{body}}
            }

            private static bool IsProd(IHostEnvironment e) => e.IsProduction();

            private static bool IsDev(IHostEnvironment e) => e.IsDevelopment() || e.IsEnvironment("Local");

            private static void Harden(CookieOptions o)
            {
        #if !DEBUG
                o.Secure = true;
        #endif
            }

        #if DEBUG
            private const bool Production = false;
        #else
            private const bool Production = true;
        #endif
        }

        public class Settings
        {
            public bool RequireHttps { get; set; }
            public bool UseSsl { get; set; }
            public bool Secure { get; set; }
            public bool Debug { get; set; }
            public bool Other { get; set; }
        }
        """;
}
