using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Cookies.SESS1009FrameworkCookieNeverSecure,
    SessionAnalyzers.Rules.Cookies.SESS1009FrameworkCookieNeverSecureFix>;

namespace SessionAnalyzers.Tests.Rules.Cookies;

public sealed class SESS1009FrameworkCookieNeverSecureFixTests
{
    [Theory]
    [InlineData("""s.[|AddSession|]();""", """s.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""s.[|AddAntiforgery|]();""", """s.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""s.AddRazorPages().[|AddCookieTempDataProvider|]();""", """s.AddRazorPages().AddCookieTempDataProvider(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""s.[|AddSession|](o => { o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; });""", """s.AddSession(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    [InlineData("""s.[|AddAntiforgery|]().[|AddSession|]();""", """s.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always).AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);""")]
    [InlineData("""s.[|AddSession|](_ => { });""", """s.AddSession(_ => { _.Cookie.SecurePolicy = CookieSecurePolicy.Always; });""")]
    public Task Policy_IsSet(string before, string after) => Verify.VerifyCodeFixAsync(InMethod(before), InMethod(after));

    [Fact]
    public Task Using_IsAdded() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Extensions.DependencyInjection;

            class Startup
            {
                public void ConfigureServices(IServiceCollection services)
                {
                    services.[|AddSession|]();
                }
            }
            """,
        FixedCode = """
            using Microsoft.AspNetCore.Http;
            using Microsoft.Extensions.DependencyInjection;

            class Startup
            {
                public void ConfigureServices(IServiceCollection services)
                {
                    services.AddSession(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
                }
            }
            """,
        ImplicitUsings = false,
    }.RunAsync();

    private static string InMethod(string code) => $$"""
        class C
        {
            void M(IServiceCollection s)
            {
                {{code}}
            }
        }
        """;
}
