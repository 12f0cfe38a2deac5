using Microsoft.CodeAnalysis.CSharp;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Where code that writes a cookie may stand.</summary>
public class PlacesTests
{
    [Theory]
    [InlineData("""app.MapGet("/", (HttpContext c) => c.Response.Cookies.[|Append|]("session", "1"));""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { c.Response.Cookies.[|Append|]("session", "1"); return "ok"; });""")]
    [InlineData("""app.MapPost("/", async (HttpContext c) => { await Task.Yield(); c.Response.Cookies.[|Append|]("session", "1", new CookieOptions()); });""")]
    [InlineData("""app.MapPost("/", static (HttpContext c, string v) => { c.Response.Cookies.[|Append|]("session", v); return Results.Ok(); });""")]
    [InlineData("""app.MapPost("/", delegate (HttpContext c) { c.Response.Cookies.[|Append|]("session", "1"); });""")]
    [InlineData("""var o = new CookieOptions(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.[|Append|]("session", "1", o));""")]
    [InlineData("""var o = new CookieOptions { HttpOnly = true }; app.MapGet("/", (HttpContext c) => { c.Response.Cookies.[|Append|]("session", "1", o); }); app.MapPost("/", (HttpContext c) => { c.Response.Cookies.[|Append|]("session", "1", o); });""")]
    [InlineData("""const string name = "session"; app.MapGet("/", (HttpContext c) => c.Response.Cookies.[|Append|](name, "1"));""")]
    [InlineData("""var name = "session"; app.MapGet("/", (HttpContext c) => c.Response.Cookies.[|Append|](name, "1"));""")]
    [InlineData("""app.Use(async (c, next) => { c.Response.Cookies.[|Append|]("session", "1"); await next(c); });""")]
    [InlineData("""app.Use(next => c => { c.Response.Cookies.[|Append|]("session", "1"); return next(c); });""")]
    [InlineData("""app.Use(async (c, next) => { c.Response.OnStarting(() => { c.Response.Cookies.[|Append|]("session", "1"); return Task.CompletedTask; }); await next(c); });""")]
    [InlineData("""app.Run(c => { c.Response.Cookies.[|Append|]("session", "1"); return Task.CompletedTask; });""")]
    [InlineData("""app.MapGroup("/api").MapGet("/", (HttpContext c) => c.Response.Cookies.[|Append|]("session", "1"));""")]
    [InlineData("""app.MapGet("/", Handle); static void Handle(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { Write(); void Write() { c.Response.Cookies.[|Append|]("session", "1"); } });""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { var o = new CookieOptions(); Action write = () => c.Response.Cookies.[|Append|]("session", "1", o); write(); });""")]
    [InlineData("""app.MapWhen(c => c.Request.Query.Count > 0, branch => branch.Run(async c => { await Task.Yield(); c.Response.Cookies.[|Append|]("session", "1"); }));""")]
    [InlineData("""app.UseExceptionHandler(errors => errors.Run(c => { c.Response.Cookies.[|Append|]("session", "1"); return Task.CompletedTask; }));""")]
    [InlineData("""app.MapGet("/", (HttpContext c, IResponseCookies? cookies) => cookies?.[|Append|]("session", "1"));""")]
    public Task Lambda_IsReported(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("""app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", new() { Secure = true }));""")]
    [InlineData("""var o = new CookieOptions { Secure = true }; app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o));""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = true; app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o));""")]
    [InlineData("""var o = new CookieOptions(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o)); o.Secure = true;""")]
    [InlineData("""var o = new CookieOptions(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o)); app.MapPost("/", () => { o.Secure = true; });""")]
    [InlineData("""var o = new CookieOptions(); app.MapGet("/", (HttpContext c) => { o.Secure = true; c.Response.Cookies.Append("session", "1", o); });""")]
    [InlineData("""var o = new CookieOptions(); app.Configuration.GetSection("Cookie").Bind(o); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o));""")]
    [InlineData("""app.MapGet("/", (HttpContext c, CookieOptions o) => c.Response.Cookies.Append("session", "1", o));""")]
    [InlineData("""app.MapGet("/", (HttpContext c, string name) => c.Response.Cookies.Append(name, "1"));""")]
    [InlineData("""var name = "theme"; name = args[0]; app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append(name, "1"));""")]
    [InlineData("""var o = Make(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o)); static CookieOptions Make() => new() { Secure = true };""")]
    [InlineData("""CookieOptions o = new(); Harden(); app.MapGet("/", (HttpContext c) => c.Response.Cookies.Append("session", "1", o)); void Harden() => o.Secure = true;""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { var o = new CookieOptions(); Action harden = () => o.Secure = true; harden(); c.Response.Cookies.Append("session", "1", o); });""")]
    [InlineData("""app.MapGet("/", (HttpContext c) => { var o = new CookieOptions(); c.Response.OnStarting(() => { c.Response.Cookies.Append("session", "1", o); return Task.CompletedTask; }); o.Secure = true; });""")]
    public Task Lambda_IsSilent(string body) => Verify.VerifySilentAsync(Program(body));

    [Theory]
    [InlineData("""private readonly Action<HttpContext> _write = c => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""private static readonly Action<HttpContext> Write = static c => { c.Response.Cookies.[|Append|]("session", "1", new CookieOptions()); };""")]
    [InlineData("""private Action<HttpContext> Write { get; } = c => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""private Action<HttpContext> Write => c => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""public Shop(HttpContext c) { c.Response.Cookies.[|Append|]("session", "1"); }""")]
    [InlineData("""public Shop(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""public string Name { get => ""; set { _c.Response.Cookies.[|Append|]("session", value); } } private HttpContext _c = null!;""")]
    [InlineData("""public string Name { set => _c.Response.Cookies.[|Append|]("session", value); } private HttpContext _c = null!;""")]
    [InlineData("""public string this[HttpContext c] { set => c.Response.Cookies.[|Append|]("session", value); }""")]
    [InlineData("""public event Action Changed { add { _c.Response.Cookies.[|Append|]("session", "1"); } remove { } } private HttpContext _c = null!;""")]
    [InlineData("""public static Shop operator +(Shop s, HttpContext c) { c.Response.Cookies.[|Append|]("session", "1"); return s; }""")]
    [InlineData("""public static implicit operator Shop(DefaultHttpContext c) { c.Response.Cookies.[|Append|]("session", "1"); return new(); }""")]
    [InlineData("""~Shop() { _c.Response.Cookies.[|Append|]("session", "1"); } private HttpContext _c = null!;""")]
    [InlineData("""public IEnumerable<int> All(HttpContext c) { yield return 1; c.Response.Cookies.[|Append|]("session", "1"); yield return 2; }""")]
    [InlineData("""public async IAsyncEnumerable<int> All(HttpContext c) { await Task.Yield(); c.Response.Cookies.[|Append|]("session", "1"); yield return 2; }""")]
    [InlineData("""public void All(HttpContext c) { _ = from n in new[] { 1, 2 } select Write(c, n); int Write(HttpContext c, int n) { c.Response.Cookies.[|Append|]("session", "1"); return n; } }""")]
    [InlineData("""public unsafe void All(HttpContext c, byte[] b) { fixed (byte* p = b) { c.Response.Cookies.[|Append|]("session", "1"); } }""")]
    [InlineData("""public void All(HttpContext c) { checked { c.Response.Cookies.[|Append|]("session", "1"); } }""")]
    [InlineData("""public void All<T>(HttpContext c, T value) where T : struct => c.Response.Cookies.[|Append|]("session", value.ToString()!);""")]
    [InlineData("""public class Inner { public class Innermost { public void All(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1"); } }""")]
    [InlineData("""public interface IInner { void All(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1"); }""")]
    [InlineData("""public record Inner(string Value) { public void All(HttpContext c) => c.Response.Cookies.[|Append|]("session", Value); }""")]
    [InlineData("""public readonly struct Inner { public void All(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1"); }""")]
    [InlineData("""public partial void All(HttpContext c); public partial void All(HttpContext c) => c.Response.Cookies.[|Append|]("session", "1");""")]
    [InlineData("""[System.Runtime.CompilerServices.MethodImpl(256)] public void All(HttpContext c) { if (c is { Response: { Cookies: var cookies } }) { cookies.[|Append|]("session", "1"); } }""")]
    [InlineData("""public void All(HttpContext c) => _ = c.Response.Cookies is { } cookies && Try(() => cookies.[|Append|]("session", "1")); private static bool Try(Action a) { a(); return true; }""")]
    public Task Member_IsReported(string member) => Verify.VerifyAnalyzerAsync($$"""
        public partial class Shop
        {
            public Shop() { }
            {{member}}
        }
        """);

    [Fact]
    public Task Controller_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        [Route("account")]
        public class AccountController(IConfiguration configuration) : ControllerBase
        {
            private static readonly CookieOptions Options = new() { HttpOnly = true };

            [HttpPost]
            public IActionResult Login(string v)
            {
                Response.Cookies.[|Append|]("session", v, Options);
                HttpContext.Response.Cookies.[|Append|]("refresh", v, new CookieOptions { Expires = DateTime.Now.AddDays(7) });
                Response.Cookies.Append(configuration["Cookie"]!, v);
                Response.Cookies.Append("theme", v);
                Response.Cookies.Append("session", v, new CookieOptions { Secure = Request.IsHttps });
                Response.Cookies.Delete("session");
                return Ok();
            }
        }
        """);

    [Fact]
    public Task PageModel_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class LoginModel : PageModel
        {
            [BindProperty]
            public string Token { get; set; } = "";

            [BindProperty]
            public CookieOptions Options { get; set; } = new();

            public async Task<IActionResult> OnPostAsync()
            {
                await Task.Yield();
                Response.Cookies.[|Append|]("login", Token);
                Response.Cookies.Append("session", Token, Options);
                return RedirectToPage("/Index");
            }
        }
        """);

    [Fact]
    public Task Middleware_IsReported() => Verify.VerifyAnalyzerAsync("""
        public class SessionMiddleware(RequestDelegate next, ILogger<SessionMiddleware> logger)
        {
            private readonly CookieOptions _options = new() { HttpOnly = true, Path = "/" };

            public async Task InvokeAsync(HttpContext context)
            {
                if (!context.Request.Cookies.TryGetValue("sid", out var id))
                {
                    id = Guid.NewGuid().ToString("N");
                    context.Response.Cookies.[|Append|]("sid", id, _options);
                    logger.LogInformation("new session");
                }

                context.Response.OnStarting(
                    static state =>
                    {
                        var c = (HttpContext)state;
                        c.Response.Cookies.[|Append|]("sid", "1");
                        return Task.CompletedTask;
                    },
                    context);
                await next(context);
            }
        }
        """);

    [Fact]
    public Task EndpointFilterAndHub_IsReported() => Verify.VerifyAnalyzerAsync("""
        public class SessionFilter : IEndpointFilter
        {
            public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
            {
                var cookies = context.HttpContext.Response.Cookies;
                cookies.[|Append|]("session", "1", new() { IsEssential = true });
                return await next(context);
            }
        }
        """);

    [Fact]
    public Task PartialClassOverTwoFiles_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """
                public partial class Shop
                {
                    private static CookieOptions Make() => new() { HttpOnly = true };
                    private static void Harden(CookieOptions o) => o.Secure = true;
                    private const string Name = "session";
                }
                """,
                """
                public partial class Shop
                {
                    public void Handle(HttpContext c, string v)
                    {
                        c.Response.Cookies.[|Append|](Name, v, Make());
                        var o = Make();
                        Harden(o);
                        c.Response.Cookies.Append(Name, v, o);
                    }
                }
                """,
            },
        },
    }.RunAsync();

    [Fact]
    public Task OptionsInAnotherFile_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """
                namespace Shop.Security;

                internal static class SessionCookie
                {
                    public const string Name = "session";
                    public static readonly CookieOptions Plain = new() { HttpOnly = true };
                    public static readonly CookieOptions Safe = new() { HttpOnly = true, Secure = true };
                    public static CookieOptions Create(bool secure) => new() { Secure = secure };
                }
                """,
                """
                using Shop.Security;

                public class Handler
                {
                    public void Handle(HttpContext c, string v, bool x)
                    {
                        c.Response.Cookies.[|Append|](SessionCookie.Name, v, SessionCookie.Plain);
                        c.Response.Cookies.Append(SessionCookie.Name, v, SessionCookie.Safe);
                        c.Response.Cookies.[|Append|](SessionCookie.Name, v, SessionCookie.Create(false));
                        c.Response.Cookies.Append(SessionCookie.Name, v, SessionCookie.Create(true));
                        c.Response.Cookies.Append(SessionCookie.Name, v, SessionCookie.Create(x));
                    }
                }
                """,
            },
        },
    }.RunAsync();

    [Fact]
    public Task OtherProject_IsSilent()
    {
        var test = new Verify.Test
        {
            TestCode = """
                public class Handler
                {
                    public void Handle(HttpContext c, string v)
                    {
                        c.Response.Cookies.Append("session", v, Lib.Make());
                        c.Response.Cookies.Append("session", v, Lib.Field);
                        c.Response.Cookies.Append("session", v, Lib.Property);
                        c.Response.Cookies.Append("session", v, new LibOptions());
                        var o = new CookieOptions();
                        Lib.Harden(o);
                        c.Response.Cookies.Append("session", v, o);
                        c.Response.Cookies.Append(Lib.Name(), v);
                        Lib.Write(c, "session", v);
                    }
                }
                """,
            IsSilent = true,
        };
        test.TestState.AdditionalProjects["Lib"].Sources.Add("""
            public class LibOptions : CookieOptions;

            public static class Lib
            {
                public static readonly CookieOptions Field = new();
                public static CookieOptions Property { get; } = new();
                public static CookieOptions Make() => new();
                public static void Harden(CookieOptions o) => o.Secure = true;
                public static string Name() => "session";
                public static void Write(HttpContext c, string name, string value) => c.Response.Cookies.Append(name, value);
            }
            """);
        test.TestState.AdditionalProjectReferences.Add("Lib");
        return test.RunAsync();
    }

    [Fact]
    public Task TopLevelStatements_IsReported() => Verify.VerifyAnalyzerAsync("""
        var c = new DefaultHttpContext();
        var options = new CookieOptions();
        c.Response.Cookies.[|Append|]("session", args[0], options);
        options.Secure = true;
        c.Response.Cookies.Append("session", args[0], options);
        Write(c);
        if (args.Length > 1) { c.Response.Cookies.[|Append|]("sid", "1"); }

        void Write(HttpContext context) => context.Response.Cookies.Append("session", "1", options);
        """);

    [Theory]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp12)]
    public Task OlderLanguage_IsReported(LanguageVersion version) => new Verify.Test
    {
        TestCode = """
            using System;
            using Microsoft.AspNetCore.Http;

            public class Shop
            {
                public void Handle(HttpContext c, string v)
                {
                    c.Response.Cookies.[|Append|]("session", v);
                    var o = new CookieOptions();
                    o.Secure = true;
                    c.Response.Cookies.Append("session", v, o);
                }
            }
            """,
        ImplicitUsings = false,
        LanguageVersion = version,
    }.RunAsync();

    [Fact]
    public Task ExtensionMember_IsReported()
    {
        CSharp14.Require();
        return Verify.VerifyAnalyzerAsync("""
        public static class Extensions
        {
            extension(HttpContext c)
            {
                public void Login(string v) => c.Response.Cookies.[|Append|]("session", v);
                public void Put(string name, string v) => c.Response.Cookies.Append(name, v);
                public IResponseCookies Jar => c.Response.Cookies;
            }
        }

        public class Shop
        {
            public void Handle(HttpContext c, string v)
            {
                c.Login(v);
                c.Jar.[|Append|]("session", v);
                c.[|Put|]("session", v);
                c.Put("theme", v);
            }
        }
        """);
    }

    private static string Program(string body) => $$"""
        var app = WebApplication.Create(args);
        {{body}}
        app.Run();
        """;
}
