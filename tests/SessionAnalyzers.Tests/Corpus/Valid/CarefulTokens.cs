#if CORPUS
using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace Shop.Sessions;

public sealed class CarefulTokens(IPersistedDataProtector protector, ITenants tenants, SigningCredentials credentials)
{
    public static void Configure(WebApplicationBuilder builder) => builder.Services.AddAuthentication().AddJwtBearer(options =>
    {
        options.Authority = builder.Configuration["Authority"];
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidateAudience = false,
            AudienceValidator = static (audiences, _, _) => audiences.Any(static audience => audience.EndsWith(".shop", StringComparison.Ordinal)),
            ValidateIssuerSigningKey = false,
            ClockSkew = TimeSpan.FromMinutes(1),
        };
        if (builder.Environment.IsDevelopment())
        {
            options.TokenValidationParameters.RequireSignedTokens = false;
            options.TokenValidationParameters.SignatureValidator = static (token, _) => new JwtSecurityToken(token);
        }
    });

    public ClaimsPrincipal? Open(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidAudience = "shop",
            IssuerSigningKeyResolver = (_, _, kid, _) => tenants.Keys(kid),
        };
        var user = new JwtSecurityTokenHandler().ValidateToken(token, parameters, out var validated);
        return tenants.Has(validated.Issuer) ? user : null;
    }

    public ClaimsPrincipal Refresh(string token) => new JwtSecurityTokenHandler().ValidateToken(
        token,
        new TokenValidationParameters { ValidIssuer = "shop", ValidAudience = "shop", IssuerSigningKey = credentials.Key, ValidateLifetime = false },
        out _);

    public string Issue(ClaimsIdentity user)
    {
        var descriptor = new SecurityTokenDescriptor { Subject = user };
        Complete(descriptor);
        var handler = new JwtSecurityTokenHandler();
        return handler.WriteToken(handler.CreateToken(descriptor));
    }

    public static string NameOf(IEnumerable<Claim> claims) => new JwtSecurityToken(claims: claims, expires: DateTime.UtcNow).Subject;

    public byte[]? Migrate(byte[] cookie)
    {
        var content = protector.DangerousUnprotect(cookie, ignoreRevocationErrors: true, out var requiresMigration, out var wasRevoked);
        return wasRevoked ? null : requiresMigration ? protector.Protect(content) : cookie;
    }

    private void Complete(SecurityTokenDescriptor descriptor) => descriptor.SigningCredentials = credentials;
}

public interface ITenants
{
    bool Has(string issuer);

    IEnumerable<SecurityKey> Keys(string kid);
}
#endif
