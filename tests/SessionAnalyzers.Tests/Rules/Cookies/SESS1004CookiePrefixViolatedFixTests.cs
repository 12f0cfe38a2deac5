using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1004CookiePrefixViolated,
    SessionAnalyzers.Rules.Cookies.SESS1004CookiePrefixViolatedFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1004CookiePrefixViolatedFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { """c.[|Append|]("__Host-a", v, new() { Secure = true, Domain = "a.example" });""", """c.Append("__Host-a", v, new() { Secure = true });""" },
        { """c.[|Append|]("__Host-a", v, new() { Domain = "a.example", Secure = true });""", """c.Append("__Host-a", v, new() { Secure = true });""" },
        { """c.[|Append|]("session", v, new CookieOptions { Domain = ".example.com" });""", """c.Append("session", v, new CookieOptions());""" },
        { """c.[|Append|]("session", v, new() { Domain = ".example.com", });""", """c.Append("session", v, new());""" },
        { """c.[|Append|]("__Host-a", v, new() { Secure = true, Path = "/a" });""", """c.Append("__Host-a", v, new() { Secure = true, Path = "/" });""" },
        { """c.[|Append|]("__Host-a", v);""", """c.Append("__Host-a", v, new CookieOptions { Secure = true });""" },
        { """s.AddSession(o => o.Cookie.Domain = ".example.com");""", """s.AddSession(o => { });""" },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                Secure = true, // a
                // for all hosts
                Domain = ".example.com", // b
                HttpOnly = true // c
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                Secure = true, // a
                // for all hosts
                HttpOnly = true // c
            });
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                Secure = true, // a
                Domain = ".example.com" // b
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                Secure = true // a
            });
            """
        },
        {
            """
            c.[|Append|]("session", v, new CookieOptions
            {
                Secure = true,
                Domain = ".example.com",
            });
            """,
            """
            c.Append("session", v, new CookieOptions
            {
                Secure = true,
            });
            """
        },
        {
            """
            var o = new CookieOptions();
            o.Secure = true;
            // everywhere
            o.Domain = ".example.com"; // b
            c.[|Append|]("session", v, o);
            """,
            """
            var o = new CookieOptions();
            o.Secure = true;
            // everywhere
            c.Append("session", v, o);
            """
        },
        {
            """
            var o = new CookieOptions();
            if (v.Length > 1)
                o.Domain = ".example.com";
            c.[|Append|]("session", v, o);
            """,
            """
            var o = new CookieOptions();
            if (v.Length > 1)
                { }
            c.Append("session", v, o);
            """
        },
        {
            """
            s.[|AddSession|](o =>
            {
                o.Cookie.Name = "__Host-a";
                o.Cookie.Path = "/a";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """,
            """
            s.AddSession(o =>
            {
                o.Cookie.Name = "__Host-a";
                o.Cookie.Path = "/";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """
        },
        {
            """
            s.[|AddSession|](o => o.Cookie.Name = "__Host-a");
            """,
            """
            s.AddSession(o =>
            {
                o.Cookie.Name = "__Host-a";
                o.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Scope_IsNarrowed(string before, string after) => Verify.VerifyCodeFixAsync(
        InMethod(before.Contains("[|") ? before : before.Replace("AddSession", "[|AddSession|]")),
        InMethod(after));

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IResponseCookies c, IServiceCollection s, string v)
            {
                {{code.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
