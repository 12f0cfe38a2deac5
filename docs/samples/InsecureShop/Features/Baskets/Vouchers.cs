using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InsecureShop.Features.Baskets;

/// <summary>Voucher codes become a token that says what it is worth, sealed, so that nobody writes one.</summary>
public sealed class Vouchers
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private int _redeemed;

    public string? Redeem(string code) =>
        code.Equals("FIRSTCUP", StringComparison.OrdinalIgnoreCase) ? Seal($"{Interlocked.Increment(ref _redeemed)}:10") : null;

    public decimal Discount(string? token) =>
        token is not null && Open(token)?.Split(':') is [_, var percent] ? decimal.Parse(percent, CultureInfo.InvariantCulture) / 100 : 0;

    private string Seal(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var nonce = new byte[NonceSize];
        var output = new byte[content.Length];
        var tag = new byte[TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, content, output, tag); // SESS2002
        return Convert.ToHexString([.. nonce, .. output, .. tag]);
    }

    private string? Open(string token)
    {
        try
        {
            var bytes = Convert.FromHexString(token);
            if (bytes.Length < NonceSize + TagSize)
            {
                return null;
            }

            var content = new byte[bytes.Length - NonceSize - TagSize];
            using var aes = new AesGcm(_key, TagSize);
            aes.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, content.Length), bytes.AsSpan(NonceSize + content.Length), content);
            return Encoding.UTF8.GetString(content);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
