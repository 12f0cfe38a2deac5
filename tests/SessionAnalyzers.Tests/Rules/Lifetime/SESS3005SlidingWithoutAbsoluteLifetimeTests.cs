using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3005SlidingWithoutAbsoluteLifetime,
    SessionAnalyzers.Rules.Lifetime.SESS3005SlidingWithoutAbsoluteLifetimeFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3005SlidingWithoutAbsoluteLifetimeTests
{
    [Theory]
    [InlineData("services.AddAuthentication().[|AddCookie|]();", "services.AddAuthentication().AddCookie(options => options.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().[|AddCookie|](\"Shop\");", "services.AddAuthentication().AddCookie(\"Shop\", options => options.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().[|AddCookie|](o => { o.LoginPath = \"/in\"; });", "services.AddAuthentication().AddCookie(o => { o.LoginPath = \"/in\"; o.SlidingExpiration = false; });")]
    [InlineData("services.AddAuthentication().[|AddCookie|](o => { o.SlidingExpiration = true; });", "services.AddAuthentication().AddCookie(o => { o.SlidingExpiration = false; });")]
    [InlineData("services.[|ConfigureApplicationCookie|](o => o.SlidingExpiration = true);", "services.ConfigureApplicationCookie(o => o.SlidingExpiration = false);")]
    [InlineData(
        "services.[|ConfigureApplicationCookie|](o => { o.ExpireTimeSpan = TimeSpan.FromMinutes(20); });",
        "services.ConfigureApplicationCookie(o => { o.ExpireTimeSpan = TimeSpan.FromMinutes(20); o.SlidingExpiration = false; });")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](o => { o.Events.OnRedirectToLogin = _ => Task.CompletedTask; });",
        "services.AddAuthentication().AddCookie(o => { o.Events.OnRedirectToLogin = _ => Task.CompletedTask; o.SlidingExpiration = false; });")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](o => { o.Events = new CookieAuthenticationEvents { OnRedirectToLogin = _ => Task.CompletedTask }; });",
        "services.AddAuthentication().AddCookie(o => { o.Events = new CookieAuthenticationEvents { OnRedirectToLogin = _ => Task.CompletedTask }; o.SlidingExpiration = false; });")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](\"One\").AddCookie(\"Two\", o => o.SlidingExpiration = false);",
        "services.AddAuthentication().AddCookie(\"One\", options => options.SlidingExpiration = false).AddCookie(\"Two\", o => o.SlidingExpiration = false);")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](); services.Configure<CookieAuthenticationOptions>(\"Other\", o => o.Events.OnValidatePrincipal = _ => Task.CompletedTask);",
        "services.AddAuthentication().AddCookie(options => options.SlidingExpiration = false); services.Configure<CookieAuthenticationOptions>(\"Other\", o => o.Events.OnValidatePrincipal = _ => Task.CompletedTask);")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](); services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.SlidingExpiration = true);",
        "services.AddAuthentication().AddCookie(); services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.SlidingExpiration = false);")]
    [InlineData(
        "services.AddAuthentication().[|AddCookie|](\"One\"); services.SealAuthenticationCookie(\"Two\", _ => { });",
        "services.AddAuthentication().AddCookie(\"One\", options => options.SlidingExpiration = false); services.SealAuthenticationCookie(\"Two\", _ => { });")]
    [InlineData(
        "if (environment.IsDevelopment()) { return; } services.AddAuthentication().[|AddCookie|]();",
        "if (environment.IsDevelopment()) { return; } services.AddAuthentication().AddCookie(options => options.SlidingExpiration = false);")]
    public Task SlidingWithoutEnd_IsReported(string before, string after) => Verify.VerifyCodeFixAsync(Program(before), Program(after));

    [Theory]
    [InlineData("services.AddAuthentication().AddCookie(o => o.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.PostConfigureAll<CookieAuthenticationOptions>(o => o.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.AddOptions<CookieAuthenticationOptions>(\"Cookies\").Configure(o => o.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.AddMine(o => o.SlidingExpiration = false);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.SlidingExpiration = configuration.GetValue<bool>(\"Sliding\"));")]
    [InlineData("services.AddAuthentication().AddCookie(o => configuration.Bind(o));")]
    [InlineData("services.AddAuthentication().AddCookie(); services.Configure<CookieAuthenticationOptions>(\"Cookies\", configuration.GetSection(\"Cookie\"));")]
    [InlineData("services.AddAuthentication().AddCookie(configure);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Events.OnValidatePrincipal = _ => Task.CompletedTask);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Events.OnCheckSlidingExpiration = _ => Task.CompletedTask);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Events = new CookieAuthenticationEvents { OnValidatePrincipal = _ => Task.CompletedTask });")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Events = new Events());")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.Events = given);")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.EventsType = typeof(Events));")]
    [InlineData("services.AddAuthentication().AddCookie(o => o.SessionStore = store);")]
    [InlineData("services.AddAuthentication().AddCookie(); services.Configure<CookieAuthenticationOptions>(\"Cookies\", o => o.Events.OnValidatePrincipal = _ => Task.CompletedTask);")]
    [InlineData("services.AddAuthentication().AddCookie(); Task SignIn(HttpContext context) => context.SignInAsync(context.User, new AuthenticationProperties { AllowRefresh = false });")]
    [InlineData("services.AddAuthentication().AddCookie(IdentityConstants.ExternalScheme);")]
    [InlineData("services.AddAuthentication().AddCookie(IdentityConstants.TwoFactorUserIdScheme);")]
    [InlineData("services.AddAuthentication().AddCookie(\"ExternalLogin\");")]
    [InlineData("services.AddAuthentication().AddCookie(\"temp\");")]
    [InlineData("services.AddAuthentication().AddCookie(configuration[\"Scheme\"]!);")]
    [InlineData("services.ConfigureExternalCookie(o => { });")]
    [InlineData("services.AddAuthentication().AddSealedCookie(\"Shop\", _ => { });")]
    [InlineData("services.AddAuthentication().AddCookie(\"Shop\"); services.SealAuthenticationCookie(\"Shop\", _ => { });")]
    [InlineData("services.AddAuthentication().AddCookie(); services.SealAuthenticationCookie(CookieAuthenticationDefaults.AuthenticationScheme, _ => { });")]
    [InlineData("services.ConfigureApplicationCookie(o => { }); services.SealAuthenticationCookie(IdentityConstants.ApplicationScheme, _ => { });")]
    [InlineData("if (environment.IsDevelopment()) { services.AddAuthentication().AddCookie(); }")]
    [InlineData("services.AddAuthentication(); services.AddSession();")]
    public Task EndedOrUnknownOrTemporary_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Fact]
    public Task ConfiguringClass_IsSilent() => Verify.VerifySilentAsync(
        """
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Options;

        class Startup
        {
            void Configure(IServiceCollection services)
            {
                services.AddAuthentication().AddCookie();
                services.ConfigureOptions<Cookies>();
            }
        }

        class Cookies : IConfigureNamedOptions<CookieAuthenticationOptions>
        {
            public void Configure(CookieAuthenticationOptions options) => Configure(null, options);

            public void Configure(string? name, CookieAuthenticationOptions options) => options.SlidingExpiration = false;
        }
        """);

    [Fact]
    public Task Message_IsReported() => Verify.VerifyAnalyzerAsync(
        Program("services.AddAuthentication().{|#0:AddCookie|}(\"Shop\");"),
        Verify.Diagnostic("SESS3005").WithLocation(0).WithArguments("Shop"));

    private static string Program(string code) => $$"""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.AspNetCore.Identity;

        class Startup
        {
            void Configure(
                IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, Action<CookieAuthenticationOptions> configure,
                CookieAuthenticationEvents given, ITicketStore store)
            {
                {{code}}
            }
        }

        class Events : CookieAuthenticationEvents
        {
            public override Task ValidatePrincipal(CookieValidatePrincipalContext context) => Task.CompletedTask;
        }

        static class Extensions
        {
            public static void AddMine(this IServiceCollection services, Action<CookieAuthenticationOptions> configure) { }

            public static AuthenticationBuilder AddSealedCookie(this AuthenticationBuilder builder, string scheme, Action<object> configure) => builder;

            public static void SealAuthenticationCookie(this IServiceCollection services, string scheme, Action<object> configure) { }
        }
        """;
}
