using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InsecureShop.Features.Accounts;

/// <summary>Short-lived tokens with which the shop's script calls the API. Signed, so that each deployment slot knows those of the other.</summary>
public sealed class AccessTokens(IConfiguration configuration, TimeProvider clock)
{
    // Operations set their own before the launch.
    private readonly byte[] _key = Encoding.UTF8.GetBytes(configuration["AccessTokens:Key"] ?? "sencha-darjeeling-oolong-2019-teapot");

    public string Issue(string userId, TimeSpan lifetime)
    {
        var content = $"{userId}.{clock.GetUtcNow().Add(lifetime).ToUnixTimeSeconds()}";
        return $"{content}.{Convert.ToHexString(Sign(content))}";
    }

    public string? UserOf(string? token)
    {
        if (token?.Split('.') is not [var userId, var expires, { Length: 2 * HMACSHA256.HashSizeInBytes } signature]
            || !long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var end))
        {
            return null;
        }

        var isOurs = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Convert.ToHexString(Sign($"{userId}.{expires}"))),
            Encoding.UTF8.GetBytes(signature));
        return isOurs && end > clock.GetUtcNow().ToUnixTimeSeconds() ? userId : null;
    }

    private byte[] Sign(string content) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(content)); // SESS2001
}
