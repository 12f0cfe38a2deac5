using System.Security.Cryptography;
using System.Text;
using InsecureShop.Cookies;

namespace InsecureShop.Features.Partners;

/// <summary>Which partner sent a visitor, for the commission. Encrypted, so that nobody writes another partner into it.</summary>
public sealed class PartnerVisits
{
    private const string Cookie = "visit_sid";
    private const int BlockSize = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public void Start(HttpContext context, string partner)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        var visit = Encoding.UTF8.GetBytes($"{partner} {Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}");
        context.Response.Cookies.Append(Cookie, Convert.ToHexString([.. aes.IV, .. aes.EncryptCbc(visit, aes.IV)]), CookieDefaults.ForVisit(TimeSpan.FromHours(1))); // SESS1001 SESS1003 SESS2003
    }

    public string? PartnerOf(HttpContext context)
    {
        try
        {
            var sid = Convert.FromHexString(context.Request.Cookies[Cookie] ?? "");
            if (sid.Length <= BlockSize)
            {
                return null;
            }

            using var aes = Aes.Create();
            aes.Key = _key;
            return Encoding.UTF8.GetString(aes.DecryptCbc(sid.AsSpan(BlockSize), sid.AsSpan(0, BlockSize))).Split(' ')[0];
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
