using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Options, names and flags that fields and properties hold.</summary>
public class FieldsTests
{
    [Theory]
    [InlineData("private static readonly CookieOptions Options = new();")]
    [InlineData("private static readonly CookieOptions Options = new() { HttpOnly = true };")]
    [InlineData("private readonly CookieOptions Options = new() { Secure = false };")]
    [InlineData("private static CookieOptions Options = new();")]
    [InlineData("private CookieOptions Options = new CookieOptions { Path = Root }; private const string Root = \"/\";")]
    [InlineData("private static readonly CookieOptions Options; static Shop() { Options = new CookieOptions(); }")]
    [InlineData("private static readonly CookieOptions Options; static Shop() => Options = new() { Secure = Flag }; private const bool Flag = false;")]
    [InlineData("private readonly CookieOptions Options; public Shop() { Options = new CookieOptions(); Options.HttpOnly = true; }")]
    [InlineData("private readonly CookieOptions Options; public Shop(int n) { this.Options = new(); }")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { Options.HttpOnly = true; }")]
    [InlineData("private CookieOptions Options { get; } = new();")]
    [InlineData("private static CookieOptions Options { get; } = new() { HttpOnly = true };")]
    [InlineData("private CookieOptions Options { get; } public Shop() { Options = new(); }")]
    [InlineData("private CookieOptions Options => new();")]
    [InlineData("private static CookieOptions Options => new() { HttpOnly = true };")]
    [InlineData("private CookieOptions Options { get => new(); }")]
    [InlineData("private CookieOptions Options { get { var o = new CookieOptions(); o.HttpOnly = true; return o; } }")]
    [InlineData("private static readonly CookieOptions Options = Make(); private static CookieOptions Make() => new();")]
    [InlineData("private static readonly CookieOptions Options = new CookieOptions(Base) { HttpOnly = true }; private static readonly CookieOptions Base = new();")]
    [InlineData("private static readonly bool Flag = false; private static readonly CookieOptions Options = new() { Secure = Flag };")]
    [InlineData("public CookieOptions Options { get; } = new();")]
    [InlineData("public sealed override string ToString() => \"\"; private CookieOptions Options => Base; private static CookieOptions Base => new();")]
    public Task SetOnceInsecure_IsReported(string members) => Verify.VerifyAnalyzerAsync(Class(members, """c.Response.Cookies.[|Append|]("session", v, Options);"""));

    [Theory]
    [InlineData("private static readonly CookieOptions Options = new() { Secure = true };")]
    [InlineData("private readonly CookieOptions Options = new() { Secure = true };")]
    [InlineData("private static readonly CookieOptions Options; static Shop() { Options = new CookieOptions(); Options.Secure = true; }")]
    [InlineData("private static readonly CookieOptions Options = new(); static Shop() => Options.Secure = true;")]
    [InlineData("private readonly CookieOptions Options; public Shop() { Options = new CookieOptions { Secure = true }; }")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { Options.Secure = true; }")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { this.Options.Secure = true; }")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { var o = Options; o.Secure = true; }")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { Harden(Options); } private static void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("private readonly CookieOptions Options; public Shop() { Options = new(); Harden(Options); } private static void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { Configure(); } private void Configure() => Options.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop() { Array.ForEach(new[] { Options }, o => o.Secure = true); }")]
    [InlineData("private CookieOptions Options { get; } = new() { Secure = true };")]
    [InlineData("private CookieOptions Options { get; } = new(); public Shop() { Options.Secure = true; }")]
    [InlineData("private CookieOptions Options => new() { Secure = true };")]
    [InlineData("private CookieOptions Options { get { var o = new CookieOptions(); o.Secure = true; return o; } }")]
    [InlineData("private static readonly CookieOptions Options = Make(); private static CookieOptions Make() => new() { Secure = true };")]
    [InlineData("private static readonly CookieOptions Options = Harden(new()); private static CookieOptions Harden(CookieOptions o) { o.Secure = true; return o; }")]
    [InlineData("private static readonly CookieOptions Options = new CookieOptions(Base); private static readonly CookieOptions Base = new() { Secure = true };")]
    [InlineData("private const bool Flag = true; private static readonly CookieOptions Options = new() { Secure = Flag };")]
    [InlineData("private static readonly Lazy<CookieOptions> Made = new(() => new() { Secure = true }); private static CookieOptions Options => Made.Value;")]
    [InlineData("private CookieOptions? _made; private CookieOptions Options => _made ??= new() { Secure = true };")]
    public Task SetOnceSecure_IsSilent(string members) => Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, Options);"""));

    [Theory]
    [InlineData("private CookieOptions Options => field ??= new() { Secure = true };")]
    [InlineData("private CookieOptions Options { get => field; } = new() { Secure = true };")]
    [InlineData("private CookieOptions Options { get; set { value.Secure = true; field = value; } } = new() { Secure = true };")]
    public Task SetOnceSecureByFieldKeyword_IsSilent(string members)
    {
        CSharp14.Require();
        return SetOnceSecure_IsSilent(members);
    }

    [Theory]
    [InlineData("private CookieOptions Options = new(); public void Reset(CookieOptions o) => Options = o;")]
    [InlineData("private CookieOptions Options = new(); public void Harden() => Options.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public void Harden() => Options.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public void Init() => Harden(Options); private static void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public void Init(Action<CookieOptions> configure) => configure(Options);")]
    [InlineData("private readonly CookieOptions Options = new(); public CookieOptions Current => Options; public void Init() => Current.Secure = true;")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop(Action<CookieOptions> configure) => configure(Options);")]
    [InlineData("private readonly CookieOptions Options = new(); public Shop(IConfiguration configuration) => configuration.Bind(Options);")]
    [InlineData("private CookieOptions Options = new(); public void Reset() => Make(out Options); private static void Make(out CookieOptions o) => o = new() { Secure = true };")]
    [InlineData("private CookieOptions Options = new(); public void Reset() { ref var o = ref Options; o = new() { Secure = true }; }")]
    [InlineData("private CookieOptions Options = new(); public void Reset() => (Options, _) = (new CookieOptions { Secure = true }, 1);")]
    [InlineData("private readonly CookieOptions Options; public Shop(CookieOptions options) => Options = options;")]
    [InlineData("private readonly CookieOptions Options; public Shop(CookieOptions? options = null) => Options = options ?? new();")]
    [InlineData("private readonly CookieOptions Options; public Shop() { Options = new(); } public Shop(CookieOptions o) { Options = o; }")]
    [InlineData("internal CookieOptions Options = new(); } public class Other { public void Reset(Shop shop) => shop.Options = new() { Secure = true };")]
    [InlineData("public CookieOptions Options = new();")]
    [InlineData("public CookieOptions Options { get; set; } = new();")]
    [InlineData("public CookieOptions Options { get; init; } = new();")]
    [InlineData("internal CookieOptions Options { get; init; } = new(); } public class Other { public Shop Make() => new Shop { Options = new() { Secure = true } };")]
    [InlineData("internal CookieOptions Options { get; init; } = new(); } public class Other { public Shop Make() => new Shop { Options = { Secure = true } };")]
    [InlineData("public required CookieOptions Options { get; init; }")]
    [InlineData("protected virtual CookieOptions Options => new();")]
    [InlineData("protected virtual CookieOptions Options { get; } = new();")]
    [InlineData("private readonly Settings _settings = new(); private CookieOptions Options => _settings.Cookie; } public class Settings { public CookieOptions Cookie { get; set; } = new();")]
    [InlineData("protected readonly CookieOptions Options = new(); } public class Derived : Shop { public Derived() => Options.Secure = true;")]
    [InlineData("[ThreadStatic] private static CookieOptions? s_options; private CookieOptions Options => s_options!;")]
    public Task ChangedElsewhere_IsSilent(string members) => Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, Options);"""));

    [Theory]
    [InlineData("public class Cookies { public CookieOptions Session { get; } = new() { Secure = true }; }", "new Cookies().Session")]
    [InlineData("public class Cookies { public readonly CookieOptions Session = new() { Secure = true }; }", "new Cookies().Session")]
    [InlineData("public class Cookies { public CookieOptions Session { get; set; } = new() { Secure = true }; }", "new Cookies { }.Session")]
    [InlineData("public class Cookies { public CookieOptions Session { get; } public Cookies() => Session = new() { Secure = true }; }", "new Cookies().Session")]
    [InlineData("public class Cookies { public CookieOptions Session { get; } = new() { Secure = true }; public Cookies() { } }", "new Cookies().Session")]
    [InlineData("public class Cookies { public CookieOptions Session => new() { Secure = true }; }", "new Cookies().Session")]
    [InlineData("public class Cookies(CookieOptions session) { public CookieOptions Session => session; }", "new Cookies(new() { Secure = true }).Session")]
    [InlineData("public class Cookies(CookieOptions session) { public CookieOptions Session { get; } = session; }", "new Cookies(new() { Secure = true }).Session")]
    [InlineData("public class Cookies { public CookieOptions? Session { get; init; } }", "new Cookies { Session = new() { Secure = true } }.Session!")]
    [InlineData("public record Cookies(CookieOptions Session);", "new Cookies(new CookieOptions { Secure = true }).Session")]
    [InlineData("public record Cookies(CookieOptions Session);", "(new Cookies(new CookieOptions()) with { Session = new() { Secure = true } }).Session")]
    [InlineData("public record struct Cookies(CookieOptions Session);", "new Cookies(new CookieOptions { Secure = true }).Session")]
    [InlineData("public struct Cookies { public CookieOptions Session; }", "new Cookies { Session = new() { Secure = true } }.Session")]
    [InlineData("public class Base { public CookieOptions Session { get; } = new() { Secure = true }; } public class Cookies : Base;", "new Cookies().Session")]
    [InlineData("public class SessionOptions : CookieOptions { public SessionOptions() { Secure = true; } }", "new SessionOptions()")]
    [InlineData("public class SessionOptions : CookieOptions { public SessionOptions() => Secure = true; }", "new SessionOptions { Path = \"/\" }")]
    [InlineData("public class SessionOptions : CookieOptions { public SessionOptions() => base.Secure = true; }", "new SessionOptions()")]
    [InlineData("public class SafeOptions : CookieOptions { public SafeOptions() { this.Secure = true; } } public class SessionOptions : SafeOptions { public SessionOptions() { HttpOnly = true; } }", "new SessionOptions()")]
    [InlineData("public class SafeOptions : CookieOptions { public SafeOptions() { this.Secure = true; } } public class SessionOptions : SafeOptions;", "new SessionOptions()")]
    [InlineData("public class SessionOptions : CookieOptions { public SessionOptions(bool secure) { Secure = secure; } public SessionOptions() : this(true) { } }", "new SessionOptions()")]
    [InlineData("public class SessionOptions : CookieOptions { private readonly int _x = 1; public SessionOptions(CookieOptions o) : base(o) { Secure = true; } }", "new SessionOptions(new())")]
    public Task ObjectThatMakesThemSecure_IsSilent(string type, string options) =>
        Verify.VerifySilentAsync(Class("", $$"""c.Response.Cookies.Append("session", v, {{options}});""") + type);

    [Theory]
    [InlineData("public class SessionOptions : CookieOptions { public SessionOptions() { HttpOnly = true; } }", "new SessionOptions()")]
    [InlineData("public class Cookies { public CookieOptions Session => new(); }", "new Cookies().Session")]
    [InlineData("public static class Cookies { public static readonly CookieOptions Session = new(); }", "Cookies.Session")]
    [InlineData("public static class Cookies { public static CookieOptions Session => new() { HttpOnly = true }; }", "Cookies.Session")]
    [InlineData("public static class Cookies { public static CookieOptions Session { get; } = new(); }", "Cookies.Session")]
    [InlineData("public static class Cookies { public static class Inner { internal static readonly CookieOptions Session = new(); } }", "Cookies.Inner.Session")]
    public Task ObjectThatLeavesThemInsecure_IsReported(string type, string options) =>
        Verify.VerifyAnalyzerAsync(Class("", $$"""c.Response.Cookies.[|Append|]("session", v, {{options}});""") + type);

    [Theory]
    [InlineData("new Lazy<CookieOptions>(() => new() { Secure = true }).Value")]
    [InlineData("new Lazy<CookieOptions>(new CookieOptions { Secure = true }).Value")]
    [InlineData("new List<CookieOptions> { new() { Secure = true } }[0]")]
    [InlineData("new List<CookieOptions>([new() { Secure = true }])[0]")]
    [InlineData("new KeyValuePair<string, CookieOptions>(\"a\", new() { Secure = true }).Value")]
    [InlineData("new Tuple<CookieOptions, int>(new() { Secure = true }, 1).Item1")]
    [InlineData("new Microsoft.Extensions.Options.OptionsWrapper<CookieOptions>(new() { Secure = true }).Value")]
    [InlineData("Microsoft.Extensions.Options.Options.Create(new CookieOptions { Secure = true }).Value")]
    [InlineData("new System.Runtime.CompilerServices.StrongBox<CookieOptions> { Value = new() { Secure = true } }.Value!")]
    [InlineData("new AsyncLocal<CookieOptions> { Value = new() { Secure = true } }.Value!")]
    [InlineData("new AsyncLocal<CookieOptions>().Value!")]
    [InlineData("new ThreadLocal<CookieOptions>(() => new() { Secure = true }).Value!")]
    [InlineData("new Queue<CookieOptions>([new() { Secure = true }]).Peek()")]
    [InlineData("new Memory<CookieOptions>([new() { Secure = true }]).Span[0]")]
    public Task FrameworkHolder_IsSilent(string options) =>
        Verify.VerifySilentAsync(Class("", $$"""c.Response.Cookies.Append("session", v, {{options}});"""));

    [Fact]
    public Task LocalWriteToField_IsReported() => Verify.VerifyAnalyzerAsync(Class(
        "private CookieOptions _options = null!;",
        """_options = new CookieOptions(); c.Response.Cookies.[|Append|]("session", v, _options);"""));

    [Theory]
    [InlineData("private CookieOptions _options = new();", """_options.Secure = true; c.Response.Cookies.Append("session", v, _options);""")]
    [InlineData("private static readonly CookieOptions Options = new();", """Options.Secure = true; c.Response.Cookies.Append("session", v, Options);""")]
    [InlineData("private CookieOptions _options = null!;", """_options = new CookieOptions { Secure = true }; c.Response.Cookies.Append("session", v, _options);""")]
    [InlineData("private CookieOptions _options = null!;", """this._options = new CookieOptions(); this._options.Secure = true; c.Response.Cookies.Append("session", v, _options);""")]
    public Task LocalWriteToField_IsSilent(string members, string body) => Verify.VerifySilentAsync(Class(members, body));

    [Theory]
    [InlineData("private const string Name = \"session\";")]
    [InlineData("private static readonly string Name = \"session\";")]
    [InlineData("private readonly string Name = Prefix + \"session\"; private const string Prefix = \"my-\";")]
    [InlineData("private string Name => \"session\";")]
    [InlineData("private string Name { get; } = \"session\";")]
    [InlineData("private readonly string Name; public Shop() => Name = \"session\";")]
    [InlineData("private static string Name => $\"{nameof(Shop)}.Session\";")]
    public Task NameInMember_IsReported(string member) => Verify.VerifyAnalyzerAsync(Class(member, """c.Response.Cookies.[|Append|](Name, v);"""));

    [Theory]
    [InlineData("public string Value { get; set; } = \"\";")]
    [InlineData("[Microsoft.AspNetCore.Mvc.BindProperty] public string Value { get; set; } = string.Empty;")]
    [InlineData("public string Value { get; init; } = \"\";")]
    [InlineData("public string Value = \"\";")]
    [InlineData("private string Value = \"\"; public void Set(string v) => Value = v;")]
    [InlineData("private string Value { get; set; } = \"\"; public void Set(string v) => (Value, _) = (v, 1);")]
    public Task ValueThatIsSetElsewhere_IsNoDeletion_IsReported(string member) =>
        Verify.VerifyAnalyzerAsync(Class(member, """c.Response.Cookies.[|Append|]("session", Value);"""));

    [Theory]
    [InlineData("private readonly bool _secure = true;", "_secure")]
    [InlineData("private readonly bool _flag; public Shop(bool flag) => _flag = flag;", "_flag")]
    [InlineData("private static bool Flag => DateTime.UtcNow.Year > 1;", "Flag")]
    [InlineData("private const bool Flag = true;", "Flag")]
    [InlineData("public bool Flag { get; set; }", "Flag")]
    [InlineData("private bool _flag;", "_flag")]
    public Task FlagInMember_IsSilent(string member, string flag) =>
        Verify.VerifySilentAsync(Class(member, $$"""c.Response.Cookies.Append("session", v, new() { Secure = {{flag}} });"""));

    [Theory]
    [InlineData("private const bool Flag = false;", "Flag")]
    [InlineData("private static readonly bool Flag = false;", "Flag")]
    [InlineData("private static bool Flag => false;", "Flag")]
    [InlineData("private readonly bool _flag = false;", "_flag")]
    public Task FlagInMember_IsReported(string member, string flag) =>
        Verify.VerifyAnalyzerAsync(Class(member, $$"""c.Response.Cookies.[|Append|]("session", v, new() { Secure = {{flag}} });"""));

    [Theory]
    [InlineData("private static readonly CookieOptions A = B; private static readonly CookieOptions B = A;", "A")]
    [InlineData("private static CookieOptions A => B; private static CookieOptions B => A;", "A")]
    [InlineData("private CookieOptions A => A;", "A")]
    [InlineData("private static readonly CookieOptions A = new(A);", "A")]
    [InlineData("private static readonly CookieOptions A = Make(); private static CookieOptions Make() => A;", "A")]
    public Task Cycle_IsSilent(string members, string options) =>
        Verify.VerifySilentAsync(Class(members, $$"""c.Response.Cookies.Append("session", v, {{options}});"""));

    [Fact]
    public Task FieldInAnotherPart_IsReported() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """public partial class Shop { private static readonly CookieOptions Options = new() { HttpOnly = true }; }""",
                """public partial class Shop { public void Handle(HttpContext c, string v) => c.Response.Cookies.[|Append|]("session", v, Options); }""",
            },
        },
    }.RunAsync();

    [Fact]
    public Task FieldChangedInAnotherPart_IsSilent() => new Verify.Test
    {
        TestState =
        {
            Sources =
            {
                """public partial class Shop { private readonly CookieOptions _options = new(); public void Handle(HttpContext c, string v) => c.Response.Cookies.Append("session", v, _options); }""",
                """public partial class Shop { public void Start() => _options.Secure = true; }""",
            },
        },
        IsSilent = true,
    }.RunAsync();

    private static string Class(string members, string body) => $$"""
        public class Shop
        {
            public void Handle(HttpContext c, string v)
            {
                {{body}}
            }

            {{members}}
        }

        """;
}
