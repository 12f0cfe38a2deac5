using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1002SensitiveCookieWithoutHttpOnly>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1002SensitiveCookieWithoutHttpOnlyTests
{
    private const string CallbackPolicy = """
        public class Shop
        {
            public void Handle(HttpContext c, string v) => c.Response.Cookies.APPEND("session", v);

            public void Configure(IServiceCollection services, IApplicationBuilder app)
            {
                services.Configure<CookiePolicyOptions>(options => options.OnAppendCookie = context =>
                {
                    CALLBACK
                });
                app.UseCookiePolicy();
            }
        }
        """;

    [Fact]
    public Task PolicyCallbackForOneCookieOnly_IsReported() => Verify.VerifyAnalyzerAsync(CallbackPolicy
        .Replace("APPEND", "[|Append|]", StringComparison.Ordinal)
        .Replace("CALLBACK", """if (context.CookieName == "other") { context.CookieOptions.HttpOnly = true; }""", StringComparison.Ordinal));

    [Fact]
    public Task PolicyCallbackForEveryCookie_IsSilent() => Verify.VerifySilentAsync(CallbackPolicy
        .Replace("APPEND", "Append", StringComparison.Ordinal)
        .Replace("CALLBACK", "context.CookieOptions.HttpOnly = true;", StringComparison.Ordinal));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = true, SameSite = SameSiteMode.Strict });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = true; c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { HttpOnly = true }; o.HttpOnly = false; c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (x) { o.HttpOnly = true; } c.Response.Cookies.[|Append|]("session", v, o);""")]
    [InlineData("""c.Response?.Cookies.[|Append|](value: v, key: "refreshToken");""")]
    [InlineData("""c.Response.Cookies.[|Append|]("data", protector.Protect(v), new CookieOptions { Secure = true });""")]
    [InlineData("""manager.[|AppendResponseCookie|](c, "session", v, new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(c));""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieBuilder { HttpOnly = false }.Build(c));""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v) { Secure = true }.[|ToString|]());""")]
    [InlineData("""c.Response.GetTypedHeaders().[|Append|]("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v));""")]
    [InlineData("""[|Set|]("session"); void Set(string name) => c.Response.Cookies.Append(name, v, new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { HttpOnly = c.Request.Query.Count > 1 && false });""")]
    public Task HttpOnlyMissing_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { HttpOnly = true });""")]
    [InlineData("""var o = new CookieOptions(); o.HttpOnly = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { HttpOnly = x });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, given);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieBuilder { HttpOnly = true }.Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("XSRF-TOKEN", v);""")]
    [InlineData("""c.Response.Cookies.Append("XSRF-TOKEN", antiforgery.GetAndStoreTokens(c).RequestToken!, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""c.Response.Cookies.Append("X-CSRF-TOKEN", antiforgery.GetTokens(c).RequestToken!, new CookieOptions { HttpOnly = false, Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("RequestToken", antiforgery.GetAndStoreTokens(c).RequestToken!, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""var tokens = antiforgery.GetAndStoreTokens(c); c.Response.Cookies.Append("af-token", tokens.RequestToken!, new CookieOptions { HttpOnly = false });""")]
    [InlineData("""c.Response.Cookies.Append(Microsoft.AspNetCore.Localization.CookieRequestCultureProvider.DefaultCookieName, v);""")]
    [InlineData("""c.Response.Cookies.Append("culture", v);""")]
    [InlineData("""c.Response.Cookies.Append("cookie_consent", "yes");""")]
    [InlineData("""c.Response.Cookies.Append(c.Features.Get<Microsoft.AspNetCore.Http.Features.ITrackingConsentFeature>()!.CreateConsentCookie(), "yes");""")]
    [InlineData("""c.Response.Cookies.Append("theme", v);""")]
    [InlineData("""c.Response.Cookies.Append("session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""c.Response.Cookies.Delete("session");""")]
    [InlineData("""if (env.IsDevelopment()) { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { HttpOnly = !env.IsDevelopment() });""")]
    public Task HttpOnlySetOrUnknownOrHarmless_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task Message_NamesTheCookie() => Verify.VerifyAnalyzerAsync(
        Handler("""c.Response.Cookies.{|#0:Append|}("sid", v);"""),
        Verify.Diagnostic("SESS1002").WithLocation(0)
            .WithMessage("Cookie 'sid' carries a session but is not marked HttpOnly: any script on the page can read it"));

    [Theory]
    [InlineData("""services.AddSession(o => o.Cookie.[|HttpOnly|] = false);""")]
    [InlineData("""services.AddSession(o => { o.Cookie.Name = "s"; o.Cookie.[|HttpOnly|] = false; });""")]
    [InlineData("""services.Configure<SessionOptions>(o => o.Cookie.[|HttpOnly|] = false);""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => o.Cookie.[|HttpOnly|] = false);""")]
    [InlineData("""services.AddAuthentication().AddCookie("a", o => { o.Cookie.[|HttpOnly|] = false; });""")]
    [InlineData("""services.ConfigureApplicationCookie(o => o.Cookie.[|HttpOnly|] = false);""")]
    [InlineData("""services.PostConfigure<CookieAuthenticationOptions>("a", o => o.Cookie.[|HttpOnly|] = false);""")]
    public Task FrameworkCookieReadableByScript_IsReported(string configuration) => Verify.VerifyAnalyzerAsync(Startup(configuration));

    [Theory]
    [InlineData("""services.AddSession(o => o.Cookie.HttpOnly = true);""")]
    [InlineData("""services.AddSession();""")]
    [InlineData("""services.AddSession(o => { o.Cookie.Name = "s"; });""")]
    [InlineData("""services.AddAntiforgery(o => o.Cookie.HttpOnly = false);""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => { o.Cookie.HttpOnly = configuration.GetValue<bool>("HttpOnly"); });""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => { if (env.IsDevelopment()) { o.Cookie.HttpOnly = false; } });""")]
    [InlineData("""services.AddSession(o => o.Cookie.HttpOnly = !env.IsDevelopment());""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always); app.UseCookiePolicy(); services.AddSession(o => o.Cookie.HttpOnly = false);""")]
    public Task FrameworkCookieHiddenOrUnknown_IsSilent(string configuration) => Verify.VerifySilentAsync(Startup(configuration));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always);""", """app.UseCookiePolicy();""")]
    [InlineData("""services.AddCookiePolicy(o => { o.HttpOnly = HttpOnlyPolicy.Always; });""", """app.UseCookiePolicy();""")]
    [InlineData("", """app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always });""")]
    [InlineData("""services.AddOptions<CookiePolicyOptions>().Bind(configuration);""", """app.UseCookiePolicy();""")]
    public Task AppliedPolicy_IsSilent(string configuration, string pipeline) => Verify.VerifySilentAsync(
        Startup(configuration + pipeline, """c.Response.Cookies.Append("session", "1", new CookieOptions { Secure = true });"""));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always);""", "")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""", """app.UseCookiePolicy();""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.None);""", """app.UseCookiePolicy();""")]
    [InlineData("", """app.UseCookiePolicy();""")]
    public Task OtherPolicy_IsReported(string configuration, string pipeline) => Verify.VerifyAnalyzerAsync(
        Startup(configuration + pipeline, """c.Response.Cookies.[|Append|]("session", "1", new CookieOptions { Secure = true });"""));

    [Fact]
    public Task RawHeader_BypassesThePolicy_IsReported() => Verify.VerifyAnalyzerAsync(Startup(
        """services.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always); app.UseCookiePolicy();""",
        """c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", "1").[|ToString|]());"""));

    [Theory]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("session", v) { Secure = true });""")]
    [InlineData("""var cookie = new HttpCookie("session", v); cookie.HttpOnly = false; Response.[|SetCookie|](cookie);""")]
    public Task SystemWebCookie_IsReported(string body) => new Verify.Test { TestCode = Page(body), ReferenceAssemblies = ReferenceAssemblies.NetFramework472 }.RunAsync();

    [Theory]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { HttpOnly = true });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("XSRF-TOKEN", v));""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session") { Expires = System.DateTime.Now.AddDays(-1) });""")]
    public Task SystemWebCookie_IsSilent(string body) => new Verify.Test { TestCode = Page(body), ReferenceAssemblies = ReferenceAssemblies.NetFramework472, IsSilent = true }.RunAsync();

    [Fact]
    public Task OlderFrameworks_IsReported() => Task.WhenAll(new[] { ReferenceAssemblies.AspNetCore80, ReferenceAssemblies.AspNetCore90 }.Select(static framework => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = true });"""),
        ReferenceAssemblies = framework,
    }.RunAsync()));

    private static string Handler(string body) => $$"""
        using Microsoft.AspNetCore.Antiforgery;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.DataProtection;

        public class Shop
        {
            public void Handle(HttpContext c, string v, bool x, CookieOptions given, IDataProtector protector, IAntiforgery antiforgery, ICookieManager manager, IHostEnvironment env)
            {
                {{body}}
            }
        }
        """;

    private static string Startup(string configuration, string body = "") => $$"""
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.CookiePolicy;

        public class Startup
        {
            public void Configure(IServiceCollection services, IApplicationBuilder app, IConfiguration configuration, IHostEnvironment env)
            {
                {{configuration}}
            }

            public void Handle(HttpContext c)
            {
                {{body}}
            }
        }
        """;

    private static string Page(string body) => $$"""
        using System.Web;

        public class Login : System.Web.UI.Page
        {
            public void Handle(string v) { {{body}} }
        }
        """;
}
