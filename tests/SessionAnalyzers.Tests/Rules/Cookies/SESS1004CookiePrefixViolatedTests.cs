using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1004CookiePrefixViolated>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1004CookiePrefixViolatedTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("__Host-session", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Host-session", v, new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Host-theme", v, new CookieOptions { Secure = false });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__host-theme", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Secure-theme", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__SECURE-theme", v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Secure-theme", v, new CookieOptions { HttpOnly = true });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Secure-" + v, v);""")]
    [InlineData("""c.Response.Cookies.[|Append|]($"__Host-{v}", v);""")]
    [InlineData("""const string name = "__Host-x"; c.Response.Cookies.[|Append|](name, v);""")]
    [InlineData("""var o = new CookieOptions(); if (x) { o.Secure = true; } c.Response.Cookies.[|Append|]("__Host-x", v, o);""")]
    [InlineData("""manager.[|AppendResponseCookie|](c, "__Host-x", v, new CookieOptions());""")]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("__Secure-x", v).[|ToString|]());""")]
    [InlineData("""c.Response.Cookies.[|Append|](x ? "__Host-a" : "b", v);""")]
    public Task PrefixWithoutSecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""new CookieOptions { Secure = true, Domain = "example.com" }""")]
    [InlineData("""new CookieOptions { Secure = true, Domain = "app.example.com" }""")]
    [InlineData("""new CookieOptions { Secure = true, Domain = x ? "example.com" : null }""")]
    [InlineData("""new CookieOptions { Secure = true, Path = "/app" }""")]
    [InlineData("""new CookieOptions { Secure = true, Path = "" }""")]
    [InlineData("""new CookieOptions { Secure = true, Path = null }""")]
    [InlineData("""new CookieOptions { Secure = true, Path = "/" + "api" }""")]
    [InlineData("""new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always, Path = "/app" }.Build(c)""")]
    [InlineData("""new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always, Domain = "example.com" }.Build(c)""")]
    [InlineData("""new CookieBuilder { SecurePolicy = CookieSecurePolicy.None }.Build(c)""")]
    public Task HostPrefixWithScope_IsReported(string options) =>
        Verify.VerifyAnalyzerAsync(Handler($"""c.Response.Cookies.[|Append|]("__Host-id", v, {options});"""));

    [Fact]
    public Task HostPrefixInHeaderWithPath_IsSilent() => Verify.VerifySilentAsync(Handler(
        """c.Response.Headers.Append("Set-Cookie", new Microsoft.Net.Http.Headers.SetCookieHeaderValue("__Host-x", v) { Secure = true, Path = "/" }.ToString());"""));

    [Theory]
    [InlineData(".example.com")]
    [InlineData("example.com")]
    [InlineData("example.co.uk")]
    [InlineData(".example.co.uk")]
    [InlineData(".shop.example.com")]
    [InlineData("Example.COM")]
    [InlineData("xn--bcher-kva.example")]
    public Task SessionCookieForParentDomain_IsReported(string domain) => Verify.VerifyAnalyzerAsync(Handler(
        $$"""c.Response.Cookies.[|Append|]("session", v, new CookieOptions { Secure = true, Domain = "{{domain}}" });"""));

    [Theory]
    [InlineData("shop.example.com")]
    [InlineData("app.example.co.uk")]
    [InlineData("login.eu.example.com")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("")]
    public Task SessionCookieForOneHost_IsSilent(string domain) => Verify.VerifySilentAsync(Handler(
        $$"""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = true, Domain = "{{domain}}" });"""));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true, Path = "/" });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true, Domain = null });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true, Domain = "" });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true, Domain = configuration["Domain"] });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = true, Path = configuration["Path"] });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = c.Request.IsHttps });""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, given);""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(c));""")]
    [InlineData("""c.Response.Cookies.Append("__Secure-session", v, new CookieOptions { Secure = true, Path = "/app" });""")]
    [InlineData("""c.Response.Cookies.Append("__Secure-theme", v, new CookieOptions { Secure = true, Domain = "example.com" });""")]
    [InlineData("""c.Response.Cookies.Append("theme", v, new CookieOptions { Domain = ".example.com" });""")]
    [InlineData("""c.Response.Cookies.Append("session", v);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Path = "/app" });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Domain = configuration["Domain"] });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Domain = c.Request.Host.Host });""")]
    [InlineData("""c.Response.Cookies.Append("my__Host-session", v);""")]
    [InlineData("""c.Response.Cookies.Append("__Hostess", v);""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch, Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch, Domain = ".example.com" });""")]
    [InlineData("""c.Response.Cookies.Delete("session", new CookieOptions { Domain = ".example.com" });""")]
    [InlineData("""if (env.IsDevelopment()) { c.Response.Cookies.Append("__Host-session", v); }""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v, new CookieOptions { Secure = !env.IsDevelopment() });""")]
    [InlineData("""c.Response.Cookies.Append(env.IsDevelopment() ? "session" : "__Host-session", v, new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append(!env.IsDevelopment() ? "session" : "__Host-session", v);""")]
    public Task PrefixKeptOrUnknown_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task Wrapper_IsReportedAtTheCallThatDecides() => Verify.VerifyAnalyzerAsync(Handler("""
        [|Set|]("__Host-id", new CookieOptions());
        [|Set|]("__Host-id", new CookieOptions { Secure = true, Path = "/a" });
        Set("__Host-id", new CookieOptions { Secure = true });
        Set("id", new CookieOptions());
        void Set(string name, CookieOptions options) => c.Response.Cookies.Append(name, v, options);
        """));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();""", """c.Response.Cookies.Append("__Host-id", "1");""")]
    public Task AppliedPolicy_IsSilent(string configuration, string body) => Verify.VerifySilentAsync(Startup(configuration, body));

    [Theory]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""", """c.Response.Cookies.[|Append|]("__Host-id", "1");""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();""", """c.Response.Cookies.[|Append|]("__Host-id", "1", new CookieOptions { Domain = "example.com" });""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();""", """c.Response.Cookies.[|Append|]("session", "1", new CookieOptions { Domain = ".example.com" });""")]
    public Task PolicyThatDoesNotHelp_IsReported(string configuration, string body) => Verify.VerifyAnalyzerAsync(Startup(configuration, body));

    [Theory]
    [InlineData("""services.[|AddSession|](o => { o.Cookie.Name = "__Host-s"; o.Cookie.Domain = "example.com"; });""")]
    [InlineData("""services.[|AddSession|](o => { o.Cookie.Name = "__Host-s"; o.Cookie.Path = "/app"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""services.[|AddSession|](o => o.Cookie.Name = "__Host-s");""")]
    [InlineData("""services.[|AddAntiforgery|](o => o.Cookie.Name = "__Host-af");""")]
    [InlineData("""services.[|AddSession|](o => { o.Cookie.Domain = ".example.com"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""services.AddAuthentication().[|AddCookie|](o => o.Cookie.Domain = ".example.com");""")]
    public Task FrameworkCookie_IsReported(string configuration) => Verify.VerifyAnalyzerAsync(Startup(configuration));

    [Theory]
    [InlineData("""services.AddSession(o => { o.Cookie.Name = "__Host-s"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""services.AddSession(o => o.Cookie.Name = "__Host-s"); services.PostConfigure<SessionOptions>(o => o.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => { o.Cookie.Name = "__Host-auth"; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""services.AddAuthentication().AddCookie(o => o.Cookie.Domain = configuration["Domain"]);""")]
    [InlineData("""services.AddAntiforgery(o => o.Cookie.Domain = "example.com");""")]
    [InlineData("""services.AddAntiforgery();""")]
    public Task FrameworkCookie_IsSilent(string configuration) => Verify.VerifySilentAsync(Startup(configuration));

    [Theory]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("__Host-x", v));""")]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("__Host-x", v) { Secure = true, Domain = "example.com" });""")]
    [InlineData("""Response.Cookies.[|Add|](new HttpCookie("session", v) { Secure = true, Domain = ".example.com" });""")]
    public Task SystemWebCookie_IsReported(string body) => new Verify.Test { TestCode = Page(body), ReferenceAssemblies = ReferenceAssemblies.NetFramework472 }.RunAsync();

    [Fact]
    public Task SystemWebCookie_IsSilent() => new Verify.Test
    {
        TestCode = Page("""Response.Cookies.Add(new HttpCookie("__Host-x", v) { Secure = true });"""),
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        IsSilent = true,
    }.RunAsync();

    private static string Handler(string body) => $$"""
        using Microsoft.AspNetCore.Authentication.Cookies;

        public class Shop
        {
            public void Handle(HttpContext c, string v, bool x, CookieOptions given, ICookieManager manager, IConfiguration configuration, IHostEnvironment env)
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
