using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1002SensitiveCookieWithoutHttpOnly,
    SessionAnalyzers.Rules.Cookies.SESS1002SensitiveCookieWithoutHttpOnlyFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1002SensitiveCookieWithoutHttpOnlyFixTests
{
    [Theory]
    [InlineData("""c.[|Append|]("session", v);""", """c.Append("session", v, new CookieOptions { HttpOnly = true });""")]
    [InlineData("""c.[|Append|]("session", v, new() { Secure = true });""", """c.Append("session", v, new() { Secure = true, HttpOnly = true });""")]
    [InlineData("""s.AddSession(o => o.Cookie.[|HttpOnly|] = false);""", """s.AddSession(o => o.Cookie.HttpOnly = true);""")]
    [InlineData("""s.AddSession(o => { o.Cookie.Name = v; o.Cookie.[|HttpOnly|] = false; });""", """s.AddSession(o => { o.Cookie.Name = v; o.Cookie.HttpOnly = true; });""")]
    public Task Flag_IsSet(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task FrameworkCookie_IsNotHardened() => new Verify.Test
    {
        TestCode = InMethod("s.AddSession(o => o.Cookie.[|HttpOnly|] = false);"),
        CodeActionIndex = 1,
    }.RunAsync();

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IResponseCookies c, IServiceCollection s, string v)
            {
                {{code}}
            }
        }
        """;
}
