using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>What comes from where the engine cannot look is never reported.</summary>
public class UnknownTests
{
    [Fact]
    public Task GivenAndChangedOnOnePathOnly_IsSilent() => Verify.VerifySilentAsync("""
        public class Shop
        {
            public void Handle(HttpContext c, string v, bool x, CookieOptions given)
            {
                if (x)
                {
                    given.Secure = false;
                }

                c.Response.Cookies.Append("session", v, given);
            }
        }
        """);

    [Theory]
    [InlineData("given")]
    [InlineData("given!")]
    [InlineData("maybe ?? given")]
    [InlineData("options.Value")]
    [InlineData("monitor.CurrentValue")]
    [InlineData("monitor.Get(\"session\")")]
    [InlineData("snapshot.Value")]
    [InlineData("settings.Cookie")]
    [InlineData("settings.Inner.Cookie")]
    [InlineData("options2.Value.Cookie")]
    [InlineData("configuration.Get<CookieOptions>()!")]
    [InlineData("configuration.GetSection(\"Cookie\").Get<CookieOptions>() ?? throw new InvalidOperationException()")]
    [InlineData("configuration.GetValue<CookieOptions>(\"Cookie\")!")]
    [InlineData("services.GetRequiredService<CookieOptions>()")]
    [InlineData("(CookieOptions)c.Items[\"o\"]!")]
    [InlineData("c.Items[\"o\"] as CookieOptions ?? given")]
    [InlineData("c.RequestServices.GetRequiredService<Func<CookieOptions>>()()")]
    [InlineData("make()")]
    [InlineData("list[0]")]
    [InlineData("list.First()")]
    [InlineData("map[\"session\"]")]
    [InlineData("map.TryGetValue(\"session\", out var found) ? found : given")]
    [InlineData("tuple.Options")]
    [InlineData("lazy.Value")]
    [InlineData("await task")]
    [InlineData("task.Result")]
    [InlineData("task.GetAwaiter().GetResult()")]
    [InlineData("new CookieOptions(given)")]
    [InlineData("new CookieOptions(given) { HttpOnly = true }")]
    [InlineData("builder.Build(c)")]
    [InlineData("auth.Value.Cookie.Build(c)")]
    [InlineData("nothing")]
    [InlineData("any")]
    [InlineData("t")]
    public Task OptionsFromElsewhere_IsSilent(string options) => Verify.VerifySilentAsync(Class(
        $"""c.Response.Cookies.Append("session", v, {options});"""));

    [Theory]
    [InlineData("""var o = given; o.HttpOnly = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""given.Path = "/"; c.Response.Cookies.Append("session", v, given);""")]
    [InlineData("""given = maybe ?? new CookieOptions(); c.Response.Cookies.Append("session", v, given);""")]
    [InlineData("""maybe ??= new CookieOptions(); c.Response.Cookies.Append("session", v, maybe);""")]
    [InlineData("""var o = new CookieOptions(); configuration.Bind(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); configuration.Bind("Cookie", o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); configuration.GetSection("Cookie").Bind(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var s = new Settings { Cookie = new() }; configuration.Bind(s); c.Response.Cookies.Append("session", v, s.Cookie);""")]
    [InlineData("""var o = new CookieOptions(); change(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); change?.Invoke(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); foreach (var one in changes) { one(o); } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); foreach (var one in configurators) { one.Configure(o); } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); changed.PostConfigure("x", o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); Changed?.Invoke(this, o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); mapper.Map(settings, o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { Secure = bool.Parse(configuration["Secure"]!) }; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions { Secure = configuration.GetValue<bool>("Secure") }; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (flag) { o = given; } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); o.Secure = flag; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (settings.Secure is { } secure) { o.Secure = secure; } else { o.Secure = true; } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); (o.Secure, _) = Pair(); c.Response.Cookies.Append("session", v, o); static (bool, int) Pair() => (DateTime.Now.Day > 1, 2);""")]
    [InlineData("""c.Response.Cookies.Append(given.Domain!, v);""")]
    [InlineData("""c.Response.Cookies.Append(settings.Name, v, new CookieOptions());""")]
    [InlineData("""var o = new CookieOptions(); new SelfHardening(o).Run(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); _ = new SelfHardening(o); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var hardener = new Hardener { Target = o }; hardener.Run(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var jar = new List<CookieOptions>(); jar.Add(o); HardenAll(jar); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var s = new Settings { Cookie = o }; s.Cookie.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var s = new Settings(); s.Cookie = o; Settings.Harden(s); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var array = new CookieOptions[1]; array[0] = o; array[0].Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var pair = (o, 1); pair.o.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var anonymous = new { Options = o }; anonymous.Options.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); object boxed = o; ((CookieOptions)boxed).Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (o is { } same) { same.Secure = true; } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); if (o is CookieOptions same) { same.Secure = true; } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); switch (o) { case CookieOptions same: same.Secure = true; break; } c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var same = o as CookieOptions; same.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var same = (o); same.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var same = o!; same.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var same = o ?? given; same.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); var same = flag ? o : o; same.Secure = true; c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); _field = o; Harden(); c.Response.Cookies.Append("session", v, o);""")]
    [InlineData("""var o = new CookieOptions(); c.Items["o"] = o; HardenItem(c); c.Response.Cookies.Append("session", v, o);""")]
    public Task TakenElsewhere_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    private static string Class(string body) => $$"""
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Options;

        public class Shop<T> where T : CookieOptions
        {
            private CookieOptions? _field;

            public event EventHandler<CookieOptions>? Changed;

            public async Task Handle(
                HttpContext c, string v, bool flag, CookieOptions given, CookieOptions? maybe, IOptions<CookieOptions> options, IOptionsMonitor<CookieOptions> monitor,
                IOptionsSnapshot<CookieOptions> snapshot, Settings settings, IOptions<Settings> options2, IConfiguration configuration, IServiceProvider services,
                Func<CookieOptions> make, List<CookieOptions> list, Dictionary<string, CookieOptions> map, (CookieOptions Options, int Count) tuple,
                Lazy<CookieOptions> lazy, Task<CookieOptions> task, CookieBuilder builder, IOptions<CookieAuthenticationOptions> auth, dynamic any, T t,
                Action<CookieOptions> change, IEnumerable<Action<CookieOptions>> changes, IEnumerable<IConfigureOptions<CookieOptions>> configurators,
                IPostConfigureOptions<CookieOptions> changed, IMapper mapper)
            {
                await Task.Yield();
                CookieOptions nothing = null!;
                {{body}}
            }

            private void Harden() => _field!.Secure = true;

            private static void HardenItem(HttpContext c) => ((CookieOptions)c.Items["o"]!).Secure = true;

            private static void HardenAll(List<CookieOptions> all) => all.ForEach(o => o.Secure = true);
        }

        public class Settings
        {
            public CookieOptions Cookie { get; set; } = null!;
            public Settings Inner { get; set; } = null!;
            public bool? Secure { get; set; }
            public string Name { get; set; } = "";
            public static void Harden(Settings s) => s.Cookie.Secure = true;
        }

        public interface IMapper
        {
            void Map<TFrom, TTo>(TFrom from, TTo to);
        }

        public class SelfHardening
        {
            private readonly CookieOptions _o;
            public SelfHardening(CookieOptions o) { _o = o; o.Secure = true; }
            public void Run() => _o.Secure = true;
        }

        public class Hardener
        {
            public CookieOptions Target { get; set; } = null!;
            public void Run() => Target.Secure = true;
        }
        """;
}
