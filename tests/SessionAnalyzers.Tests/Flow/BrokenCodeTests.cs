using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Code that does not compile (yet), which is what an analyzer sees while somebody types.</summary>
public class BrokenCodeTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.Append(""")]
    [InlineData("""c.Response.Cookies.Append("session" """)]
    [InlineData("""c.Response.Cookies.Append("session",""")]
    [InlineData("""c.Response.Cookies.Append("session", );""")]
    [InlineData("""c.Response.Cookies.Append("session");""")]
    [InlineData("""c.Response.Cookies.Append();""")]
    [InlineData("""c.Response.Cookies.Append;""")]
    [InlineData("""c.Response.Cookies.""")]
    [InlineData("""c.Response.Cookies..Append("session", v);""")]
    [InlineData("""c.Response.Cookiez.Append("session", v);""")]
    [InlineData("""d.Response.Cookies.Append("session", v);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, );""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, unknown);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, Unknown());""")]
    [InlineData("""c.Response.Cookies.Append("session", v, unknown.Options);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new Unknown());""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptionz { Secure = true });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = unknown });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = Unknown(c) });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions { Secure = "yes" });""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions(1, 2));""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions(), 4);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, optionz: new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.Append("session", key: "session", value: v);""")]
    [InlineData("""c.Response.Cookies.Append(unknown, v);""")]
    [InlineData("""c.Response.Cookies.Append(Unknown(), v);""")]
    [InlineData("""c.Response.Cookies.Append(1, v);""")]
    [InlineData("""c.Response.Cookies.Append(null, v);""")]
    [InlineData("""c.Response.Cookies.Append($"session-{", v);""")]
    [InlineData("""c.Response.Cookies.Append("session, v);""")]
    [InlineData("""var o = ; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""CookieOptions o; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""o = new CookieOptions(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); Harden(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); o.Harden(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); o. c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); unknown.Harden(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = ; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (o.Secure = true c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = (c.Request.IsHttps ? new CookieOptions() : ); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = c switch { _ => }; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""Set("session", v); void Set(string name, string value, { c.Response.Cookies.Append(name, value); }""")]
    [InlineData("""Set("session"); void Set(string name, string value) => c.Response.Cookies.Append(name, value);""")]
    [InlineData("""Set(); void Set(HttpContext c, string name) => c.Response.Cookies.Append(name);""")]
    [InlineData("""c.Response.Cookies.Append("session", v, () => new CookieOptions());""")]
    [InlineData("""c.Response.Cookies.Append("session", v, new CookieOptions() with { Secure = true });""")]
    [InlineData("""(c, v) => c.Response.Cookies.Append("session", """)]
    [InlineData("""c.Response.Cookies["session"] = ;""")]
    [InlineData("""new CookieBuilder { SecurePolicy = }.Build(c; """)]
    [InlineData("""c.Response.Headers.Append("Set-Cookie", new SetCookieHeaderValue(.ToString());""")]
    public Task HalfTyped_IsSilent(string body) => SilentAsync($$"""
        public class Shop
        {
            public void Handle(HttpContext c, string v)
            {
                {{body}}
            }
        }
        """);

    [Theory]
    [InlineData("""public class Shop { public void Handle(HttpContex c, string v) { c.Response.Cookies.Append("session", v); } }""")]
    [InlineData("""public class Shop { public void Handle(HttpContext, string v) { .Response.Cookies.Append("session", v); } }""")]
    [InlineData("""public class Shop { c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""public class Shop { string x = c.Response.Cookies.Append("session", v); }""")]
    [InlineData("""public class A : IResponseCookies { } public class S { void M(A a) => a.Append("session", "1"); }""")]
    [InlineData("""public class Shop { CookieOptions O => ; void M(IResponseCookies c) => c.Append("session", "1", O); }""")]
    [InlineData("""public class Shop { CookieOptions O { get; } = ; void M(IResponseCookies c) => c.Append("session", "1", O); }""")]
    [InlineData("""public class Shop { static CookieOptions O; static Shop() { O = } void M(IResponseCookies c) => c.Append("session", "1", O); }""")]
    [InlineData("""public class Shop { CookieOptions Make(); void M(IResponseCookies c) => c.Append("session", "1", Make()); }""")]
    [InlineData("""public class Shop { CookieOptions Make() => new(); CookieOptions Make() => new() { Secure = true }; void M(IResponseCookies c) => c.Append("session", "1", Make()); }""")]
    [InlineData("""public class Shop { CookieOptions O = new(); CookieOptions O = new() { Secure = true }; void M(IResponseCookies c) => c.Append("session", "1", O); }""")]
    [InlineData("""[Append("session", "1")] public class Shop { [Cookies.Append("session")] void M() { } }""")]
    [InlineData("""public class Shop(IResponseCookies c) : Base(c.Append("session", "1")) { } public class Base { }""")]
    [InlineData("""public class Shop { Shop() : this(c.Append("session", "1")) { } Shop(int n) : this() { } }""")]
    [InlineData("""void M(IResponseCookies c) { c.Append("session", """)]
    [InlineData("""public class Shop { void M(IResponseCookies c, string v = c.Append("session", "1")) { } }""")]
    [InlineData("""public class Shop { public partial void M(IResponseCookies c); void N(IResponseCookies c) { M(c); Set(c, "session"); } partial void Set(IResponseCookies c, string n); }""")]
    [InlineData("""using Missing.Namespace; public class Shop { void M(IResponseCookies c, Missing m) => c.Append("session", m.Value, m.Options); }""")]
    [InlineData("""public class Shop { void M(IResponseCookies c) { try { c.Append("session" } catch { } finally { """)]
    [InlineData("""public class Shop { async void M(IResponseCookies c) { await foreach (var o in All()) { c.Append("session", "1", o); } } CookieOptions All() => new(); }""")]
    [InlineData("""public class Shop { void M(IResponseCookies c) { foreach (var o in ) { c.Append("session", "1", o); } } }""")]
    [InlineData("""public class Shop { void M<T>(IResponseCookies c) where T : new { c.Append("session", "1", new T()); } }""")]
    [InlineData("""public record Shop(CookieOptions O { void M(IResponseCookies c) => c.Append("session", "1", O); }""")]
    [InlineData("""public class CookieOptions { public bool Secure { get; set; } } public class Shop { void M(Microsoft.AspNetCore.Http.IResponseCookies c) => c.Append("session", "1", new CookieOptions()); }""")]
    [InlineData("""services.Configure<CookiePolicyOptions>(o => o.Secure = ); app.UseCookiePolicy( """)]
    [InlineData("""public class P : Microsoft.Extensions.Options.IConfigureOptions<CookiePolicyOptions> { public void Configure( } public class S { void M(IResponseCookies c) => c.Append("theme", "1"); }""")]
    public Task BrokenFile_IsSilent(string source) => SilentAsync(source);

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v); Unknown();""")]
    [InlineData("""goto missing; c.Response.Cookies.[|Append|]("session", v);""")]
    [InlineData("""Unknown(); c.Response.Cookies.[|Append|]("session", v, new CookieOptions());""")]
    [InlineData("""int n = "x"; c.Response.Cookies.[|Append|]("session", v);""")]
    public Task BrokenElsewhere_IsReported(string body) => new Verify.Test
    {
        TestCode = $$"""
            public class A : B { }

            public class B : A
            {
                public void Handle(HttpContext c, string v)
                {
                    {{body}}
                }
            }
            """,
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    /// <summary>Every prefix of a working file, as if it were being typed: nothing throws, whatever is reported.</summary>
    [Fact]
    public async Task EveryPrefix_NeverThrows()
    {
        const string source = """
            using Microsoft.AspNetCore.DataProtection;

            public partial class Shop(IDataProtector protector)
            {
                private static readonly CookieOptions Options = new() { Secure = true };
                private CookieOptions Made => field ??= Make(secure: false);

                public async Task<int> Handle(HttpContext c, string v, IHostEnvironment env)
                {
                    var o = v.Length > 3 ? Options : new CookieOptions { Secure = !env.IsDevelopment() };
                    foreach (var name in new[] { "session", $"sid-{v}" })
                    {
                        Action write = () => c.Response?.Cookies.Append(name, protector.Protect(v), o ?? Made);
                        write();
                    }

                    lock (c)
                    {
                        Set(c, "token", v, p => p.Secure = v is { Length: > 2 } and not "x");
                    }

                    try { await Task.Yield(); } catch (Exception e) when (e.Message == v) { c.Response.Cookies.Delete("__Host-x"); } finally { o.Secure |= true; }
                    (o.Secure, var (a, b)) = (true, (1, 2));
                    return a switch { 1 => b, _ => throw new InvalidOperationException() };
                }

                private static CookieOptions Make(bool secure) => new(Options) { Secure = secure, Extensions = { "Partitioned" } };

                private static void Set(HttpContext c, string name, string value, Action<CookieOptions>? change = null)
                {
                    var o = Make(true);
                    change?.Invoke(o);
                    c.Response.Cookies.Append(value: value, key: name, options: o);
                    c.Response.Headers["Set-Cookie"] = $"{name}={value}; path=/";
                }
            }
            """;
        foreach (var length in Enumerable.Range(1, source.Length - 1).Where(static length => length % 13 == 0))
        {
            try
            {
                await SilentAsync(source[..length]);
            }
            catch (Exception failure)
            {
                // What is reported in a prefix is not the question.
                Assert.True(
                    failure.Message.Contains("The diagnostics are not those expected", StringComparison.Ordinal),
                    $"{failure.Message}\n\n{source[..length]}");
            }
        }
    }

    private static Task SilentAsync(string source) => new Verify.Test
    {
        TestCode = source,
        CompilerDiagnostics = CompilerDiagnostics.None,
        IsSilent = true,
    }.RunAsync();
}
