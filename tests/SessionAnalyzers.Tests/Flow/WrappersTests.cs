using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Methods of the compilation that write a cookie which their parameters describe.</summary>
public class WrappersTests
{
    private const string All = "private static void Set(HttpContext c, string name, string value, CookieOptions options) => c.Response.Cookies.Append(name, value, options);";
    private const string Named = "private static void Set(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value, new CookieOptions { HttpOnly = true });";
    private const string Flagged = "private static void Set(HttpContext c, string name, string value, bool secure = false) => c.Response.Cookies.Append(name, value, new CookieOptions { Secure = secure });";
    private const string Optional = "private static void Set(HttpContext c, string name, string value, CookieOptions? options = null) => c.Response.Cookies.Append(name, value, options ?? new CookieOptions());";
    private const string Fixed = "private static void Set(HttpContext c, string value, CookieOptions options) => c.Response.Cookies.Append(\"session\", value, options);";
    private const string Twofold = "private static void Set(HttpContext c, string name, string value, int days) { if (days > 0) { c.Response.Cookies.Append(name, value, new CookieOptions { MaxAge = TimeSpan.FromDays(days) }); } else { c.Response.Cookies.Append(name, value); } }";
    private const string Hardening = "private static void Set(HttpContext c, string name, string value, CookieOptions options) { options.Secure = true; c.Response.Cookies.Append(name, value, options); }";
    private const string Configured = "private static void Set(HttpContext c, string name, string value, Action<CookieOptions> configure) { var o = new CookieOptions(); configure(o); c.Response.Cookies.Append(name, value, o); }";
    private const string Nested = "private static void Set(HttpContext c, string name, string value) => Inner(c, name, value, new CookieOptions()); private static void Inner(HttpContext c, string name, string value, CookieOptions options) => c.Response.Cookies.Append(name, value, options);";
    private const string Passing = "private static void Set(HttpContext c, string name, string value, CookieOptions options) => Inner(options, value, name, c); private static void Inner(CookieOptions options, string value, string name, HttpContext c) => c.Response.Cookies.Append(name, value, options);";
    private const string OnCookies = "private static void Set(IResponseCookies cookies, string name, string value) => cookies.Append(name, value);";
    private const string Async = "private static async Task Set(HttpContext c, string name, string value) { await Task.Yield(); c.Response.Cookies.Append(name, value); }";
    private const string Generic = "private static void Set<T>(HttpContext c, string name, T value) => c.Response.Cookies.Append(name, value!.ToString()!);";
    private const string Virtual = "protected virtual void Set(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value);";
    private const string Mutual = "private static void Set(HttpContext c, string name, string value) { if (value.Length > 9) { Other(c, name, value); Other(c, name, value); Other(c, name, value); } else { c.Response.Cookies.Append(name, value); } } private static void Other(HttpContext c, string name, string value) { Set(c, name, value); Set(c, name, value); Set(c, name, value); }";
    private const string Recursive = "private static void Set(HttpContext c, string name, string value) { if (value.Length > 9) { Set(c, name, value.Substring(1)); } c.Response.Cookies.Append(name, value); }";

    [Theory]
    [InlineData(All, """[|Set|](c, "session", v, new CookieOptions());""")]
    [InlineData(All, """[|Set|](c, "session", v, new() { HttpOnly = true });""")]
    [InlineData(All, """var o = new CookieOptions(); [|Set|](c, "session", v, o); o.Secure = true; Set(c, "session", v, o);""")]
    [InlineData(All, """[|Set|](options: new(), value: v, name: "session", c: c);""")]
    [InlineData(All, """Shop.[|Set|](c, "session", v, new CookieOptions());""")]
    [InlineData(All, """[|Set|](c, "data", protector.Protect(v), new CookieOptions());""")]
    [InlineData(All, """[|Set|](c, "session", v, Make()); static CookieOptions Make() => new();""")]
    [InlineData(Named, """[|Set|](c, "session", v); Set(c, "theme", v); [|Set|](c, "sid", v);""")]
    [InlineData(Named, """[|Set|](c, $"session-{v}", v);""")]
    [InlineData(Named, """const string name = "session"; [|Set|](c, name, v);""")]
    [InlineData(Flagged, """[|Set|](c, "session", v);""")]
    [InlineData(Flagged, """[|Set|](c, "session", v, secure: false);""")]
    [InlineData(Optional, """[|Set|](c, "session", v);""")]
    [InlineData(Optional, """[|Set|](c, "session", v, null);""")]
    [InlineData(Optional, """[|Set|](c, "session", v, new CookieOptions());""")]
    [InlineData(Fixed, """[|Set|](c, v, new CookieOptions());""")]
    [InlineData(Twofold, """[|Set|](c, "session", v, v.Length);""")]
    [InlineData(Configured, """[|Set|](c, "session", v, o => o.HttpOnly = true);""")]
    [InlineData(Configured, """[|Set|](c, "session", v, static _ => { });""")]
    [InlineData(Nested, """[|Set|](c, "session", v);""")]
    [InlineData(Nested, """[|Inner|](c, "session", v, new CookieOptions());""")]
    [InlineData(Passing, """[|Set|](c, "session", v, new CookieOptions());""")]
    [InlineData(OnCookies, """[|Set|](c.Response.Cookies, "session", v);""")]
    [InlineData(Async, """await [|Set|](c, "session", v);""")]
    [InlineData(Async, """_ = [|Set|](c, "session", v);""")]
    [InlineData(Generic, """[|Set|](c, "session", 1);""")]
    [InlineData(Recursive, """[|Set|](c, "session", v);""")]
    [InlineData(Mutual, """[|Set|](c, "session", v);""")]
    public Task CallThatDecides_IsReported(string wrapper, string body) => Verify.VerifyAnalyzerAsync(Class(wrapper, body));

    [Theory]
    [InlineData(All, """Set(c, "session", v, new CookieOptions { Secure = true });""")]
    [InlineData(All, """Set(c, "theme", v, new CookieOptions());""")]
    [InlineData(All, """Set(c, "session", v, given);""")]
    [InlineData(All, """Set(c, v, v, new CookieOptions());""")]
    [InlineData(All, """Set(c, "session", "", new CookieOptions { Expires = DateTimeOffset.UnixEpoch });""")]
    [InlineData(All, """Set(c, "session", v, new CookieOptions { Secure = c.Request.IsHttps });""")]
    [InlineData(Named, """Set(c, "theme", v);""")]
    [InlineData(Flagged, """Set(c, "session", v, secure: true);""")]
    [InlineData(Flagged, """Set(c, "session", v, true);""")]
    [InlineData(Flagged, """Set(c, "session", v, c.Request.IsHttps);""")]
    [InlineData(Flagged, """Set(c, "theme", v);""")]
    [InlineData(Optional, """Set(c, "session", v, new CookieOptions { Secure = true });""")]
    [InlineData(Optional, """Set(c, "theme", v);""")]
    [InlineData(Fixed, """Set(c, v, new CookieOptions { Secure = true });""")]
    [InlineData(Fixed, """Set(c, v, given);""")]
    [InlineData(Hardening, """Set(c, "session", v, new CookieOptions());""")]
    [InlineData(Configured, """Set(c, "session", v, o => o.Secure = true);""")]
    [InlineData(Configured, """Set(c, "session", v, Harden); static void Harden(CookieOptions o) => o.Secure = true;""")]
    [InlineData(Configured, """Set(c, "session", v, o => { o.HttpOnly = true; o.Secure = c.Request.IsHttps; });""")]
    [InlineData(Nested, """Set(c, "theme", v); Inner(c, "session", v, new() { Secure = true });""")]
    [InlineData(Passing, """Set(c, "session", v, new() { Secure = true });""")]
    [InlineData(Virtual, """Set(c, "session", v);""")]
    [InlineData(All, "")]
    [InlineData(Fixed, "")]
    [InlineData(Configured, "")]
    [InlineData(Optional, "")]
    public Task SafeOrUnknownCall_IsSilent(string wrapper, string body) => Verify.VerifySilentAsync(Class(wrapper, body));

    [Theory]
    [InlineData("private static void Set(HttpContext c, string value) => c.Response.Cookies.[|Append|](\"session\", value);", """Set(c, v);""")]
    [InlineData("private static void Set(HttpContext c, string value) => c.Response.Cookies.[|Append|](\"session\", value, new CookieOptions());", """Set(c, v); Set(c, "");""")]
    [InlineData("private static void Set(HttpContext c, string path) { var o = new CookieOptions { Path = path }; c.Response.Cookies.[|Append|](\"session\", path, o); }", """Set(c, "/");""")]
    public Task WrapperThatIsWrongByItself_IsReportedOnce(string wrapper, string body) => Verify.VerifyAnalyzerAsync(Class(wrapper, body));

    [Fact]
    public Task ExtensionWrapper_IsReported() => Verify.VerifyAnalyzerAsync("""
        public static class Cookies
        {
            public static void SetCookie(this HttpResponse response, string name, string value) => response.Cookies.Append(name, value);
            public static void Append(this HttpResponse response, string name, string value, CookieOptions options) => response.Cookies.Append(name, value, options);
            public static HttpContext WithCookie(this HttpContext context, string name, string value) { context.Response.Cookies.Append(name, value); return context; }
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v)
            {
                c.Response.[|SetCookie|]("session", v);
                c.Response?.[|SetCookie|]("session", v);
                Cookies.[|SetCookie|](c.Response!, "session", v);
                c.Response!.[|Append|]("session", v, new CookieOptions());
                c.Response.Append("session", v, new CookieOptions { Secure = true });
                c.WithCookie("theme", v).[|WithCookie|]("session", v).WithCookie("lang", v);
            }
        }
        """);

    [Fact]
    public Task WrapperInAnotherFile_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """public static class Jar { public static void Put(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value); }""",
                """public class Shop { public void Handle(HttpContext c, string v) { Jar.[|Put|](c, "session", v); Jar.Put(c, "theme", v); } }""",
                """public class Other { public void Handle(Jug jug) => jug.Put(1, "session", "v"); } public class Jug { public void Put(int a, string name, string value) { } }""",
            },
        },
    }.RunAsync();

    [Fact]
    public Task WrapperInBaseClass_IsReported() => Verify.VerifyAnalyzerAsync("""
        public abstract class Page
        {
            protected HttpContext Context { get; set; } = null!;
            protected void SetCookie(string name, string value) => Context.Response.Cookies.Append(name, value);
        }

        public class Login : Page
        {
            public void Handle(string v)
            {
                [|SetCookie|]("session", v);
                base.[|SetCookie|]("session", v);
                this.SetCookie("theme", v);
            }
        }
        """);

    [Fact]
    public Task WrapperObjectWithState_IsSilent() => Verify.VerifySilentAsync("""
        public class Jar(HttpContext c, CookieOptions options)
        {
            public void Put(string name, string value) => c.Response.Cookies.Append(name, value, options);
        }

        public class Pot
        {
            private readonly CookieOptions _options;
            public Pot(CookieOptions options) => _options = options;
            public void Put(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value, _options);
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v, Jar given, Pot pot)
            {
                given.Put("session", v);
                new Jar(c, new CookieOptions { Secure = true }).Put("session", v);
                pot.Put(c, "session", v);
            }
        }
        """);

    [Fact]
    public Task WrapperObjectWithInsecureOptions_IsReported() => Verify.VerifyAnalyzerAsync("""
        public class Jar
        {
            private readonly CookieOptions _options = new() { HttpOnly = true };
            public void Put(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value, _options);
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v, Jar jar) => jar.[|Put|](c, "session", v);
        }
        """);

    [Fact]
    public Task InterfaceOfWrapper_IsSilent() => Verify.VerifySilentAsync("""
        public interface IJar { void Put(HttpContext c, string name, string value); }
        public class Jar : IJar { public void Put(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value); }
        public class Shop { public void Handle(HttpContext c, string v, IJar jar) => jar.Put(c, "session", v); }
        """);

    [Fact]
    public Task WrapperInDevelopment_IsSilent() => Verify.VerifySilentAsync(Class(
        Named,
        """if (env.IsDevelopment()) { Set(c, "session", v); }"""));

    [Fact]
    public Task WrapperUnderAppliedPolicy_IsSilent() => Verify.VerifySilentAsync(Class(
        Named + " public void Start(IServiceCollection services, IApplicationBuilder app) { services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always); app.UseCookiePolicy(); }",
        """Set(c, "session", v);"""));

    [Fact]
    public Task SystemWebWrapper_IsReported() => new Verify.Test
    {
        TestCode = """
            using System.Web;

            public static class Jar
            {
                public static void Put(this HttpResponse response, string name, string value) => response.Cookies.Add(new HttpCookie(name, value) { HttpOnly = true });
            }

            public class Shop
            {
                public void Handle(HttpContext c, string v)
                {
                    c.Response.[|Put|]("session", v);
                    c.Response.Put("theme", v);
                }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
    }.RunAsync();

    private static string Class(string members, string body) => $$"""
        using Microsoft.AspNetCore.DataProtection;

        public class Shop
        {
            public async Task Handle(HttpContext c, string v, CookieOptions given, IDataProtector protector, IHostEnvironment env)
            {
                await Task.Yield();
                {{body}}
            }

            {{members}}
        }
        """;
}
