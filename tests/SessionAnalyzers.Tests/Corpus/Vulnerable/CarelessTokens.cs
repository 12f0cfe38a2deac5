#if CORPUS
using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Shop.Sessions;

public sealed class CarelessTokens(IPersistedDataProtector protector, SecurityKey key)
{
    private const bool Checked = false;
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    public TokenValidationParameters Parameters { get; } = new()
    {
        {|SESS4004:ValidateIssuer|} = false,
        {|SESS4004:ValidateAudience|} = Checked,
        {|SESS4004:RequireSignedTokens|} = false,
        {|SESS4004:SignatureValidator|} = static (token, _) => new JwtSecurityToken(token),
        {|SESS4004:ClockSkew|} = Tolerance, // clocks differ
    };

    public ClaimsPrincipal Open(string token, string kind)
    {
        var parameters = new TokenValidationParameters { IssuerSigningKey = key };
        parameters.{|SESS4004:ValidateLifetime|} = kind switch { "device" => false, _ => true };
        parameters.{|SESS4004:AudienceValidator|} = delegate { return true; };
        parameters.{|SESS4004:IssuerValidator|} = Accept;
        return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _);

        static string Accept(string issuer, SecurityToken token, TokenValidationParameters parameters) => issuer;
    }

    public string Issue(ClaimsIdentity user)
    {
        var descriptor = new SecurityTokenDescriptor { Subject = user };
        return new JsonWebTokenHandler().{|SESS4009:CreateToken|}(descriptor);
    }

    public string Write(IEnumerable<Claim> claims) => new JwtSecurityTokenHandler().{|SESS4009:WriteToken|}(Token(claims));

    public byte[] Unseal(byte[] cookie) => protector.{|SESS4008:DangerousUnprotect|}(cookie, ignoreRevocationErrors: true, out _, out var wasRevoked);

    private static JwtSecurityToken Token(IEnumerable<Claim> claims) => new("shop", "shop", claims, expires: DateTime.UtcNow.AddMinutes(15));
}
#endif
