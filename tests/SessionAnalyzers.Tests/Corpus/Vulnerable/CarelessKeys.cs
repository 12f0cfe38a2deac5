#if CORPUS
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Shop.Keys
{
    public static class KeyRegistration
    {
        public static void AddKeys(this IServiceCollection services, IConfiguration configuration)
        {
            services.AddDataProtection()
                .SetApplicationName("shop")
                .{|SESS2004:PersistKeysToFileSystem|}(new DirectoryInfo(configuration["Keys:Folder"]!))
                .{|SESS2005:SetDefaultKeyLifetime|}(TimeSpan.FromDays(5 * 365));
            services.Configure<KeyManagementOptions>(options =>
            {
                options.{|SESS2005:AutoGenerateKeys|} = false;
            });
        }

        public static IDataProtectionProvider Fallback(ILoggerFactory logging) => new {|SESS2006:EphemeralDataProtectionProvider|}(logging);
    }

    public sealed class LastOrder
    {
        private readonly byte[] _key;

        public LastOrder(byte[] key) => _key = key;

        public void Write(HttpResponse response, string order)
        {
            using var aes = Aes.Create();
            aes.Key = _key;
            aes.Mode = CipherMode.CBC;
            aes.GenerateIV();
            using var memory = new MemoryStream();
            memory.Write(aes.IV, 0, aes.IV.Length);
            using (var encryptor = aes.{|SESS2003:CreateEncryptor|}())
            using (var stream = new CryptoStream(memory, encryptor, CryptoStreamMode.Write))
            using (var writer = new StreamWriter(stream))
            {
                writer.Write(order);
            }

            var value = Convert.ToBase64String(memory.ToArray());
            response.Cookies.Append("last_order", value, new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
        }
    }

    public sealed class Basket
    {
        private readonly byte[] _key = new byte[32];

        public void Save(HttpContext context, string[] items)
        {
            var text = string.Join(",", items);
            context.Response.Cookies.Append("basket", Hide(text), new CookieOptions { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax });
        }

        private string Hide(string text)
        {
            using var aes = Aes.Create();
            aes.{|SESS2001:Key|} = _key;
            var iv = RandomNumberGenerator.GetBytes(16);
            var cipher = aes.{|SESS2003:EncryptCbc|}(Encoding.UTF8.GetBytes(text), iv);
            return Convert.ToBase64String(iv.Concat(cipher).ToArray());
        }
    }

    public sealed record Invitation(string Role);

    public sealed record Voucher(decimal Amount);

    public sealed class Invitations
    {
        private readonly IDataProtector _protector;

        public Invitations(IDataProtectionProvider provider)
        {
            _protector = provider.{|SESS2009:CreateProtector|}("Shop");
        }

        public string Create(string role) => _protector.Protect(JsonSerializer.Serialize(new Invitation(role)));
    }

    public sealed class Vouchers
    {
        private readonly IDataProtectionProvider _provider;

        public Vouchers(IDataProtectionProvider provider) => _provider = provider;

        public string Create(decimal amount)
        {
            var json = JsonSerializer.Serialize(new Voucher(amount));
            return _provider.{|SESS2009:CreateProtector|}("Shop").Protect(json);
        }

        public string Open(HttpRequest request)
        {
            var purpose = request.Query["purpose"].ToString();
            return _provider.{|SESS2009:CreateProtector|}(purpose).Unprotect(request.Query["voucher"].ToString());
        }

        public string Peek(string voucher) => _provider.{|SESS2009:CreateProtector|}("").Unprotect(voucher);
    }
}
#endif
