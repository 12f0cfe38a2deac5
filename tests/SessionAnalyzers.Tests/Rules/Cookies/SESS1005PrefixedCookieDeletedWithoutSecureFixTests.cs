using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1005PrefixedCookieDeletedWithoutSecure,
    SessionAnalyzers.Rules.Cookies.SESS1005PrefixedCookieDeletedWithoutSecureFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1005PrefixedCookieDeletedWithoutSecureFixTests
{
    [Theory]
    [InlineData("""c.[|Delete|]("__Host-a");""", """c.Delete("__Host-a", new CookieOptions { Secure = true, Path = "/" });""")]
    [InlineData("""c.[|Delete|](key: "__Secure-a");""", """c.Delete(key: "__Secure-a", options: new CookieOptions { Secure = true, Path = "/" });""")]
    [InlineData("""c.[|Delete|]("__Secure-a", new() { Path = "/a" });""", """c.Delete("__Secure-a", new() { Path = "/a", Secure = true });""")]
    [InlineData("""c.[|Append|]("__Host-a", "", new CookieOptions { MaxAge = System.TimeSpan.Zero });""", """c.Append("__Host-a", "", new CookieOptions { MaxAge = System.TimeSpan.Zero, Secure = true });""")]
    public Task Deletion_IsMarkedSecure(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IResponseCookies c)
            {
                {{code}}
            }
        }
        """;
}
