using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1008CookieBuilderReplaced,
    SessionAnalyzers.Rules.Cookies.SESS1008CookieBuilderReplacedFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1008CookieBuilderReplacedFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { """s.AddSession(o => o.[|Cookie|] = new CookieBuilder { Name = "a" });""", """s.AddSession(o => o.Cookie.Name = "a");""" },
        { """s.AddSession(o => { o.[|Cookie|] = new() { Name = "a", IsEssential = true }; });""", """s.AddSession(o => { o.Cookie.Name = "a"; o.Cookie.IsEssential = true; });""" },
        { """s.AddSession(o => o.[|Cookie|] = new CookieBuilder());""", """s.AddSession(o => { });""" },
        { """s.AddSession(o => o.[|Cookie|] = new CookieBuilder { Extensions = { "a" } });""", """s.AddSession(o => o.Cookie.Extensions.Add("a"));""" },
        { """p.UseSession(new SessionOptions { [|Cookie|] = new CookieBuilder { Name = "a" } });""", """p.UseSession(new SessionOptions { Cookie = { Name = "a" } });""" },
        { """p.UseSession(new SessionOptions { [|Cookie|] = new CookieBuilder() });""", """p.UseSession(new SessionOptions());""" },
        {
            """
            s.AddSession(o => o.[|Cookie|] = new CookieBuilder { Name = "a", HttpOnly = true });
            """,
            """
            s.AddSession(o =>
            {
                o.Cookie.Name = "a";
                o.Cookie.HttpOnly = true;
            });
            """
        },
        {
            """
            s.AddSession(o =>
            {
                // the cookie
                o.[|Cookie|] = new CookieBuilder
                {
                    // short
                    Name = "a", // a
                    HttpOnly = true, // b
                    Extensions = { "c", "d" } // e
                }; // done
                o.IdleTimeout = System.TimeSpan.Zero;
            });
            """,
            """
            s.AddSession(o =>
            {
                // the cookie
                // short
                o.Cookie.Name = "a"; // a
                o.Cookie.HttpOnly = true; // b
                o.Cookie.Extensions.Add("c");
                o.Cookie.Extensions.Add("d"); // e // done
                o.IdleTimeout = System.TimeSpan.Zero;
            });
            """
        },
        {
            """
            s.AddSession(o =>
            {
                if (s.Count > 1)
                    o.[|Cookie|] = new CookieBuilder { Name = "a", HttpOnly = true };
            });
            """,
            """
            s.AddSession(o =>
            {
                if (s.Count > 1)
                {
                    o.Cookie.Name = "a";
                    o.Cookie.HttpOnly = true;
                }
            });
            """
        },
        {
            """
            p.UseSession(new SessionOptions
            {
                [|Cookie|] = new CookieBuilder
                {
                    Name = "a",
                },
            });
            """,
            """
            p.UseSession(new SessionOptions
            {
                Cookie =
                {
                    Name = "a",
                },
            });
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Builder_IsKept(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IServiceCollection s, IApplicationBuilder p)
            {
                {{code.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
