using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Trust.SESS4004TokenValidationDisabled,
    SessionAnalyzers.Rules.Trust.SESS4004TokenValidationDisabledFix>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public class SESS4004TokenValidationDisabledFixTests
{
    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false };", "var p = new TokenValidationParameters();")]
    [InlineData("var p = new TokenValidationParameters() { [|ValidateIssuer|] = false };", "var p = new TokenValidationParameters();")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, ValidIssuer = name };", "var p = new TokenValidationParameters { ValidIssuer = name };")]
    [InlineData("var p = new TokenValidationParameters { ValidIssuer = name, [|ValidateIssuer|] = false };", "var p = new TokenValidationParameters { ValidIssuer = name };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, ValidIssuer = name, [|ValidateAudience|] = false, [|ValidateLifetime|] = false };", "var p = new TokenValidationParameters { ValidIssuer = name };")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, [|ValidateAudience|] = false };", "var p = new TokenValidationParameters();")]
    [InlineData("TokenValidationParameters p = new() { [|RequireSignedTokens|] = false };", "TokenValidationParameters p = new();")]
    [InlineData("given.[|ValidateLifetime|] = false;\n        given.ValidIssuer = name;", "given.ValidIssuer = name;")]
    [InlineData("if (flag) given.[|ValidateLifetime|] = false;", "if (flag) { }")]
    [InlineData("Configure(p => p.[|ValidateLifetime|] = false);", "Configure(p => { });")]
    [InlineData("var p = new TokenValidationParameters { [|ClockSkew|] = TimeSpan.FromDays(1) };", "var p = new TokenValidationParameters();")]
    [InlineData("var p = new TokenValidationParameters { [|SignatureValidator|] = (token, v) => new JwtSecurityToken(token), IssuerSigningKey = key };", "var p = new TokenValidationParameters { IssuerSigningKey = key };")]
    [InlineData("var p = new TokenValidationParameters { ValidIssuer = name, [|IssuerValidator|] = (issuer, token, v) => issuer };", "var p = new TokenValidationParameters { ValidIssuer = name };")]
    [InlineData("var p = new TokenValidationParameters { [|AudienceValidator|] = delegate { return true; }, [|LifetimeValidator|] = (a, b, c, d) => true };", "var p = new TokenValidationParameters();")]
    public Task Assignment_IsRemoved(string before, string after) => Test(before, after).RunAsync();

    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false };", "var p = new TokenValidationParameters { ValidateIssuer = true };")]
    [InlineData("given.[|ValidateLifetime|] = false; given.ValidIssuer = name;", "given.ValidateLifetime = true; given.ValidIssuer = name;")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateAudience|] = name switch { \"legacy\" => false, _ => true } };", "var p = new TokenValidationParameters { ValidateAudience = true };")]
    [InlineData("var check = false; given.[|ValidateLifetime|] = check;", "var check = false; given.ValidateLifetime = true;")]
    [InlineData("var p = new TokenValidationParameters { [|ValidateIssuer|] = false, [|RequireExpirationTime|] = false };", "var p = new TokenValidationParameters { ValidateIssuer = true, RequireExpirationTime = true };")]
    public Task Flag_IsSet(string before, string after)
    {
        var test = Test(before, after);
        test.CodeActionEquivalenceKey = "SESS4004.SetTrue";
        return test.RunAsync();
    }

    [Fact]
    public Task Initializer_KeepsItsLinesAndComments() => Test(
        """
        var p = new TokenValidationParameters
                {
                    // Keys of the issuer.
                    IssuerSigningKey = key,
                    [|ValidateIssuer|] = false, // for now
                    // We have one application only.
                    [|ValidateAudience|] = false,
                    ValidIssuer = name, // ours
                    [|ClockSkew|] = TimeSpan.FromHours(1),
                };
        """,
        """
        var p = new TokenValidationParameters
                {
                    // Keys of the issuer.
                    IssuerSigningKey = key,
                    // We have one application only.
                    ValidIssuer = name, // ours
                };
        """).RunAsync();

    [Fact]
    public Task Statements_GoWithTheirLines() => Test(
        """
        // Bearer tokens.
                given.[|ValidateIssuer|] = false;
                given.[|SignatureValidator|] = (token, v) =>
                {
                    return new JwtSecurityToken(token);
                };
                given.ValidIssuer = name;
        """,
        """
        // Bearer tokens.
                given.ValidIssuer = name;
        """).RunAsync();

    [Theory]
    [InlineData("var p = new TokenValidationParameters { [|ValidateTokenReplay|] = true };")]
    [InlineData("Delegate d = given.[|LifetimeValidator|] = (a, b, c, d) => true;")]
    public Task NothingThatCanGo_HasNoFix(string code) => new Verify.Test { TestCode = Class(code), ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens }.RunAsync();

    [Fact]
    public Task ValueThatIsUsed_IsSetOnly() => Test("var off = given.[|ValidateLifetime|] = false;", "var off = given.ValidateLifetime = true;").RunAsync();

    private static Verify.Test Test(string before, string after) => new()
    {
        TestCode = Class(before),
        FixedCode = Class(after),
        ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
    };

    private static string Class(string body) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using Microsoft.IdentityModel.Tokens;

        class Startup
        {
            void Validate(TokenValidationParameters given, SecurityKey key, string name, bool flag)
            {
                {{body}}
            }

            static void Configure(Action<TokenValidationParameters> configure) { }
        }
        """;
}
