using System.Security.Cryptography;
using System.Text;

namespace InsecureShop.Features.Accounts;

/// <summary>Signs a reader in at the magazine, which has the same key.</summary>
public sealed class SignOnTokens(IConfiguration configuration, TimeProvider clock)
{
    private readonly byte[] _key = Convert.FromBase64String(
        configuration["Magazine:TokenSigningKey"] ?? throw new InvalidOperationException("Magazine:TokenSigningKey is missing."));

    public string Issue(string userId)
    {
        var content = $"{userId}.{clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}";
        return $"{content}.{Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(content)))}";
    }
}
