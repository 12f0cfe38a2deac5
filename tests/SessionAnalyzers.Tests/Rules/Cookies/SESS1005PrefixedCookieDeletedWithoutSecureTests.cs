using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1005PrefixedCookieDeletedWithoutSecure>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public class SESS1005PrefixedCookieDeletedWithoutSecureTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Secure-session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__HOST-session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-theme");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-session", new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-session", new CookieOptions { Path = "/" });""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-session", new() { Secure = false });""")]
    [InlineData("""c.Response?.Cookies.[|Delete|]("__Host-session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|](options: new CookieOptions(), key: "__Host-session");""")]
    [InlineData("""const string name = "__Host-session"; c.Response.Cookies.[|Delete|](name);""")]
    [InlineData("""c.Response.Cookies.[|Delete|](Name);""")]
    [InlineData("""c.Response.Cookies.[|Delete|](Prefix + "session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]($"{Prefix}session");""")]
    [InlineData("""c.Response.Cookies.[|Delete|]("__Host-" + v);""")]
    [InlineData("""var cookies = c.Response.Cookies; cookies.[|Delete|]("__Host-session");""")]
    [InlineData("""var o = new CookieOptions(); if (x) { o.Secure = true; } c.Response.Cookies.[|Delete|]("__Host-session", o);""")]
    [InlineData("""foreach (var name in new[] { "a", "__Host-session" }) { c.Response.Cookies.[|Delete|](name); }""")]
    [InlineData("""manager.[|DeleteCookie|](c, "__Host-session", new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Host-session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData("""c.Response.Cookies.[|Append|]("__Host-session", "", new CookieOptions { MaxAge = TimeSpan.Zero, HttpOnly = true });""")]
    public Task PrefixedCookie_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Delete("session");""")]
    [InlineData("""c.Response.Cookies.Delete("session", new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.Delete("my__Host-session");""")]
    [InlineData("""c.Response.Cookies.Delete(v);""")]
    [InlineData("""c.Response.Cookies.Delete(configuration["Cookie"]!);""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", new CookieOptions { Secure = true, Path = "/" });""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = true; c.Response.Cookies.Delete("__Host-session", o);""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", new CookieOptions { Secure = c.Request.IsHttps });""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", given);""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", Safe);""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", v);""")]
    [InlineData("""c.Response.Cookies.Append("__Host-session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch, Secure = true });""")]
    [InlineData("""foreach (var name in c.Request.Cookies.Keys) { c.Response.Cookies.Delete(name); }""")]
    [InlineData("""if (env.IsDevelopment()) { c.Response.Cookies.Delete("__Host-session"); }""")]
    [InlineData("""c.Response.Cookies.Delete(env.IsDevelopment() ? "__Host-x" : "x");""")]
    [InlineData("""manager.DeleteCookie(c, "__Host-session", new CookieOptions { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Delete("__Host-session", new CookieBuilder { SecurePolicy = CookieSecurePolicy.Always }.Build(c));""")]
    [InlineData("""new Files().Delete("__Host-session");""")]
    [InlineData("""System.IO.File.Delete("__Host-session");""")]
    public Task OtherCookieOrSecure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task Message_NamesTheCookie() => Verify.VerifyAnalyzerAsync(
        Handler("""c.Response.Cookies.{|#0:Delete|}("__Secure-sid");"""),
        Verify.Diagnostic("SESS1005").WithLocation(0)
            .WithMessage("The deletion of cookie '__Secure-sid' is not marked Secure: the browser must ignore it and keeps the cookie"));

    [Theory]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy();")]
    [InlineData("app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });")]
    [InlineData("services.Configure<CookiePolicyOptions>(configuration); app.UseCookiePolicy();")]
    public Task AppliedPolicy_IsSilent(string configuration) =>
        Verify.VerifySilentAsync(Startup(configuration, """c.Response.Cookies.Delete("__Host-session");"""));

    [Theory]
    [InlineData("")]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);")]
    [InlineData("services.Configure<CookiePolicyOptions>(o => o.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always); app.UseCookiePolicy();")]
    public Task OtherPolicy_IsReported(string configuration) =>
        Verify.VerifyAnalyzerAsync(Startup(configuration, """c.Response.Cookies.[|Delete|]("__Host-session");"""));

    [Fact]
    public Task LogoutEndpoint_IsReported() => Verify.VerifyAnalyzerAsync("""
        var app = WebApplication.Create(args);
        var path = new CookieOptions { Path = "/" };
        app.MapPost("/logout", (HttpContext c) =>
        {
            c.Response.Cookies.[|Delete|]("__Host-session");
            c.Response.Cookies.[|Delete|]("__Host-session", path);
            c.Response.Cookies.Delete("theme");
            return Results.Ok();
        });
        app.Run();
        """);

    [Fact]
    public Task OlderFrameworks_IsReported() => Task.WhenAll(new[] { ReferenceAssemblies.AspNetCore80, ReferenceAssemblies.AspNetCore90 }.Select(static framework => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.[|Delete|]("__Host-session");"""),
        ReferenceAssemblies = framework,
    }.RunAsync()));

    [Fact]
    public Task TestProject_IsSilent() => new Verify.Test
    {
        TestCode = Handler("""c.Response.Cookies.Delete("__Host-session");"""),
        GlobalConfig = "build_property.IsTestProject = true",
        IsSilent = true,
    }.RunAsync();

    private static string Handler(string body) => $$"""
        using Microsoft.AspNetCore.Authentication.Cookies;

        public class Shop
        {
            private const string Prefix = "__Host-";
            private const string Name = Prefix + "session";
            private static readonly CookieOptions Safe = new() { Secure = true, Path = "/" };

            public void Handle(HttpContext c, string v, bool x, CookieOptions given, ICookieManager manager, IConfiguration configuration, IHostEnvironment env)
            {
                {{body}}
            }
        }

        public class Files
        {
            public void Delete(string name) { }
        }
        """;

    private static string Startup(string configuration, string body) => $$"""
        public class Startup
        {
            public void Configure(IServiceCollection services, IApplicationBuilder app, IConfiguration configuration)
            {
                {{configuration}}
            }

            public void Handle(HttpContext c)
            {
                {{body}}
            }
        }
        """;
}
