using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1011CookiePolicyWeakensEveryCookie,
    SessionAnalyzers.Rules.Cookies.SESS1011CookiePolicyWeakensEveryCookieFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1011CookiePolicyWeakensEveryCookieFixTests
{
    [Theory]
    [InlineData("""s.Configure<CookiePolicyOptions>(o => o.[|Secure|] = CookieSecurePolicy.None);""", """s.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);""")]
    [InlineData("""s.Configure<CookiePolicyOptions>(o => o.[|HttpOnly|] = HttpOnlyPolicy.None);""", """s.Configure<CookiePolicyOptions>(o => o.HttpOnly = HttpOnlyPolicy.Always);""")]
    [InlineData("""s.Configure<CookiePolicyOptions>(o => { o.[|MinimumSameSitePolicy|] = SameSiteMode.None; o.[|Secure|] = CookieSecurePolicy.None; });""", """s.Configure<CookiePolicyOptions>(o => { o.MinimumSameSitePolicy = SameSiteMode.Lax; o.Secure = CookieSecurePolicy.Always; });""")]
    [InlineData("""p.UseCookiePolicy(new CookiePolicyOptions { [|Secure|] = CookieSecurePolicy.None });""", """p.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });""")]
    [InlineData("""p.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = c => c.CookieOptions.[|Secure|] = false });""", """p.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = c => c.CookieOptions.Secure = true });""")]
    [InlineData("""p.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = c => c.CookieOptions.[|SameSite|] = SameSiteMode.None });""", """p.UseCookiePolicy(new CookiePolicyOptions { OnAppendCookie = c => c.CookieOptions.SameSite = SameSiteMode.Lax });""")]
    public Task Policy_IsRaised(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    private static string InMethod(string code) => $$"""
        using Microsoft.AspNetCore.CookiePolicy;

        class C
        {
            void M(IServiceCollection s, IApplicationBuilder p)
            {
                {{code}}
            }
        }
        """;
}
