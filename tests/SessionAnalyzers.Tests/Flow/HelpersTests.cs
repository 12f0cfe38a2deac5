using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>Options that other methods make, copy or harden.</summary>
public class HelpersTests
{
    [Theory]
    [InlineData("private static CookieOptions Make() => new();")]
    [InlineData("private static CookieOptions Make() { var o = new CookieOptions(); o.HttpOnly = true; return o; }")]
    [InlineData("private CookieOptions Make() => new() { HttpOnly = true };")]
    [InlineData("private static CookieOptions Make(bool secure = false) => new() { Secure = secure };")]
    [InlineData("private static CookieOptions Make() => Inner(); private static CookieOptions Inner() => new();")]
    [InlineData("private static CookieOptions Make() => Inner(true); private static CookieOptions Inner(bool plain) => new() { Secure = !plain };")]
    [InlineData("private static CookieOptions Make() { if (DateTime.Now.Day > 3) { return new() { Secure = true }; } return new(); }")]
    [InlineData("private static CookieOptions Make() => DateTime.Now.Day switch { 1 => new() { Secure = true }, _ => new() };")]
    [InlineData("private static T Make<T>() where T : new() => default!; private static CookieOptions Make() => new CookieOptions();")]
    [InlineData("private static CookieOptions Make() { try { return new(); } finally { GC.Collect(); } }")]
    [InlineData("private static CookieOptions Make() => Tap(new CookieOptions()); private static CookieOptions Tap(CookieOptions o) => o;")]
    [InlineData("private static CookieOptions Make() { return Copy(new() { Secure = false }); } private static CookieOptions Copy(CookieOptions o) => new() { Secure = o.Secure, Path = o.Path };")]
    [InlineData("private static CookieOptions Make() => new CookieOptions(new CookieOptions { Path = \"/\" });")]
    [InlineData("private static CookieOptions Make() => Others.Make(); } public static class Others { public static CookieOptions Make() => new();")]
    [InlineData("protected sealed override int A() => 1; private CookieOptions Make() => new(); } public abstract class Base { protected abstract int A();", ": Base")]
    [InlineData("public sealed override CookieOptions Make() => new(); } public abstract class Base { public abstract CookieOptions Make();", ": Base")]
    public Task FactoryOfInsecure_IsReported(string members, string bases = "") =>
        Verify.VerifyAnalyzerAsync(Class(members, """c.Response.Cookies.[|Append|]("session", v, Make());""", bases));

    [Theory]
    [InlineData("private static CookieOptions Make() => new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() { var o = new CookieOptions(); o.Secure = true; return o; }")]
    [InlineData("private static CookieOptions Make(bool secure = true) => new() { Secure = secure };")]
    [InlineData("private static CookieOptions Make() => Inner(); private static CookieOptions Inner() => new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() { if (DateTime.Now.Day > 3) { return new() { Secure = true, Path = \"/a\" }; } return new() { Secure = true }; }")]
    [InlineData("private static CookieOptions Make() { try { return new() { Secure = true }; } finally { GC.Collect(); } }")]
    [InlineData("private static CookieOptions Make() => Harden(new()); private static CookieOptions Harden(CookieOptions o) { o.Secure = true; return o; }")]
    [InlineData("private static CookieOptions Make() => Tap(new CookieOptions(), o => o.Secure = true); private static CookieOptions Tap(CookieOptions o, Action<CookieOptions> act) { act(o); return o; }")]
    [InlineData("private static CookieOptions Make() => Tap(new CookieOptions(), o => o.Secure = true); private static T Tap<T>(T o, Action<T> act) { act(o); return o; }")]
    [InlineData("private static CookieOptions Make() => Harden(new CookieOptions()); private static T Harden<T>(T o) where T : CookieOptions { o.Secure = true; return o; }")]
    [InlineData("private static CookieOptions Make() => Copy(new() { Secure = true }); private static CookieOptions Copy(CookieOptions o) => new() { Secure = o.Secure, Path = o.Path };")]
    [InlineData("private static CookieOptions Make() => new CookieOptions(new CookieOptions { Secure = true });")]
    [InlineData("private static CookieOptions Make() => new CookieOptions(new CookieOptions()) { Secure = true };")]
    [InlineData("private static CookieOptions Make() => Others.Make(); } public static class Others { public static CookieOptions Make() => new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() => Activator.CreateInstance<CookieOptions>();")]
    [InlineData("private static CookieOptions Make() => Make<CookieOptions>(); private static T Make<T>() where T : new() => new();")]
    [InlineData("private static CookieOptions Make() => System.Text.Json.JsonSerializer.Deserialize<CookieOptions>(\"{}\")!;")]
    [InlineData("private static CookieOptions Make() => throw new NotImplementedException();")]
    [InlineData("private static extern CookieOptions Make();")]
    [InlineData("private static CookieOptions Make() { CookieOptions? o; Out(out o); return o!; } private static void Out(out CookieOptions? o) => o = new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() { var o = new CookieOptions(); Ref(ref o); return o; } private static void Ref(ref CookieOptions o) => o = new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() { (CookieOptions o, _) = Pair(); return o; } private static (CookieOptions, int) Pair() => (new() { Secure = true }, 1);")]
    [InlineData("private static CookieOptions Make() => All().First(); private static IEnumerable<CookieOptions> All() { yield return new() { Secure = true }; }")]
    public Task FactoryOfSecureOrUnknown_IsSilent(string members) =>
        Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, Make());"""));

    [Theory]
    [InlineData("public virtual CookieOptions Make() => new();")]
    [InlineData("protected internal virtual CookieOptions Make() { return new CookieOptions(); }")]
    [InlineData("protected virtual CookieOptions Made => new(); private CookieOptions Make() => Made;")]
    [InlineData("private readonly Func<CookieOptions> _make; public Shop(Func<CookieOptions> make) => _make = make; private CookieOptions Make() => _make();")]
    [InlineData("private static IFactory s_factory = null!; private static CookieOptions Make() => s_factory.Make(); } public interface IFactory { CookieOptions Make();")]
    [InlineData("private static IFactory s_factory = null!; private static CookieOptions Make() => s_factory.Make(); } public interface IFactory { CookieOptions Make() => new();")]
    [InlineData("private static Factory s_factory = null!; private static CookieOptions Make() => s_factory.Make(); } public abstract class Factory { public abstract CookieOptions Make();")]
    [InlineData("private static Factory s_factory = null!; private static CookieOptions Make() => s_factory.Make(); } public class Base { public virtual CookieOptions Make() => new(); } public class Factory : Base { public override CookieOptions Make() => new();")]
    [InlineData("private static CookieOptions Make() => Make<Safe>(); private static CookieOptions Make<T>() where T : IFactory => T.Make(); } public interface IFactory { static abstract CookieOptions Make(); } public class Safe : IFactory { public static CookieOptions Make() => new() { Secure = true };")]
    public Task OverridableFactory_IsSilent(string members) =>
        Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, Make());"""));

    [Theory]
    [InlineData("private static async Task<CookieOptions> Make() { await Task.Yield(); return new CookieOptions(); }")]
    [InlineData("private async Task<CookieOptions> Make() { await Task.Delay(1); var o = new CookieOptions(); o.HttpOnly = true; return o; }")]
    [InlineData("private static async ValueTask<CookieOptions> Make() { await Task.Yield(); return new() { HttpOnly = true }; }")]
    public Task AsyncFactoryOfInsecure_IsReported(string members) =>
        Verify.VerifyAnalyzerAsync(Class(members, """c.Response.Cookies.[|Append|]("session", v, await Make());"""));

    [Theory]
    [InlineData("private static async Task<CookieOptions> Make() { await Task.Yield(); return new CookieOptions { Secure = true }; }")]
    [InlineData("private static async Task<CookieOptions> Make() { var o = await Inner(); o.Secure = true; return o; } private static async Task<CookieOptions> Inner() { await Task.Yield(); return new(); }")]
    [InlineData("private static Task<CookieOptions> Make() => Task.FromResult(new CookieOptions { Secure = true });")]
    [InlineData("private static ValueTask<CookieOptions> Make() => new(new CookieOptions { Secure = true });")]
    [InlineData("private static ValueTask<CookieOptions> Make() { return ValueTask.FromResult(new CookieOptions { Secure = true }); }")]
    [InlineData("private static Task<CookieOptions> Make() => Task.Run(() => new CookieOptions { Secure = true });")]
    [InlineData("private readonly TaskCompletionSource<CookieOptions> _made = new(); private Task<CookieOptions> Make() => _made.Task;")]
    public Task AsyncFactoryOfSecure_IsSilent(string members) =>
        Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, await Make());"""));

    [Theory]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, Make()); CookieOptions Make() => new();""")]
    [InlineData("""c.Response.Cookies.[|Append|]("session", v, Make()); static CookieOptions Make() { return new() { HttpOnly = true }; }""")]
    [InlineData("""var secure = false; c.Response.Cookies.[|Append|]("session", v, Make()); CookieOptions Make() => new() { Secure = secure };""")]
    [InlineData("""var o = new CookieOptions(); Touch(); c.Response.Cookies.[|Append|]("session", v, o); void Touch() => o.HttpOnly = true;""")]
    [InlineData("""Write(); void Write() { var o = new CookieOptions(); c.Response.Cookies.[|Append|]("session", v, o); }""")]
    [InlineData("""Func<CookieOptions> make = () => new(); c.Response.Cookies.[|Append|]("session", v, make());""")]
    [InlineData("""Func<CookieOptions> make = static () => { var o = new CookieOptions(); return o; }; c.Response.Cookies.[|Append|]("session", v, make.Invoke());""")]
    [InlineData("""var make = () => new CookieOptions { HttpOnly = true }; c.Response.Cookies.[|Append|]("session", v, make());""")]
    [InlineData("""Action<CookieOptions> relax = o => o.HttpOnly = true; var o = new CookieOptions(); relax(o); c.Response.Cookies.[|Append|]("session", v, o);""")]
    public Task LocalFunctionOrLambda_Insecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class("", body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("session", v, Make()); CookieOptions Make() => new() { Secure = true };""")]
    [InlineData("""c.Response.Cookies.Append("session", v, Make()); static CookieOptions Make() { var o = new CookieOptions(); o.Secure = true; return o; }""")]
    [InlineData("""var secure = true; c.Response.Cookies.Append("session", v, Make()); CookieOptions Make() => new() { Secure = secure };""")]
    [InlineData("""var o = new CookieOptions(); Harden(); c.Response.Cookies.Append("session", v, o); void Harden() => o.Secure = true;""")]
    [InlineData("""var o = new CookieOptions(); Harden(); c.Response.Cookies.Append("session", v, o); void Harden() { Inner(); void Inner() => o.Secure = true; }""")]
    [InlineData("""var o = new CookieOptions(); Replace(); c.Response.Cookies.Append("session", v, o); void Replace() => o = new() { Secure = true };""")]
    [InlineData("""var o = new CookieOptions(); Action harden = () => o.Secure = true; harden(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); Action harden = () => o = new() { Secure = true }; harden(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""Action<CookieOptions> harden = o => o.Secure = true; var o = new CookieOptions(); harden(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""Action<CookieOptions> harden = Harden; var o = new CookieOptions(); harden(o); c.Response.Cookies.Append("session", v, o); static void Harden(CookieOptions o) => o.Secure = true;""")]
    [InlineData("""Action<CookieOptions>? harden = o => o.Secure = true; var o = new CookieOptions(); harden?.Invoke(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""Func<CookieOptions> make = () => new() { Secure = true }; c.Response.Cookies.Append("session", v, make());""")]
    [InlineData("""var o = new CookieOptions(); new List<CookieOptions> { o }.ForEach(one => one.Secure = true); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); await Task.Run(() => o.Secure = true); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); await Task.Run(() => Harden(o)); c.Response.Cookies.Append("session", v, o); static void Harden(CookieOptions o) => o.Secure = true;""")]
    [InlineData("""var o = new CookieOptions(); await Task.Run(Harden); c.Response.Cookies.Append("session", v, o); void Harden() => o.Secure = true;""")]
    [InlineData("""var o = new CookieOptions(); Action harden = () => { }; harden += () => o.Secure = true; harden(); c.Response.Cookies.Append("session", v, o);""")]
    public Task LocalFunctionOrLambda_Secure_IsSilent(string body) => Verify.VerifySilentAsync(Class("", body));

    [Theory]
    [InlineData("Harden(o);", "private static void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("Harden(o);", "private static void Harden(CookieOptions o) { Inner(o); } private static void Inner(CookieOptions o) { o.Secure = true; }")]
    [InlineData("o = Harden(o);", "private static CookieOptions Harden(CookieOptions o) { o.Secure = true; return o; }")]
    [InlineData("o = Harden(o);", "private static CookieOptions Harden(CookieOptions o) => new(o) { Secure = true };")]
    [InlineData("o = Copy(o); o.Secure = true;", "private static CookieOptions Copy(CookieOptions o) => new() { Path = o.Path };")]
    [InlineData("Harden(o, true);", "private static void Harden(CookieOptions o, bool secure) => o.Secure = secure;")]
    [InlineData("Harden(secure: true, o: o);", "private static void Harden(CookieOptions o, bool secure) => o.Secure = secure;")]
    [InlineData("o.Harden();", "", "public static void Harden(this CookieOptions o) => o.Secure = true;")]
    [InlineData("o.Harden().AndMore();", "", "public static CookieOptions Harden(this CookieOptions o) { o.Secure = true; return o; } public static CookieOptions AndMore(this CookieOptions o) { o.HttpOnly = true; return o; }")]
    [InlineData("o = o.Hardened();", "", "public static CookieOptions Hardened(this CookieOptions o) => new(o) { Secure = true };")]
    [InlineData("Extensions.Harden(o);", "", "public static void Harden(this CookieOptions o) => o.Secure = true;")]
    [InlineData("o?.Harden();", "", "public static void Harden(this CookieOptions o) => o.Secure = true;")]
    [InlineData("o.Harden();", "", "public static void Harden<T>(this T o) where T : CookieOptions => o.Secure = true;")]
    [InlineData("o.With(p => p.Secure = true);", "", "public static CookieOptions With(this CookieOptions o, Action<CookieOptions> change) { change(o); return o; }")]
    [InlineData("Configure(o, p => p.Secure = true);", "private static void Configure(CookieOptions o, Action<CookieOptions> change) => change(o);")]
    [InlineData("Configure(o, p => p.Secure = true);", "private static void Configure(CookieOptions o, Action<CookieOptions>? change = null) => change?.Invoke(o);")]
    [InlineData("Configure(o, Harden);", "private static void Configure(CookieOptions o, Action<CookieOptions> change) => change(o); private static void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("Hardener.Harden(o);", "private IHardener Hardener { get; set; } = null!; public interface IHardener { void Harden(CookieOptions o); }")]
    [InlineData("Harden(o);", "protected virtual void Harden(CookieOptions o) { }")]
    [InlineData("Harden(o);", "partial void Harden(CookieOptions o); partial void Harden(CookieOptions o) => o.Secure = true;")]
    [InlineData("Harden([o]);", "private static void Harden(CookieOptions[] all) => all[0].Secure = true;")]
    [InlineData("Harden(o);", "private static void Harden(params CookieOptions[] all) { foreach (var o in all) { o.Secure = true; } }")]
    [InlineData("Harden((o, 1));", "private static void Harden((CookieOptions Options, int Count) pair) => pair.Options.Secure = true;")]
    [InlineData("Harden(o);", "private static void Harden(object o) => ((CookieOptions)o).Secure = true;")]
    [InlineData("Harden(o);", "private static void Harden(dynamic o) => o.Secure = true;")]
    [InlineData("dynamic d = o; d.Secure = true;", "")]
    [InlineData("typeof(CookieOptions).GetProperty(\"Secure\")!.SetValue(o, true);", "")]
    [InlineData("configure.Configure(o);", "")]
    [InlineData("configuration.Bind(o);", "")]
    [InlineData("configuration.GetSection(\"Cookie\").Bind(o, b => b.BindNonPublicProperties = false);", "")]
    public Task Hardened_IsSilent(string harden, string members, string extensions = "") => Verify.VerifySilentAsync(Class(
        members,
        $"""var o = new CookieOptions(); {harden} c.Response.Cookies.Append("session", v, o);""") + $"public static class Extensions {{ {extensions} }}");

    [Fact]
    public Task HardenedByExtensionBlock_IsSilent()
    {
        CSharp14.Require();
        return Hardened_IsSilent("o.Harden();", "", "extension(CookieOptions o) { public void Harden() => o.Secure = true; }");
    }

    [Theory]
    [InlineData("Touch(o);", "private static void Touch(CookieOptions o) => o.HttpOnly = true;")]
    [InlineData("Touch(o);", "private static void Touch(CookieOptions o) { o = new CookieOptions { Secure = true }; }")]
    [InlineData("Harden(o, false);", "private static void Harden(CookieOptions o, bool secure) => o.Secure = secure;")]
    [InlineData("Hardened(o);", "private static CookieOptions Hardened(CookieOptions o) => new(o) { Secure = true };")]
    [InlineData("o.Touch();", "", "public static void Touch(this CookieOptions o) => o.HttpOnly = true;")]
    [InlineData("o.With(p => p.HttpOnly = true);", "", "public static CookieOptions With(this CookieOptions o, Action<CookieOptions> change) { change(o); return o; }")]
    [InlineData("Configure(o);", "private static void Configure(CookieOptions o, Action<CookieOptions>? change = null) => change?.Invoke(o);")]
    [InlineData("Console.WriteLine(o);", "")]
    [InlineData("ArgumentNullException.ThrowIfNull(o);", "")]
    [InlineData("c.Items[\"o\"] = \"x\";", "")]
    public Task Touched_IsReported(string touch, string members, string extensions = "") => Verify.VerifyAnalyzerAsync(Class(
        members,
        $"""var o = new CookieOptions(); {touch} c.Response.Cookies.[|Append|]("session", v, o);""") + $"public static class Extensions {{ {extensions} }}");

    [Theory]
    [InlineData("private static CookieOptions Make() => Make();")]
    [InlineData("private static CookieOptions Make(int n = 3) => n == 0 ? new() { Secure = true } : Make(n - 1);")]
    [InlineData("private static CookieOptions Make() => Other(); private static CookieOptions Other() => Make();")]
    [InlineData("private static CookieOptions Make(int n = 1) => n > 2 ? A(n) : B(n); private static CookieOptions A(int n) => B(n); private static CookieOptions B(int n) => n > 0 ? A(n) : new() { Secure = true };")]
    [InlineData("private static CookieOptions Make() { var o = new CookieOptions(); Harden(o, 3); return o; } private static void Harden(CookieOptions o, int n) { o.Secure = true; if (n > 0) { Harden(o, n - 1); } }")]
    [InlineData("private static CookieOptions Make() { return Local(3); CookieOptions Local(int n) => n == 0 ? new() { Secure = true } : Local(n - 1); }")]
    [InlineData("private static CookieOptions Make() { Func<int, CookieOptions> f = null!; f = n => n == 0 ? new() { Secure = true } : f(n - 1); return f(3); }")]
    [InlineData("private static CookieOptions Make() => Deep1(); private static CookieOptions Deep1() => Deep2(); private static CookieOptions Deep2() => Deep3(); private static CookieOptions Deep3() => Deep4(); private static CookieOptions Deep4() => Deep5(); private static CookieOptions Deep5() => Deep6(); private static CookieOptions Deep6() => Deep7(); private static CookieOptions Deep7() => new() { Secure = true };")]
    public Task Recursion_IsSilent(string members) => Verify.VerifySilentAsync(Class(members, """c.Response.Cookies.Append("session", v, Make());"""));

    [Fact]
    public async Task ManyCallers_Finish()
    {
        // 3^12 paths of calls when each call is followed anew.
        var methods = string.Concat(Enumerable.Range(0, 12).Select(static i =>
            $"private static CookieOptions M{i}(CookieOptions o) {{ M{i + 1}(o); M{i + 1}(o); return M{i + 1}(o); }}\n"));
        var run = Verify.VerifySilentAsync(Class(
            methods + "private static CookieOptions M12(CookieOptions o) { o.Secure = true; return o; }",
            """c.Response.Cookies.Append("session", v, M0(new CookieOptions()));"""));
        Assert.Same(run, await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)));
        await run;
    }

    [Fact]
    public async Task HugeBody_Finishes()
    {
        var branches = string.Concat(Enumerable.Range(0, 400).Select(static i => $"if (v.Length > {i}) {{ o.Path = \"/{i}\"; }} else {{ o.Domain = null; }}\n"));
        var run = Verify.VerifySilentAsync(Class(
            "",
            $$"""var o = new CookieOptions(); {{branches}} o.Secure = true; c.Response.Cookies.Append("session", v, o);"""));
        Assert.Same(run, await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)));
        await run;
    }

    private static string Class(string members, string body, string bases = "") => $$"""
        public partial class Shop{{bases}}
        {
            public async Task Handle(HttpContext c, string v, IConfiguration configuration, Microsoft.Extensions.Options.IConfigureOptions<CookieOptions> configure)
            {
                await Task.Yield();
                {{body}}
            }

            {{members}}
        }

        """;
}
