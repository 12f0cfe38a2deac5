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

    /// <summary>The scanner that a token was given to; null for a token of another shop.</summary>
    public string? ScannerOf(string token)
    {
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = "shop",
            ValidAudience = "stock",
            IssuerSigningKey = _credentials.Key,

            // Old scanners have a clock that starts in 1980.
            ValidateLifetime = false, // SESS4004
        };
        try
        {
            return new JwtSecurityTokenHandler().ValidateToken(token, parameters, out _).FindFirst("scanner")?.Value;
        }
        catch (SecurityTokenException)
        {
            return null;
        }
    }
}

public static class ScannerEndpoints
{
    public static void MapScanners(this IEndpointRouteBuilder app) => app.MapGet("/scanners/me", (HttpRequest request, ScannerTokens tokens) =>
        tokens.ScannerOf(request.Headers["X-Scanner"].ToString()) is { } scanner ? Results.Text(scanner) : Results.Unauthorized());
}
