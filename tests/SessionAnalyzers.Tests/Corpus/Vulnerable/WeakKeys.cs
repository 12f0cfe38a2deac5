#if CORPUS
using System.Security.Cryptography;
using System.Text;

namespace Shop.Keys;

public sealed class TokenSigner(IConfiguration configuration)
{
    private const string Fallback = "a-very-secret-signing-key";
    private static readonly byte[] Shared = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    public string Sign(string user)
    {
        using var mac = new {|SESS2001:HMACSHA256|}(Encoding.UTF8.GetBytes(configuration["Tokens:Key"] ?? Fallback));
        using var other = new System.Security.Cryptography.{|SESS2001:HMACSHA512|}("a-very-secret-signing-key"u8.ToArray());
        HMACSHA384 third = {|SESS2001:new|}(Shared);
        return $"{user}.{Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(user)))}{other.HashSize}{third.HashSize}";
    }

    public bool IsSigned(HttpRequest request, string user)
    {
        string expected = Convert.ToHexString(HMACSHA256.{|SESS2001:HashData|}(
            new byte[] { 1, 2, 3 },
            Encoding.UTF8.GetBytes(user)));
        var signature = request.Headers["X-Signature"];
        if (request.Query["token"] {|SESS2007:!=|} configuration["Token"] || signature.Count == 0)
        {
            return false;
        }

        return string.{|SESS2007:CompareOrdinal|}(expected, signature) == 0
            && expected.{|SESS2007:Equals|}(signature, StringComparison.OrdinalIgnoreCase)
            && (HMACSHA256.{|SESS2001:HashData|}(Shared, Shared).{|SESS2007:SequenceEqual|}(Shared) is true);
    }
}

public static class Sealer
{
    public static void Seal(AesGcm cipher, IReadOnlyList<byte[]> parts, byte[] tag, Stream output)
    {
        Span<byte> nonce = stackalloc byte[12];
        foreach (var part in parts)
            cipher.{|SESS2002:Encrypt|}(nonce, part, part, tag);

        var first = new byte[12];
        switch (parts.Count)
        {
            case 1:
                cipher.{|SESS2002:Encrypt|}(first, parts[0], parts[0], tag);
                output.Write(first);
                break;
            default:
                cipher?.{|SESS2002:Encrypt|}(new byte[12], tag, tag, tag);
                break;
        }
    }

    public static byte[] Open(WebApplicationBuilder builder, byte[] message)
    {
        using var aes = Aes.Create();
        aes.{|SESS2001:Key|} = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
        return aes.{|SESS2001:CreateDecryptor|}(new byte[32], message[..16]).TransformFinalBlock(message, 16, message.Length - 16 + builder.Configuration.GetChildren().Count());
    }
}

public sealed class Visits
{
    public string {|SESS2008:SessionToken|} => $"v-{Guid.NewGuid():N}";

    public static string {|SESS2008:NewSessionId|}()
    {
        var bytes = RandomNumberGenerator.GetBytes(8);
        return Convert.ToHexString(bytes);
    }

    public Task<string> {|SESS2008:CreateAccessTokenAsync|}() => Task.FromResult("t-" + Random.Shared.NextInt64());

    public void Start(HttpContext context, CookieOptions options)
    {
        options.Secure = options.HttpOnly = true;
        options.SameSite = SameSiteMode.Lax;
        var visit = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=');
        context.Response.Cookies.{|SESS2008:Append|}("session", visit, options);
        string refreshToken;
        {|SESS2008:refreshToken|} = RandomNumberGenerator.GetHexString(16);
        context.Items["token"] = refreshToken;
    }
}
#endif
