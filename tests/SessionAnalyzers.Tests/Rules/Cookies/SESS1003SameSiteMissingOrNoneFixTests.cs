using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1003SameSiteMissingOrNone,
    SessionAnalyzers.Rules.Cookies.SESS1003SameSiteMissingOrNoneFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1003SameSiteMissingOrNoneFixTests
{
    [Theory]
    [InlineData("""c.[|Append|]("session", v);""", """c.Append("session", v, new CookieOptions { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = SameSiteMode.None });""", """c.Append("session", v, new() { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = SameSiteMode.Unspecified });""", """c.Append("session", v, new() { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = default });""", """c.Append("session", v, new() { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = (SameSiteMode)(-1) });""", """c.Append("session", v, new() { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = v == "" ? SameSiteMode.None : SameSiteMode.Lax });""", """c.Append("session", v, new() { SameSite = SameSiteMode.Lax });""")]
    [InlineData("""c.[|Append|]("session", v, new() { SameSite = v == "" ? SameSiteMode.None : SameSiteMode.Strict });""", """c.Append("session", v, new() { SameSite = v == "" ? SameSiteMode.Lax : SameSiteMode.Strict });""")]
    [InlineData("""s.AddSession(o => o.Cookie.[|SameSite|] = SameSiteMode.None);""", """s.AddSession(o => o.Cookie.SameSite = SameSiteMode.Lax);""")]
    public Task SameSite_IsSet(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task SameSiteMode_OfAnotherType_IsNotConfused() => Verify.VerifyCodeFixAsync(
        """
        class C
        {
            enum SameSiteMode { Lax }

            void M(IResponseCookies c, string v)
            {
                c.[|Append|]("session", v);
            }
        }
        """,
        """
        class C
        {
            enum SameSiteMode { Lax }

            void M(IResponseCookies c, string v)
            {
                c.Append("session", v, new CookieOptions { SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax });
            }
        }
        """);

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
