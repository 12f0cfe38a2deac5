using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Lifetime.SESS3004PersistentOrOverlongSignIn>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3004PersistentOrOverlongSignInTests
{
    [Theory]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { [|IsPersistent|] = true });")]
    [InlineData("await context.SignInAsync(\"Cookies\", user, new() { [|IsPersistent|] = true });")]
    [InlineData("var properties = new AuthenticationProperties(); properties.[|IsPersistent|] = true; await context.SignInAsync(user, properties);")]
    [InlineData("var always = true; var properties = new AuthenticationProperties { [|IsPersistent|] = always };")]
    [InlineData("var properties = new AuthenticationProperties { [|IsPersistent|] = Persistent };")]
    [InlineData("if (model.IsValid) { var properties = new AuthenticationProperties { [|IsPersistent|] = true }; }")]
    [InlineData("if (!model.IsValid) { return; } var properties = new AuthenticationProperties { [|IsPersistent|] = true };")]
    [InlineData("signing.Properties.[|IsPersistent|] = true;")]
    [InlineData("_ = Results.Challenge(new AuthenticationProperties { RedirectUri = \"/\", [|IsPersistent|] = true });")]
    public Task PersistentProperties_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = false });")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties());")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = model.RememberMe });")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = rememberMe ? true : false });")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = model.IsValid && rememberMe });")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = configuration.GetValue<bool>(\"Persistent\") });")]
    [InlineData("await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = configuration.GetValue(\"Persistent\", true) });")]
    [InlineData("var properties = new AuthenticationProperties { IsPersistent = true }; properties.IsPersistent = model.RememberMe;")]
    [InlineData("var properties = new AuthenticationProperties(); if (rememberMe) { properties.IsPersistent = true; }")]
    [InlineData("if (model.RememberMe) { await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = true }); } else { await context.SignInAsync(user); }")]
    [InlineData("if (!model.StaySignedIn) { await context.SignInAsync(user); return; } await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = true });")]
    [InlineData("var properties = model.KeepMe ? new AuthenticationProperties { IsPersistent = true } : new();")]
    [InlineData("if (environment.IsDevelopment()) { await context.SignInAsync(user, new AuthenticationProperties { IsPersistent = true }); }")]
    [InlineData("var own = new Own { IsPersistent = true };")]
    public Task PropertiesThatTheUserDecides_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Theory]
    [InlineData("await manager.[|SignInAsync|](who, isPersistent: true);")]
    [InlineData("await manager.[|SignInAsync|](who, true, \"pwd\");")]
    [InlineData("await manager.[|SignInWithClaimsAsync|](who, true, []);")]
    [InlineData("var result = await manager.[|PasswordSignInAsync|](\"name\", \"password\", true, lockoutOnFailure: true);")]
    [InlineData("var result = await manager.[|PasswordSignInAsync|](who, \"password\", isPersistent: Persistent, lockoutOnFailure: true);")]
    [InlineData("var always = true; var result = await manager.[|PasswordSignInAsync|](who, \"password\", always, true);")]
    [InlineData("if ((await manager.[|PasswordSignInAsync|](\"name\", \"password\", isPersistent: true, false)).Succeeded) { return; }")]
    [InlineData("if ((await manager.TwoFactorSignInAsync(\"p\", \"c\", isPersistent: false, rememberClient: false)).Succeeded) { return; } await manager.[|SignInAsync|](who, isPersistent: true);")]
    [InlineData("var result = await manager.[|ExternalLoginSignInAsync|](\"p\", \"k\", isPersistent: true);")]
    [InlineData("var result = await manager.[|ExternalLoginSignInAsync|](\"p\", \"k\", true, bypassTwoFactor: false);")]
    [InlineData("var result = await manager.[|TwoFactorSignInAsync|](\"p\", \"c\", isPersistent: true, rememberClient: false);")]
    [InlineData("var result = await manager.[|TwoFactorSignInAsync|](\"p\", \"c\", isPersistent: false, rememberClient: true);")]
    [InlineData("var result = await manager.[|TwoFactorSignInAsync|](\"p\", \"c\", true, true);")]
    [InlineData("var result = await manager.[|TwoFactorAuthenticatorSignInAsync|](\"c\", rememberMe, rememberClient: true);")]
    [InlineData("var result = await manager.[|TwoFactorAuthenticatorSignInAsync|](\"c\", true, model.RememberMe);")]
    public Task PersistentCall_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("await manager.SignInAsync(who, isPersistent: false);")]
    [InlineData("await manager.SignInAsync(who, new AuthenticationProperties());")]
    [InlineData("var result = await manager.PasswordSignInAsync(\"name\", \"password\", model.RememberMe, lockoutOnFailure: true);")]
    [InlineData("var result = await manager.PasswordSignInAsync(\"name\", \"password\", rememberMe, true);")]
    [InlineData("var result = await manager.PasswordSignInAsync(\"name\", \"password\", false, true);")]
    [InlineData("var result = await manager.ExternalLoginSignInAsync(\"p\", \"k\", isPersistent: false);")]
    [InlineData("var result = await manager.TwoFactorSignInAsync(\"p\", \"c\", rememberMe, model.RememberMe);")]
    [InlineData("if (rememberMe) { await manager.SignInAsync(who, isPersistent: true); }")]
    [InlineData("await (rememberMe ? manager.SignInAsync(who, true) : manager.SignInAsync(who, false));")]
    [InlineData("switch (model.RememberMe) { case true: await manager.SignInAsync(who, true); break; }")]
    [InlineData("if (environment.IsDevelopment()) { await manager.SignInAsync(who, isPersistent: true); }")]
    [InlineData("var persistent = model.RememberMe; if (persistent) { await manager.SignInAsync(who, true); }")]
    [InlineData("if (model.IsValid && model.RememberMe) { await manager.SignInAsync(who, true); }")]
    [InlineData("new Own().SignInAsync(who, isPersistent: true);")]
    public Task CallThatTheUserDecides_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Theory]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.UtcNow.AddDays(31) }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.UtcNow.AddYears(1) }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTime.UtcNow.AddMonths(6) }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.MaxValue }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = new DateTimeOffset(DateTime.UtcNow.AddDays(90)) }")]
    [InlineData("new AuthenticationProperties { IsPersistent = rememberMe, [|ExpiresUtc|] = rememberMe ? DateTimeOffset.UtcNow.AddDays(365) : DateTimeOffset.UtcNow.AddHours(8) }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.UtcNow.AddDays(rememberMe ? 90 : 1) }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = rememberMe ? DateTimeOffset.UtcNow.AddDays(365) : null }")]
    [InlineData("new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.UtcNow.Add(TimeSpan.FromDays(90)) }")]
    public Task OverlongProperties_IsReported(string properties) => Verify.VerifyAnalyzerAsync(Program($"await context.SignInAsync(user, {properties});"));

    [Theory]
    [InlineData("new AuthenticationProperties { ExpiresUtc = DateTimeOffset.UtcNow.AddHours(8) }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = DateTimeOffset.UtcNow.AddDays(30) }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = DateTimeOffset.UtcNow.AddDays(configuration.GetValue<int>(\"Days\")) }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = model.Until }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = null }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = DateTimeOffset.MinValue }")]
    [InlineData("new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) }")]
    public Task PropertiesWithinPolicyOrUnknown_IsSilent(string properties) => Verify.VerifySilentAsync(Program($"await context.SignInAsync(user, {properties});"));

    [Theory]
    [InlineData("cookies.[|Append|](\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(365) });")]
    [InlineData("cookies.[|Append|](\"session_id\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(90) });")]
    [InlineData("cookies.[|Append|](\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.MaxValue });")]
    [InlineData("cookies.[|Append|](\"session_id\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(90), Expires = DateTimeOffset.UtcNow.AddDays(1) });")]
    [InlineData("var options = new CookieOptions(); options.Expires = DateTime.Now.AddYears(1); cookies.[|Append|](\"auth\", id, options);")]
    [InlineData("var options = new CookieOptions { MaxAge = TimeSpan.FromDays(1) }; if (rememberMe) { options.MaxAge = TimeSpan.FromDays(365); } cookies.[|Append|](\"auth\", id, options);")]
    [InlineData("Write(TimeSpan.FromDays(1)); [|Write|](TimeSpan.FromDays(365)); void Write(TimeSpan age) => cookies.Append(\"session_id\", id, new CookieOptions { MaxAge = age });")]
    [InlineData("services.AddSession(options => options.Cookie.[|MaxAge|] = TimeSpan.FromDays(365));")]
    [InlineData("services.AddAuthentication().AddCookie(options => options.Cookie.[|MaxAge|] = TimeSpan.MaxValue);")]
    public Task OverlongCookie_IsReported(string code) => Verify.VerifyAnalyzerAsync(Program(code));

    [Theory]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(7) });")]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(1), Expires = DateTimeOffset.UtcNow.AddDays(365) });")]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions { MaxAge = null, Expires = DateTimeOffset.UtcNow.AddDays(1) });")]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions());")]
    [InlineData("cookies.Append(\"session_id\", id);")]
    [InlineData("cookies.Append(\"session_id\", \"\", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(-365) });")]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions { Expires = DateTimeOffset.UnixEpoch });")]
    [InlineData("cookies.Append(\"session_id\", id, new CookieOptions { MaxAge = model.Age });")]
    [InlineData("cookies.Append(\"theme\", \"dark\", new CookieOptions { Expires = DateTimeOffset.UtcNow.AddYears(1) });")]
    [InlineData("cookies.Append(\"consent\", \"yes\", new CookieOptions { MaxAge = TimeSpan.FromDays(365) });")]
    [InlineData("cookies.Delete(\"session_id\");")]
    [InlineData("services.AddSession(options => options.Cookie.MaxAge = TimeSpan.FromDays(7));")]
    [InlineData("services.AddAntiforgery(options => options.Cookie.MaxAge = TimeSpan.FromDays(365));")]
    public Task CookieWithinPolicyOrOfNoSession_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Fact]
    public Task MethodForThoseWhoChose_IsSilent() => Verify.VerifySilentAsync(
        """
        using Microsoft.AspNetCore.Identity;

        class Login(SignInManager<IdentityUser> manager)
        {
            Task SignInRememberedAsync(IdentityUser user) => manager.SignInAsync(user, isPersistent: true);
        }
        """);

    [Theory]
    [InlineData("response.Cookies.[|Add|](new HttpCookie(\"session_id\", id) { Expires = DateTime.Now.AddYears(1) });")]
    [InlineData("var cookie = FormsAuthentication.[|GetAuthCookie|](id, true); cookie.Expires = DateTime.Now.AddDays(1);")]
    public Task OverlongCookieOfSystemWeb_IsReported(string code) => new Verify.Test
    {
        TestCode = $$"""
            using System;
            using System.Web;
            using System.Web.Security;

            class Login
            {
                void SignIn(HttpResponse response, string id)
                {
                    {{code}}
                }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
    }.RunAsync();

    [Fact]
    public Task Messages_AreReported()
    {
        var test = new Verify.Test
        {
            TestCode = Program("""
                cookies.{|#0:Append|}("session_id", id, new CookieOptions { MaxAge = TimeSpan.FromDays(365) });
                await manager.{|#1:TwoFactorSignInAsync|}("p", "c", true, true);
                var properties = new AuthenticationProperties { {|#2:IsPersistent|} = true, {|#3:ExpiresUtc|} = DateTimeOffset.MaxValue };
                """),
        };
        test.TestState.ExpectedDiagnostics.AddRange([
            Verify.Diagnostic("SESS3004").WithLocation(0).WithArguments("MaxAge of cookie 'session_id'", "365 days", "a session should end after 30 days at most"),
            Verify.Diagnostic("SESS3004").WithLocation(1).WithArguments("isPersistent and rememberClient", "always true", "only the user should choose to stay signed in when the browser is closed"),
            Verify.Diagnostic("SESS3004").WithLocation(2).WithArguments("IsPersistent", "always true", "only the user should choose to stay signed in when the browser is closed"),
            Verify.Diagnostic("SESS3004").WithLocation(3).WithArguments("ExpiresUtc", "unlimited", "a session should end after 30 days at most"),
        ]);
        return test.RunAsync();
    }

    [Theory]
    [InlineData("session_analyzers.max_refresh_token_lifetime = 90d", "cookies.Append(\"refresh_token\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(90) });")]
    [InlineData("session_analyzers.max_session_lifetime = 400d", "cookies.Append(\"session_id\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(365) });")]
    [InlineData("session_analyzers.assurance = aal3\nsession_analyzers.max_session_lifetime = 2d", "var properties = new AuthenticationProperties { ExpiresUtc = DateTimeOffset.UtcNow.AddDays(2) };")]
    public Task WiderLimit_IsSilent(string option, string code) => new Verify.Test { TestCode = Program(code), EditorConfig = "[*.cs]\n" + option, IsSilent = true }.RunAsync();

    [Theory]
    [InlineData("assurance = aal3", "var properties = new AuthenticationProperties { [|ExpiresUtc|] = DateTimeOffset.UtcNow.AddHours(13) };")]
    [InlineData("max_refresh_token_lifetime = 7d", "cookies.[|Append|](\"refresh_token\", id, new CookieOptions { MaxAge = TimeSpan.FromDays(14) });")]
    public Task NarrowerLimit_IsReported(string option, string code) =>
        new Verify.Test { TestCode = Program(code), EditorConfig = "[*.cs]\nsession_analyzers." + option }.RunAsync();

    [Theory]
    [InlineData("FormsAuthentication.[|SetAuthCookie|](name, true);")]
    [InlineData("FormsAuthentication.[|SetAuthCookie|](name, createPersistentCookie: true, strCookiePath: \"/\");")]
    [InlineData("FormsAuthentication.[|RedirectFromLoginPage|](name, true);")]
    [InlineData("var cookie = FormsAuthentication.[|GetAuthCookie|](name, true);")]
    [InlineData("var ticket = new [|FormsAuthenticationTicket|](name, true, 30);")]
    [InlineData("var ticket = new [|FormsAuthenticationTicket|](1, name, DateTime.Now, DateTime.Now.AddHours(1), true, \"\");")]
    [InlineData("var ticket = new [|FormsAuthenticationTicket|](1, name, DateTime.Now, DateTime.Now.AddYears(1), rememberMe, \"\");")]
    public Task PersistentFormsTicket_IsReported(string code) => SystemWeb(code).RunAsync();

    [Theory]
    [InlineData("FormsAuthentication.SetAuthCookie(name, false);")]
    [InlineData("FormsAuthentication.SetAuthCookie(name, rememberMe);")]
    [InlineData("FormsAuthentication.RedirectFromLoginPage(name, rememberMe);")]
    [InlineData("if (rememberMe) { FormsAuthentication.SetAuthCookie(name, true); } else { FormsAuthentication.SetAuthCookie(name, false); }")]
    [InlineData("var ticket = new FormsAuthenticationTicket(name, rememberMe, 30);")]
    [InlineData("var ticket = new FormsAuthenticationTicket(1, name, DateTime.Now, DateTime.Now.AddMinutes(30), false, \"\");")]
    public Task FormsTicketThatTheUserDecides_IsSilent(string code)
    {
        var test = SystemWeb(code);
        test.IsSilent = true;
        return test.RunAsync();
    }

    private static Verify.Test SystemWeb(string code) => new()
    {
        TestCode = $$"""
            using System;
            using System.Web.Security;

            class Login
            {
                void SignIn(string name, bool rememberMe)
                {
                    {{code}}
                }
            }
            """,
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
    };

    private static string Program(string code) => $$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Identity;

        class Login
        {
            private const bool Persistent = true;

            async Task SignIn(
                HttpContext context, ClaimsPrincipal user, SignInManager<IdentityUser> manager, IdentityUser who, CookieSigningInContext signing, IResponseCookies cookies,
                IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, Model model, bool rememberMe, string id)
            {
                {{code}}
            }
        }

        class Model
        {
            public bool RememberMe { get; set; }

            public bool StaySignedIn { get; set; }

            public bool KeepMe { get; set; }

            public bool IsValid { get; set; }

            public DateTimeOffset? Until { get; set; }

            public TimeSpan Age { get; set; }
        }

        class Own
        {
            public bool IsPersistent { get; set; }

            public void SignInAsync(IdentityUser user, bool isPersistent) { }
        }
        """;
}
