using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Lifetime.SESS3002TokenWithoutExpiry>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3002TokenWithoutExpiryTests
{
    [Theory]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", "audience", claims, signingCredentials: credentials);""")]
    [InlineData("""var token = new [|JwtSecurityToken|]();""")]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", "audience", claims, DateTime.UtcNow, null, credentials);""")]
    [InlineData("""var token = new [|JwtSecurityToken|]("issuer", claims: claims, expires: null);""")]
    [InlineData("""JwtSecurityToken token = [|new|]("issuer", "audience", claims);""")]
    [InlineData("""new JsonWebTokenHandler().[|CreateToken|]("{\"sub\":\"1\"}", credentials);""")]
    [InlineData("""new JsonWebTokenHandler().[|CreateToken|](JsonSerializer.Serialize(new { sub = user, role = "admin" }), credentials);""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.[|CreateToken|](new SecurityTokenDescriptor { Issuer = "issuer" });""")]
    [InlineData("""var handler = new JwtSecurityTokenHandler(); handler.SetDefaultTimesOnTokenCreation = false; var d = new SecurityTokenDescriptor { Issuer = "issuer" }; handler.[|CreateToken|](d);""")]
    [InlineData("""var handler = new JwtSecurityTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.[|CreateEncodedJwt|](new SecurityTokenDescriptor());""")]
    [InlineData("""new JsonWebTokenHandler().[|CreateToken|]("{\"sub\":\"1\"}");""")]
    [InlineData("""new JsonWebTokenHandler().[|CreateToken|](user.Length > 3 ? "{\"sub\":\"1\"}" : "{\"sub\":\"2\"}", credentials);""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.[|CreateToken|](new SecurityTokenDescriptor { Issuer = "issuer", Expires = null });""")]
    [InlineData("""var handler = new JwtSecurityTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.[|CreateJwtSecurityToken|](new SecurityTokenDescriptor());""")]
    public Task TokenWithoutExpiry_IsReported(string body) => new Verify.Test { TestCode = Class(body), ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens }.RunAsync();

    [Theory]
    [InlineData("""var token = new JwtSecurityToken("issuer", "audience", claims, expires: DateTime.UtcNow.AddMinutes(15), signingCredentials: credentials);""")]
    [InlineData("""var token = new JwtSecurityToken("issuer", "audience", claims, null, expires);""")]
    [InlineData("""var token = new JwtSecurityToken(user);""")]
    [InlineData("""var token = new JwtSecurityToken(new JwtHeader(credentials), new JwtPayload(claims));""")]
    [InlineData("""var token = new JwtSecurityToken("issuer", "audience", [.. claims, new Claim(JwtRegisteredClaimNames.Exp, "1")], signingCredentials: credentials);""")]
    [InlineData("""var token = new JwtSecurityToken("issuer", "audience", claims); token.Payload["exp"] = 1;""")]
    [InlineData("""new JsonWebTokenHandler().CreateToken("{\"sub\":\"1\",\"exp\":1}", credentials);""")]
    [InlineData("""new JsonWebTokenHandler().CreateToken(user, credentials);""")]
    [InlineData("""new JsonWebTokenHandler().CreateToken(JsonSerializer.Serialize(new { sub = user, exp = 1 }), credentials);""")]
    [InlineData("""new JsonWebTokenHandler().CreateToken(JsonSerializer.Serialize(claims), credentials);""")]
    [InlineData("""new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "issuer" });""")]
    [InlineData("""new JwtSecurityTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "issuer" });""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.CreateToken(new SecurityTokenDescriptor { Expires = DateTime.UtcNow.AddHours(1) });""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.CreateToken(descriptor);""")]
    [InlineData("""new JwtSecurityTokenHandler().ReadJwtToken(user);""")]
    [InlineData("""new JsonWebTokenHandler().ReadJsonWebToken(user);""")]
    [InlineData("""var token = new JsonWebToken(user);""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = user.Length > 3 }; handler.CreateToken(new SecurityTokenDescriptor());""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.CreateToken(new SecurityTokenDescriptor { Expires = expires });""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; var d = new SecurityTokenDescriptor(); d.Expires = DateTime.UtcNow.AddHours(1); handler.CreateToken(d);""")]
    [InlineData("""var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }; handler.CreateToken(new SecurityTokenDescriptor { Claims = new Dictionary<string, object> { ["exp"] = 1 } });""")]
    public Task TokenWithExpiryOrUnknown_IsSilent(string body) =>
        new Verify.Test { TestCode = Class(body), ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens, IsSilent = true }.RunAsync();

    private static string Class(string body) => $$"""
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Text.Json;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;
        using JwtRegisteredClaimNames = System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames;

        class Issuer
        {
            void Issue(string user, List<Claim> claims, SigningCredentials credentials, DateTime? expires, SecurityTokenDescriptor descriptor)
            {
                {{body}}
            }
        }
        """;
}
