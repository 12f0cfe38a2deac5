using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace InsecureShop.Features.Baskets;

/// <summary>Voucher codes become a token, so that a code is not counted twice.</summary>
public sealed class Vouchers
{
    private readonly ConcurrentDictionary<string, decimal> _tokens = new();

    public string? Redeem(string code)
    {
        if (!code.Equals("FIRSTCUP", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tokens[token] = 0.10m;
        return token;
    }

    public decimal Discount(string? token) => token is null ? 0 : _tokens.GetValueOrDefault(token);
}
