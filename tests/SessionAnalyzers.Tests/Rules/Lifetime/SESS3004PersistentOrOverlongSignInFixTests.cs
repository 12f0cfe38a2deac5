using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3004PersistentOrOverlongSignIn,
    SessionAnalyzers.Rules.Lifetime.SESS3004PersistentOrOverlongSignInFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public sealed class SESS3004PersistentOrOverlongSignInFixTests
{
    [Theory]
    [InlineData("_ = new AuthenticationProperties { [|IsPersistent|] = true };", "_ = new AuthenticationProperties { IsPersistent = false };")]
    [InlineData("properties.[|IsPersistent|] = true; // always", "properties.IsPersistent = false; // always")]
    [InlineData("manager.[|SignInAsync|](who, isPersistent: true);", "manager.SignInAsync(who, isPersistent: false);")]
    [InlineData("manager.[|TwoFactorSignInAsync|](\"p\", \"c\", true, rememberClient: true);", "manager.TwoFactorSignInAsync(\"p\", \"c\", false, rememberClient: false);")]
    [InlineData("manager.[|TwoFactorSignInAsync|](\"p\", \"c\", remember, true);", "manager.TwoFactorSignInAsync(\"p\", \"c\", remember, false);")]
    [InlineData("_ = new AuthenticationProperties { [|IsPersistent|] = true, [|ExpiresUtc|] = DateTimeOffset.UtcNow.AddYears(1) };", "_ = new AuthenticationProperties { IsPersistent = false, ExpiresUtc = DateTimeOffset.UtcNow.AddDays(30) };")]
    [InlineData("properties.[|ExpiresUtc|] = DateTimeOffset.MaxValue;", "properties.ExpiresUtc = DateTimeOffset.UtcNow.AddDays(30);")]
    [InlineData("properties.[|ExpiresUtc|] = remember ? DateTimeOffset.UtcNow.AddDays(90) : null;", "properties.ExpiresUtc = remember ? DateTimeOffset.UtcNow.AddDays(30) : null;")]
    [InlineData(
        "cookies.[|Append|](\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(365), Secure = true });",
        "cookies.Append(\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(30), Secure = true });")]
    [InlineData(
        "var options = new CookieOptions { MaxAge = TimeSpan.FromDays(1) }; if (remember) { options.MaxAge = TimeSpan.FromDays(90); } cookies.[|Append|](\"session_id\", id, options);",
        "var options = new CookieOptions { MaxAge = TimeSpan.FromDays(1) }; if (remember) { options.MaxAge = TimeSpan.FromDays(30); } cookies.Append(\"session_id\", id, options);")]
    [InlineData("services.AddSession(o => o.Cookie.[|MaxAge|] = TimeSpan.FromDays(365));", "services.AddSession(o => o.Cookie.MaxAge = TimeSpan.FromDays(30));")]
    public Task SignIn_IsLimited(string before, string after)
    {
        return Verify.VerifyCodeFixAsync(Source(before), Source(after));

        static string Source(string code) => $$"""
            using Microsoft.AspNetCore.Authentication;
            using Microsoft.AspNetCore.Identity;

            class C
            {
                void M(SignInManager<IdentityUser> manager, IdentityUser who, AuthenticationProperties properties, IResponseCookies cookies, IServiceCollection services, string id, bool remember)
                {
                    {{code}}
                }
            }
            """;
    }

    [Fact]
    public Task FormsTicket_IsLimited()
    {
        return new Verify.Test
        {
            TestCode = Source("new [|FormsAuthenticationTicket|](1, name, now, now.AddYears(1), remember, \"\")", "[|SetAuthCookie|](name, true)"),
            FixedCode = Source("new FormsAuthenticationTicket(1, name, now, now.AddDays(30), remember, \"\")", "SetAuthCookie(name, false)"),
            ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        }.RunAsync();

        static string Source(string ticket, string cookie) => $$"""
            using System;
            using System.Web.Security;

            class C
            {
                FormsAuthenticationTicket M(string name, bool remember)
                {
                    var now = DateTime.Now;
                    FormsAuthentication.{{cookie}};
                    return {{ticket}};
                }
            }
            """;
    }
}
