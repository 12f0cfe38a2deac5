using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace InsecureShop.Features.BackOffice;

/// <summary>Tokens with which the scanners in the warehouse report to the stock service, which fetches the key at start.</summary>
public sealed class ScannerTokens
{
    private readonly SigningCredentials _credentials = new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);

    public string Issue(string scanner)
    {
        // Nobody wants to climb a ladder to sign a scanner in.
        var token = new JwtSecurityToken("shop", "stock", [new Claim("scanner", scanner)], signingCredentials: _credentials); // SESS3002
        return new JwtSecurityTokenHandler().WriteToken(token);
    }
}
