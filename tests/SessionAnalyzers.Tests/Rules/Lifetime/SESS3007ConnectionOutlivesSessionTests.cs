using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3007ConnectionOutlivesSession,
    SessionAnalyzers.Rules.Lifetime.SESS3007ConnectionOutlivesSessionFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3007ConnectionOutlivesSessionTests
{
    [Theory]
    [InlineData("app.[|MapHub|]<Closed>(\"/c\");", "app.MapHub<Closed>(\"/c\", options => options.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.[|MapHub|]<Derived>(\"/c\");", "app.MapHub<Derived>(\"/c\", options => options.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.[|MapHub|]<ByMethod>(\"/c\");", "app.MapHub<ByMethod>(\"/c\", options => options.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.[|MapHub|]<ByOwnAttribute>(\"/c\");", "app.MapHub<ByOwnAttribute>(\"/c\", options => options.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.[|MapHub|]<Open>(\"/c\").RequireAuthorization();", "app.MapHub<Open>(\"/c\", options => options.CloseOnAuthenticationExpiration = true).RequireAuthorization();")]
    [InlineData("app.[|MapHub|]<Open>(\"/c\").WithName(\"c\").RequireAuthorization(\"policy\");", "app.MapHub<Open>(\"/c\", options => options.CloseOnAuthenticationExpiration = true).WithName(\"c\").RequireAuthorization(\"policy\");")]
    [InlineData(
        "app.[|MapHub|]<Closed>(\"/c\", o => { o.ApplicationMaxBufferSize = 1; });",
        "app.MapHub<Closed>(\"/c\", o => { o.ApplicationMaxBufferSize = 1; o.CloseOnAuthenticationExpiration = true; });")]
    [InlineData("app.[|MapHub|]<Closed>(\"/c\", o => o.CloseOnAuthenticationExpiration = false);", "app.MapHub<Closed>(\"/c\", o => o.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.UseEndpoints(endpoints => endpoints.[|MapHub|]<Closed>(\"/c\"));", "app.UseEndpoints(endpoints => endpoints.MapHub<Closed>(\"/c\", options => options.CloseOnAuthenticationExpiration = true));")]
    public Task ConnectionThatStaysOpen_IsReported(string before, string after) => Verify.VerifyCodeFixAsync(Program(before), Program(after));

    [Theory]
    [InlineData("app.MapHub<Closed>(\"/c\", o => o.CloseOnAuthenticationExpiration = true);")]
    [InlineData("app.MapHub<Closed>(\"/c\", o => { o.ApplicationMaxBufferSize = 1; o.CloseOnAuthenticationExpiration = true; });")]
    [InlineData("app.MapHub<Closed>(\"/c\", Harden);")]
    [InlineData("app.MapHub<Closed>(\"/c\", o => Harden(o));")]
    [InlineData("app.MapHub<Closed>(\"/c\", given);")]
    [InlineData("app.MapHub<Closed>(\"/c\", o => configuration.Bind(o));")]
    [InlineData("app.MapHub<Closed>(\"/c\", o => o.CloseOnAuthenticationExpiration = configuration.GetValue<bool>(\"Close\"));")]
    [InlineData("app.MapHub<Closed>(\"/c\", o => o.CloseOnAuthenticationExpiration = !environment.IsDevelopment());")]
    [InlineData("app.MapHub<Open>(\"/c\");")]
    [InlineData("app.MapHub<Anonymous>(\"/c\");")]
    [InlineData("app.MapHub<Anonymous>(\"/c\").RequireAuthorization();")]
    [InlineData("app.MapHub<Closed>(\"/c\").AllowAnonymous();")]
    [InlineData("app.MapHub<Open>(\"/c\"); app.MapGet(\"/\", () => 1).RequireAuthorization();")]
    [InlineData("if (environment.IsDevelopment()) { app.MapHub<Closed>(\"/c\"); }")]
    [InlineData("new Own().MapHub<Closed>(\"/c\");")]
    public Task ClosedOrUnknownOrAnonymous_IsSilent(string code) => Verify.VerifySilentAsync(Program(code));

    [Fact]
    public Task Message_IsReported()
    {
        var test = new Verify.Test
        {
            TestCode = Program("app.{|#0:MapHub|}<Closed>(\"/c\");"),
            FixedCode = Program("app.MapHub<Closed>(\"/c\", options => options.CloseOnAuthenticationExpiration = true);"),
        };
        test.TestState.ExpectedDiagnostics.Add(Verify.Diagnostic("SESS3007").WithLocation(0).WithArguments("Closed"));
        return test.RunAsync();
    }

    private static string Program(string code) => $$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Http.Connections;
        using Microsoft.AspNetCore.SignalR;

        class Startup
        {
            void Configure(WebApplication app, IConfiguration configuration, IHostEnvironment environment, Action<HttpConnectionDispatcherOptions> given)
            {
                {{code}}
            }

            private static void Harden(HttpConnectionDispatcherOptions options) => options.CloseOnAuthenticationExpiration = true;
        }

        class Open : Hub;

        [Authorize]
        class Closed : Hub;

        class Derived : Closed;

        [AllowAnonymous, Authorize]
        class Anonymous : Hub;

        class ByMethod : Hub
        {
            [Authorize("admin")]
            public void Send() { }
        }

        [Staff]
        class ByOwnAttribute : Hub;

        class StaffAttribute : AuthorizeAttribute;

        class Own
        {
            public void MapHub<T>(string path) { }
        }
        """;
}
