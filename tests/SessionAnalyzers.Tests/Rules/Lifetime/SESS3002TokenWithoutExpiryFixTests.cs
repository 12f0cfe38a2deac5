using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3002TokenWithoutExpiry,
    SessionAnalyzers.Rules.Lifetime.SESS3002TokenWithoutExpiryFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3002TokenWithoutExpiryFixTests
{
    [Theory]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", "audience", claims);""", """var token = new JwtSecurityToken("issuer", "audience", claims, expires: DateTime.UtcNow.AddMinutes(15));""")]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", "audience", claims, signingCredentials: credentials);""", """var token = new JwtSecurityToken("issuer", "audience", claims, signingCredentials: credentials, expires: DateTime.UtcNow.AddMinutes(15));""")]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", "audience", claims, null, null, credentials);""", """var token = new JwtSecurityToken("issuer", "audience", claims, null, DateTime.UtcNow.AddMinutes(15), credentials);""")]
    [InlineData("""var token = new [|JwtSecurityToken|](issuer: "issuer", expires: null);""", """var token = new JwtSecurityToken(issuer: "issuer", expires: DateTime.UtcNow.AddMinutes(15));""")]
    [InlineData("""JwtSecurityToken token = [|new|]("issuer", "audience");""", """JwtSecurityToken token = new("issuer", "audience", expires: DateTime.UtcNow.AddMinutes(15));""")]
    [InlineData(
        """var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.[|CreateToken|](new SecurityTokenDescriptor { Issuer = "issuer" });""",
        """var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.CreateToken(new SecurityTokenDescriptor { Issuer = "issuer", Expires = DateTime.UtcNow.AddMinutes(15) });""")]
    public Task Token_IsGivenAnExpiry(string before, string after) => new Verify.Test
    {
        TestCode = Class(before),
        FixedCode = Class(after),
        ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
    }.RunAsync();

    [Fact]
    public Task ArgumentsOnTheirOwnLines_KeepTheirLayout() => new Verify.Test
    {
        TestCode = Class("""
            var token = new [|JwtSecurityToken|](
                        "issuer",
                        "audience",
                        signingCredentials: credentials);
            """),
        FixedCode = Class("""
            var token = new JwtSecurityToken(
                        "issuer",
                        "audience",
                        signingCredentials: credentials,
                        expires: DateTime.UtcNow.AddMinutes(15));
            """),
        ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
    }.RunAsync();

    private static string Class(string body) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        class Issuer
        {
            void Issue(List<Claim> claims, SigningCredentials credentials)
            {
                {{body}}
            }
        }
        """;
}
