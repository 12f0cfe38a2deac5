using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Cookies.SESS1001SensitiveCookieWithoutSecure>;

namespace SessionAnalyzers.Tests.Flow;

/// <summary>What is certain on every path through one body.</summary>
public class PathsTests
{
    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        o.HttpOnly = true;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o = new() { Path = "/shop" };
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o;
        o = new();
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        o.Secure = false;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        c.Response.Cookies.[|Append|]("session", v, o);
        o.Secure = true;
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        o = new CookieOptions { HttpOnly = true };
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        var other = new CookieOptions();
        other.Secure = true;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        const bool secure = false;
        c.Response.Cookies.[|Append|]("session", v, new() { Secure = secure });
        """)]
    [InlineData("""
        var flag = false;
        c.Response.Cookies.[|Append|]("session", v, new() { Secure = flag });
        """)]
    [InlineData("""
        var (o, m) = (new CookieOptions(), 1);
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        o.Secure &= false;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions a, b;
        a = b = new CookieOptions();
        c.Response.Cookies.[|Append|]("session", v, a);
        """)]
    public Task StraightLine_Insecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o = new() { Path = "/shop" };
        o.HttpOnly = true;
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = false };
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        var same = o;
        same.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions a, b;
        a = b = new CookieOptions();
        b.Secure = true;
        c.Response.Cookies.Append("session", v, a);
        """)]
    [InlineData("""
        var (o, m) = (new CookieOptions { Secure = true }, 1);
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        (o.Secure, o.HttpOnly) = (true, true);
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        o.Secure |= true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        o.Secure = o.HttpOnly = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        ref var alias = ref o;
        alias.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        ref var alias = ref o;
        alias = new CookieOptions { Secure = true };
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var holder = (Options: new CookieOptions { Secure = true }, Count: 1);
        c.Response.Cookies.Append("session", v, holder.Options);
        """)]
    [InlineData("""
        var list = new[] { new CookieOptions { Secure = true } };
        c.Response.Cookies.Append("session", v, list[0]);
        """)]
    [InlineData("""
        var list = new[] { new CookieOptions() };
        list[0].Secure = true;
        c.Response.Cookies.Append("session", v, list[0]);
        """)]
    [InlineData("""
        var map = new Dictionary<string, CookieOptions> { ["a"] = new CookieOptions { Secure = true } };
        c.Response.Cookies.Append("session", v, map["a"]);
        """)]
    [InlineData("""
        object boxed = new CookieOptions { Secure = true };
        c.Response.Cookies.Append("session", v, (CookieOptions)boxed);
        """)]
    [InlineData("""
        object boxed = new CookieOptions();
        if (boxed is CookieOptions o)
        {
            o.Secure = true;
            c.Response.Cookies.Append("session", v, o);
        }
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true } as CookieOptions;
        c.Response.Cookies.Append("session", v, o!);
        """)]
    public Task StraightLine_Secure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Fact]
    public Task NullConditionalAssignment_IsSilent()
    {
        CSharp14.Require();
        return Verify.VerifySilentAsync(Handler("""
            var o = new CookieOptions();
            o?.Secure = true;
            c.Response.Cookies.Append("session", v, o!);
            """));
    }

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        if (x) { o.Secure = true; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        if (x) { o.Secure = true; } else { o.HttpOnly = true; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o;
        if (x) { o = new CookieOptions { Secure = true }; } else { o = new CookieOptions(); }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        if (x) { c.Response.Cookies.[|Append|]("session", v, o); return; }
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = x ? new CookieOptions { Secure = true } : new CookieOptions();
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        c.Response.Cookies.[|Append|]("session", v, x ? new() : new CookieOptions { Secure = true });
        """)]
    [InlineData("""
        var o = n switch { 1 => new CookieOptions { Secure = true }, 2 => new CookieOptions(), _ => throw new InvalidOperationException() };
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = n switch { > 3 => false, _ => false } };
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        switch (n)
        {
            case 1:
                o.Secure = true;
                break;
            case 2:
                break;
        }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        if (x && n > 2) o.Secure = true;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions? o = null;
        o = o ?? new CookieOptions();
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions? o = null;
        o ??= new CookieOptions { HttpOnly = true };
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        CookieOptions? o = x ? new CookieOptions() : null;
        c.Response.Cookies.[|Append|]("session", v, o ?? new CookieOptions { Secure = true });
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        goto send;
        send:
        o.Secure = false;
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    public Task OnePathInsecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        if (x) { o.Secure = true; } else { o.Secure = true; o.Path = "/"; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o;
        if (x) { o = new() { Secure = true }; } else { o = new(); o.Secure = true; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions o;
        if (x) { o = new() { Path = "/a" }; } else { o = new() { Path = "/b" }; }
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = x ? new CookieOptions { Path = "/a" } : new CookieOptions { Path = "/b" };
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = x ? new CookieOptions { Secure = true } : new CookieOptions { Secure = true, Path = "/b" };
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = n switch { 1 => new CookieOptions { Path = "/a" }, _ => new CookieOptions() };
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = n switch { 1 => new CookieOptions { Secure = true }, _ => throw new InvalidOperationException() };
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions? o = null;
        o ??= new CookieOptions { Secure = true };
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        CookieOptions? o = x ? new CookieOptions() : null;
        o ??= new CookieOptions();
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        if (!x) { return; }
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        if (x) { o.Secure = true; } else { throw new InvalidOperationException(); }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        switch (n)
        {
            case 1: o.Secure = true; break;
            default: o.Secure = true; break;
        }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        if (false) { c.Response.Cookies.Append("session", v); }
        """)]
    [InlineData("""
        return;
        c.Response.Cookies.Append("session", v);
        """)]
    [InlineData("""
        const bool debug = false;
        if (debug) { c.Response.Cookies.Append("session", v); }
        """)]
    public Task EveryPathSecure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        foreach (var item in new[] { 1, 2 }) { o.Secure = item > 0; }
        for (var i = 0; i < n; i++) { c.Response.Cookies.[|Append|]("session" + i, v, new CookieOptions()); }
        """)]
    [InlineData("""
        var o = new CookieOptions();
        for (var i = 0; i < n; i++) { o.Secure = true; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        while (n-- > 0)
        {
            c.Response.Cookies.[|Append|]("session", v, o);
            o.Secure = true;
        }
        """)]
    [InlineData("""
        foreach (var o in new[] { new CookieOptions(), new CookieOptions { HttpOnly = true } }) { c.Response.Cookies.[|Append|]("session", v, o); }
        """)]
    public Task Loop_Insecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        do { o.Secure = true; } while (n-- > 0);
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        for (var i = 0; i < n; i++)
        {
            var o = new CookieOptions();
            o.Secure = true;
            c.Response.Cookies.Append("session", v, o);
        }
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        while (n-- > 0)
        {
            c.Response.Cookies.Append("session", v, o);
            o = new CookieOptions { Secure = true };
        }
        """)]
    [InlineData("""
        foreach (var o in new[] { new CookieOptions(), new CookieOptions { HttpOnly = true } })
        {
            o.Secure = true;
            c.Response.Cookies.Append("session", v, o);
        }
        """)]
    [InlineData("""
        while (true)
        {
            var o = new CookieOptions();
            if (x) { continue; }
            o.Secure = true;
            c.Response.Cookies.Append("session", v, o);
            break;
        }
        """)]
    [InlineData("""
        foreach (var o in all) { c.Response.Cookies.Append("session", v, o); }
        """)]
    public Task Loop_Secure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        try
        {
            Risk();
            o.Secure = true;
        }
        catch (InvalidOperationException)
        {
        }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); }
        catch (Exception) { o.Secure = true; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); }
        finally { c.Response.Cookies.[|Append|]("session", v, o); }
        """)]
    [InlineData("""
        try { Risk(); }
        catch (Exception e) when (e.Message.Length > 3) { c.Response.Cookies.[|Append|]("session", v); }
        """)]
    [InlineData("""
        using (var stream = new MemoryStream())
        {
            c.Response.Cookies.[|Append|]("session", v, new CookieOptions());
        }
        """)]
    [InlineData("""
        using var stream = new MemoryStream();
        var o = new CookieOptions();
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        lock (this) { c.Response.Cookies.[|Append|]("session", v); }
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); }
        finally { o.HttpOnly = true; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions { Secure = true };
        try { Risk(); }
        finally { o.Secure = false; }
        c.Response.Cookies.[|Append|]("session", v, o);
        """)]
    public Task Exceptions_Insecure_IsReported(string body) => Verify.VerifyAnalyzerAsync(Handler(body));

    [Theory]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); }
        finally { o.Secure = true; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); o.Secure = true; }
        catch (InvalidOperationException) { o.Secure = true; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); o.Secure = true; }
        catch (InvalidOperationException) { throw; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); o.Secure = true; }
        catch (InvalidOperationException) { return; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try { Risk(); o.Secure = true; }
        finally { Risk(); }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        try
        {
            o.Secure = true;
            Risk();
        }
        catch (InvalidOperationException)
        {
        }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        try
        {
            var o = new CookieOptions { Secure = true };
            c.Response.Cookies.Append("session", v, o);
        }
        catch (InvalidOperationException)
        {
        }
        """)]
    [InlineData("""
        CookieOptions o;
        try { o = Risky(); }
        catch (InvalidOperationException) { o = new CookieOptions { Secure = true }; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        using (var stream = new MemoryStream()) { o.Secure = true; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        using var stream = new MemoryStream();
        var o = new CookieOptions();
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        foreach (var item in new List<int>()) { Risk(); }
        o.Secure = true;
        c.Response.Cookies.Append("session", v, o);
        """)]
    [InlineData("""
        var o = new CookieOptions();
        lock (this) { o.Secure = true; }
        c.Response.Cookies.Append("session", v, o);
        """)]
    public Task Exceptions_Secure_IsSilent(string body) => Verify.VerifySilentAsync(Handler(body));

    private static string Handler(string body) => $$"""
        public class Shop
        {
            public void Handle(HttpContext c, string v, bool x, int n, CookieOptions[] all)
            {
                {{body}}
            }

            private static void Risk() => throw new InvalidOperationException();

            private static CookieOptions Risky() => new() { Secure = DateTime.UtcNow.Year > 3 };
        }
        """;
}
