using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1006SetCookieWrittenByHand,
    SessionAnalyzers.Rules.Cookies.SESS1006SetCookieWrittenByHandFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1006SetCookieWrittenByHandFixTests
{
    private const string Flags = "Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax";

    public static TheoryData<string, string> Rewritten => new()
    {
        { """x.Response.[|Headers|]["Set-Cookie"] = $"session={v}; Path=/";""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { Path = "/", {{Flags}} });""" },
        { """x.Response.Headers.[|SetCookie|] = $"session={v}; Secure; HttpOnly; SameSite=Strict";""", """x.Response.Cookies.Append("session", v, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", "session=" + v + ";path=/a;domain=a.example");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { Path = "/a", Domain = "a.example", {{Flags}} });""" },
        { """x.Response.Headers.[|Add|]("Set-Cookie", $"session={v}");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", "session=abc; Max-Age=3600; Secure");""", """x.Response.Cookies.Append("session", "abc", new CookieOptions { MaxAge = TimeSpan.FromSeconds(3600), Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Max-Age={v.Length}");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { MaxAge = TimeSpan.FromSeconds(v.Length), {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Expires=Fri, 01 Jan 2100 00:00:00 GMT");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { Expires = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Expires={t:R}; Path={v}");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { Expires = t, Path = v, {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", "session=" + v + "; Expires=" + t.ToString("R"));""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { Expires = t, {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}.{t.Ticks:x}; SameSite=None; Secure; Partitioned");""", """x.Response.Cookies.Append("session", $"{v}.{t.Ticks:x}", new CookieOptions { SameSite = SameSiteMode.None, Secure = true, HttpOnly = true, Extensions = { "partitioned" } });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={{{v.Length}}}\\");""", """x.Response.Cookies.Append("session", $"{{{v.Length}}}\\", new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"session={System.Uri.EscapeDataString(v)}");""", $$"""x.Response.Cookies.Append("session", v, new CookieOptions { {{Flags}} });""" },
        { """x.Response.Headers.[|Append|]("Set-Cookie", $"{Name}={v}");""", $$"""x.Response.Cookies.Append(Name, v, new CookieOptions { {{Flags}} });""" },
        { """System.Action f = () => x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}");""", $$"""System.Action f = () => x.Response.Cookies.Append("session", v, new CookieOptions { {{Flags}} });""" },
    };

    public static TheoryData<string> Unclear =>
    [
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Expires={t}");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Expires=Session");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Max-Age=soon");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; SameSite=Loose");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Fancy=1");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", $"session={v}; Path=/a; Path=/b");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", "session=a%20b");""",
        """x.Response.Headers.[|Append|]("Set-Cookie", /* raw */ $"session={v}");""",
        """h.[|Append|]("Set-Cookie", $"session={v}");""",
    ];

    [Theory]
    [MemberData(nameof(Rewritten))]
    public Task Header_IsRewritten(string before, string after) => new Verify.Test
    {
        TestCode = InMethod(before),
        FixedCode = InMethod(after),
    }.RunAsync();

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string code) => Verify.VerifyCodeFixAsync(InMethod(code), InMethod(code));

    private static string InMethod(string code) => $$"""
        class C
        {
            const string Name = "session";

            void M(HttpContext x, IHeaderDictionary h, string v, System.DateTimeOffset t)
            {
                {{code}}
            }
        }
        """;
}
