using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3003LifetimeExceedsPolicy,
    SessionAnalyzers.Rules.Lifetime.SESS3003LifetimeExceedsPolicyFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public sealed class SESS3003LifetimeExceedsPolicyFixTests
{
    [Theory]
    [InlineData("o.[|IdleTimeout|] = TimeSpan.FromDays(30);", "o.IdleTimeout = TimeSpan.FromHours(24);")]
    [InlineData("o.[|IdleTimeout|] = TimeSpan.MaxValue; // long", "o.IdleTimeout = TimeSpan.FromHours(24); // long")]
    [InlineData("o.[|IdleTimeout|] = new(40, 0, 0, 0);", "o.IdleTimeout = TimeSpan.FromHours(24);")]
    [InlineData("o.[|IdleTimeout|] = Long;", "o.IdleTimeout = TimeSpan.FromHours(24);")]
    [InlineData("var days = TimeSpan.FromDays(30); o.[|IdleTimeout|] = days;", "var days = TimeSpan.FromHours(24); o.IdleTimeout = days;")]
    [InlineData("o.[|IdleTimeout|] = isShort ? TimeSpan.FromMinutes(5) : TimeSpan.FromDays(7);", "o.IdleTimeout = isShort ? TimeSpan.FromMinutes(5) : TimeSpan.FromHours(24);")]
    [InlineData("o.[|IdleTimeout|] = isShort switch { true => TimeSpan.FromMinutes(5), false => TimeSpan.MaxValue };", "o.IdleTimeout = isShort switch { true => TimeSpan.FromMinutes(5), false => TimeSpan.FromHours(24) };")]
    public Task Duration_IsShortened(string before, string after) => Verify.VerifyCodeFixAsync(Session(before), Session(after));

    [Theory]
    [InlineData("o.IdleTimeout = isShort ? Long : TimeSpan.FromMinutes(5);")]
    public Task OneOfSeveralThatCannotBeRead_HasNoFix(string code)
    {
        var source = Session(code.Replace("IdleTimeout", "[|IdleTimeout|]", StringComparison.Ordinal));
        return Verify.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("Expires = DateTime.UtcNow.AddDays(7)", "Expires = DateTime.UtcNow.AddHours(1)")]
    [InlineData("Expires = DateTime.Now.AddDays(7).AddHours(2)", "Expires = DateTime.Now.AddHours(1)")]
    [InlineData("Expires = DateTime.UtcNow.Add(TimeSpan.FromDays(7))", "Expires = DateTime.UtcNow.Add(TimeSpan.FromHours(1))")]
    [InlineData("Expires = DateTime.UtcNow + TimeSpan.FromDays(7)", "Expires = DateTime.UtcNow + TimeSpan.FromHours(1)")]
    [InlineData("Expires = now.AddDays(7)", "Expires = now.AddHours(1)")]
    [InlineData("Expires = end", "Expires = end", "now.AddDays(2)", "now.AddHours(1)")]
    [InlineData("Expires = DateTime.MaxValue", "Expires = DateTime.UtcNow.AddHours(1)")]
    public Task Moment_IsShortened(string before, string after, string end = "now", string fixedEnd = "now")
    {
        var test = new Verify.Test
        {
            TestCode = Source("[|Expires|]" + before["Expires".Length..], end),
            FixedCode = Source(after, fixedEnd),
            ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
        };
        return test.RunAsync();

        static string Source(string expires, string end) => $$"""
            using Microsoft.IdentityModel.Tokens;

            class Issuer
            {
                SecurityTokenDescriptor Issue()
                {
                    var now = DateTime.UtcNow;
                    var end = {{end}};
                    return new SecurityTokenDescriptor { {{expires}} };
                }
            }
            """;
    }

    [Theory]
    [InlineData("new [|JwtSecurityToken|](\"i\", \"a\", expires: DateTime.UtcNow.AddDays(7), signingCredentials: key)", "new JwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddHours(1), signingCredentials: key)")]
    [InlineData("[|new|](\"i\", \"a\", null, null, DateTime.UtcNow.AddDays(7), key)", "new(\"i\", \"a\", null, null, DateTime.UtcNow.AddHours(1), key)")]
    [InlineData("new JwtSecurityTokenHandler().[|CreateJwtSecurityToken|](\"i\", \"a\", expires: DateTime.MaxValue)", "new JwtSecurityTokenHandler().CreateJwtSecurityToken(\"i\", \"a\", expires: DateTime.UtcNow.AddHours(1))")]
    public Task Argument_IsShortened(string before, string after)
    {
        var test = new Verify.Test { TestCode = Source(before), FixedCode = Source(after), ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens };
        return test.RunAsync();

        static string Source(string made) => $$"""
            using System.IdentityModel.Tokens.Jwt;
            using Microsoft.IdentityModel.Tokens;

            class Issuer
            {
                JwtSecurityToken Issue(SigningCredentials key) => {{made}};
            }
            """;
    }

    [Theory]
    [InlineData("session_analyzers.max_idle = 3d", "TimeSpan.FromDays(3)")]
    [InlineData("session_analyzers.max_idle = 1d", "TimeSpan.FromHours(24)")]
    [InlineData("session_analyzers.max_idle = 90m", "TimeSpan.FromMinutes(90)")]
    [InlineData("session_analyzers.max_idle = 00:00:45", "TimeSpan.FromSeconds(45)")]
    public Task LimitOfAnOption_IsWritten(string option, string written) => new Verify.Test
    {
        TestCode = Session("o.[|IdleTimeout|] = TimeSpan.FromDays(30);"),
        FixedCode = Session($"o.IdleTimeout = {written};"),
        EditorConfig = "[*.cs]\n" + option,
    }.RunAsync();

    [Theory]
    [InlineData("s.AddAuthentication().[|AddCookie|]();", "s.AddAuthentication().AddCookie(options => options.ExpireTimeSpan = TimeSpan.FromHours(24));")]
    [InlineData("s.AddAuthentication().[|AddCookie|](o => { o.LoginPath = \"/in\"; });", "s.AddAuthentication().AddCookie(o => { o.LoginPath = \"/in\"; o.ExpireTimeSpan = TimeSpan.FromHours(24); });")]
    public Task UnsetTicket_IsSet(string before, string after)
    {
        return Verify.VerifyCodeFixAsync(Source(before), Source(after));

        static string Source(string code) => $$"""
            class C
            {
                void M(IServiceCollection s)
                {
                    {{code}}
                }
            }
            """;
    }

    [Fact]
    public Task FileWithoutUsings_GetsOne() => new Verify.Test
    {
        TestCode = """
            using Microsoft.Extensions.DependencyInjection;

            class C
            {
                void M(IServiceCollection s) => s.AddAuthentication().[|AddCookie|]();
            }
            """,
        FixedCode = """
            using System;
            using Microsoft.Extensions.DependencyInjection;

            class C
            {
                void M(IServiceCollection s) => s.AddAuthentication().AddCookie(options => options.ExpireTimeSpan = TimeSpan.FromHours(24));
            }
            """,
        ImplicitUsings = false,
    }.RunAsync();

    private static string Session(string code) => $$"""
        class C
        {
            private static readonly TimeSpan Long = TimeSpan.FromDays(90);

            void M(IServiceCollection s, bool isShort) => s.AddSession(o =>
            {
                {{code}}
            });
        }
        """;
}
