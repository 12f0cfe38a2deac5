using Microsoft.CodeAnalysis;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1003SameSiteMissingOrNone>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1003SameSiteMissingOrNoneTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = SameSiteMode.None, Secure = true, HttpOnly = true });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = default });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = default(SameSiteMode) });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = (SameSiteMode)0 });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = new SameSiteMode() });""")]
    [InlineData("""var o = new CookieOptions { SameSite = SameSiteMode.Lax }; o.SameSite = SameSiteMode.None; c.Response.Cookies.{|#0:Append|}("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { SameSite = SameSiteMode.Strict }; if (x) { o.SameSite = SameSiteMode.None; } c.Response.Cookies.{|#0:Append|}("session", v, o);""")]
    [InlineData("""var none = SameSiteMode.None; c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = none });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = x ? SameSiteMode.None : SameSiteMode.Lax });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieBuilder { SameSite = SameSiteMode.None }.Build(c));""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = SameSiteMode.None, Extensions = { "Partitioned" } });""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v) { SameSite = Microsoft.Net.Http.Headers.SameSiteMode.None }.{|#0:ToString|}());""")]
    [InlineData("""manager.{|#0:AppendResponseCookie|}(c, "session", v, new CookieOptions { SameSite = SameSiteMode.None });""")]
    public Task SameSiteNone_IsReportedAsWarning(string body) => Verify.VerifyAnalyzerAsync(
        Handler(body),
        Verify.Diagnostic("SESS1003").WithLocation(0).WithSeverity(DiagnosticSeverity.Warning)
            .WithMessage("Cookie 'session' carries a session and has SameSite=None: the browser also sends it with requests that other sites make"));

    [Theory]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v);""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { Secure = true, HttpOnly = true });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = SameSiteMode.Unspecified });""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieOptions { SameSite = (SameSiteMode)(-1) });""")]
    [InlineData("""var o = new CookieOptions(); if (x) { o.SameSite = SameSiteMode.Lax; } c.Response.Cookies.{|#0:Append|}("session", v, o);""")]
    [InlineData("""c.Response.Cookies.{|#0:Append|}("session", v, new CookieBuilder { HttpOnly = true }.Build(c));""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", v).{|#0:ToString|}());""")]
    public Task SameSiteUnset_IsReportedAsInfo(string body) => Verify.VerifyAnalyzerAsync(
        Handler(body),
        Verify.Diagnostic("SESS1003").WithLocation(0).WithSeverity(DiagnosticSeverity.Info)
            .WithMessage("Cookie 'session' carries a session but has no SameSite: what browsers make of that differs; write Lax or Strict"));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = SameSiteMode.Strict });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = (SameSiteMode)1 });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = x ? SameSiteMode.Lax : SameSiteMode.Strict });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = mode });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = Enum.Parse<SameSiteMode>(v) });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, given);""")]
    [InlineData("""c.Response.Cookies.Append("theme", v, new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.Append("XSRF-TOKEN", v, new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.Append(".AspNetCore.Correlation.token", v, new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.Append(".AspNetCore.OpenIdConnect.Nonce.auth", v, new CookieOptions { SameSite = SameSiteMode.None, Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("auth-nonce", protector.Protect(v), new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = SameSiteMode.None, Secure = true, Extensions = { "Partitioned" } });""")]
    [InlineData("""var o = new CookieOptions { SameSite = SameSiteMode.None, Secure = true }; o.Extensions.Add("Partitioned"); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { SameSite = SameSiteMode.None, Secure = true }; o.Extensions.Add("partitioned"); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var b = new CookieBuilder { SameSite = SameSiteMode.None, SecurePolicy = CookieSecurePolicy.Always }; b.Extensions.Add("Partitioned"); c.Response.Cookies.Append("session", v, b.Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("session", "", new CookieOptions { SameSite = SameSiteMode.None, Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""c.Response.Cookies.Delete("session", new CookieOptions { SameSite = SameSiteMode.None });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = env.IsDevelopment() ? SameSiteMode.None : SameSiteMode.Lax });""")]
    [InlineData("""if (env.IsDevelopment()) { c.Response.Cookies.Append("session", v, new CookieOptions { SameSite = SameSiteMode.None }); }""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieBuilder { SameSite = SameSiteMode.Lax }.Build(c));""")]
    public Task SameSiteSetUnknownOrMeant_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""services.AddSession(o => o.Cookie.[|SameSite|] = SameSiteMode.None);""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => { o.Cookie.[|SameSite|] = SameSiteMode.None; });""")]
    [InlineData("""services.ConfigureApplicationCookie(o => { o.Cookie.[|SameSite|] = SameSiteMode.None; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    public Task FrameworkCookieNone_IsReported(string configuration) => Verify.VerifyAnalyzerAsync(Startup(configuration));

    [Theory]
    [InlineData("""services.AddSession(o => o.Cookie.SameSite = SameSiteMode.Strict);""")]
    [InlineData("""services.AddAntiforgery(o => o.Cookie.SameSite = SameSiteMode.None);""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => { o.Cookie.SameSite = SameSiteMode.None; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; o.Cookie.Extensions.Add("Partitioned"); });""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => o.Cookie.SameSite = configuration.GetValue<SameSiteMode>("SameSite"));""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => o.Cookie.SameSite = env.IsDevelopment() ? SameSiteMode.None : SameSiteMode.Lax);""")]
    public Task FrameworkCookieRestrictedOrMeant_IsSilent(string configuration) => Verify.VerifySilentAsync(Startup(configuration));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Lax); app.UseCookiePolicy();""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Strict); app.UseCookiePolicy();""")]
    [InlineData("""app.UseCookiePolicy(new CookiePolicyOptions { MinimumSameSitePolicy = SameSiteMode.Lax });""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(configuration.GetSection("Policy")); app.UseCookiePolicy();""")]
    public Task AppliedPolicy_IsSilent(string configuration) => Verify.VerifySilentAsync(
        Startup(configuration, """c.Response.Cookies.Append("session", "1", new CookieOptions { SameSite = SameSiteMode.None });"""));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Lax);""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.None); app.UseCookiePolicy();""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Unspecified); app.UseCookiePolicy();""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();""")]
    [InlineData("""app.UseCookiePolicy();""")]
    public Task OtherPolicy_IsReported(string configuration) => Verify.VerifyAnalyzerAsync(
        Startup(configuration, """c.Response.Cookies.[|Append|]("session", "1", new CookieOptions { SameSite = SameSiteMode.None });"""));

    [Fact]
    public Task RawHeader_BypassesThePolicy_IsReported() => Verify.VerifyAnalyzerAsync(Startup(
        """services.Configure<CookiePolicyOptions>(o => o.MinimumSameSitePolicy = SameSiteMode.Lax); app.UseCookiePolicy();""",
        """c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("session", "1") { SameSite = Microsoft.Net.Http.Headers.SameSiteMode.None }.[|ToString|]());"""));

    [Theory]
    [InlineData("""Response.Cookies.{|#0:Add|}(new HttpCookie("session", v) { SameSite = SameSiteMode.None });""", DiagnosticSeverity.Warning)]
    [InlineData("""var cookie = new HttpCookie("session", v); cookie.SameSite = default; Response.{|#0:SetCookie|}(cookie);""", DiagnosticSeverity.Warning)]
    [InlineData("""Response.Cookies.{|#0:Add|}(new HttpCookie("session", v));""", DiagnosticSeverity.Info)]
    [InlineData("""Response.Cookies.{|#0:Add|}(new HttpCookie("session", v) { SameSite = (SameSiteMode)(-1) });""", DiagnosticSeverity.Info)]
    public Task SystemWebCookie_IsReported(string body, DiagnosticSeverity severity) => new Verify.Test
    {
        TestCode = Page(body),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS1003").WithLocation(0).WithSeverity(severity) } },
    }.RunAsync();

    [Theory]
    [InlineData("""Response.Cookies.Add(new HttpCookie("session", v) { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""Response.Cookies.Add(new HttpCookie("theme", v));""")]
    public Task SystemWebCookie_IsSilent(string body) => new Verify.Test
    {
        TestCode = Page(body),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        IsSilent = true,
    }.RunAsync();

    [Fact]
    public Task Severity_CanBeSetInEditorConfig() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.{|#0:Append|}("session", v);"""),
        EditorConfig = "[*.cs]\ndotnet_diagnostic.SESS1003.severity = error",
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS1003").WithLocation(0).WithSeverity(DiagnosticSeverity.Error) } },
    }.RunAsync();

    private static string Handler(string body) => $$"""
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.DataProtection;

        public class Shop
        {
            public void Handle(HttpContext c, string v, bool x, CookieOptions given, SameSiteMode mode, IDataProtector protector, ICookieManager manager, IHostEnvironment env)
            {
                {{body}}
            }
        }
        """;

    private static string Startup(string configuration, string body = "") => $$"""
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
