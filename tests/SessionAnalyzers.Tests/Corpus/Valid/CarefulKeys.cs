#if CORPUS
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Shop.Keys
{
    public static class KeyRegistration
    {
        public static IDataProtectionBuilder AddKeys(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, X509Certificate2 certificate)
        {
            var builder = services.AddDataProtection().SetApplicationName("shop").SetDefaultKeyLifetime(TimeSpan.FromDays(60));
            if (environment.IsDevelopment())
            {
                return builder.UseEphemeralDataProtectionProvider();
            }

            services.Configure<KeyManagementOptions>(options => options.AutoGenerateKeys = configuration.GetValue<bool>("Keys:IsPrimary"));
            return builder.PersistKeysToFileSystem(new DirectoryInfo(configuration["Keys:Folder"]!)).ProtectKeysWithCertificate(certificate);
        }
    }

    /// <summary>Encrypts, then authenticates.</summary>
    public sealed class TicketCipher
    {
        private readonly byte[] _encryption;
        private readonly byte[] _authentication;

        public TicketCipher(byte[] encryption, byte[] authentication) => (_encryption, _authentication) = (encryption, authentication);

        public string Write(string user)
        {
            using var aes = Aes.Create();
            aes.Key = _encryption;
            var cipher = aes.EncryptCbc(Encoding.UTF8.GetBytes(user), aes.IV);
            byte[] all = [.. aes.IV, .. cipher];
            return Convert.ToBase64String([.. all, .. HMACSHA256.HashData(_authentication, all)]);
        }
    }

    public sealed class Exports
    {
        public void Save(byte[] key, string path, string report)
        {
            using var aes = Aes.Create();
            aes.Key = key;
            using var file = File.Create(path);
            using var stream = new CryptoStream(file, aes.CreateEncryptor(), CryptoStreamMode.Write);
            stream.Write(Encoding.UTF8.GetBytes(report));
        }
    }

    public sealed record Invitation(string Role);

    public sealed record Voucher(decimal Amount);

    public sealed class Invitations
    {
        private readonly IDataProtector _protector;

        public Invitations(IDataProtectionProvider provider) => _protector = provider.CreateProtector("Shop.Invitation", "v1");

        public string Create(string role) => _protector.Protect(JsonSerializer.Serialize(new Invitation(role)));

        public Invitation? Open(string text) => JsonSerializer.Deserialize<Invitation>(_protector.Unprotect(text));
    }

    public sealed class Vouchers
    {
        private readonly IDataProtectionProvider _provider;

        public Vouchers(IDataProtectionProvider provider) => _provider = provider;

        public string Create(HttpContext context, decimal amount) =>
            For(context).Protect(JsonSerializer.Serialize(new Voucher(amount)), TimeSpan.FromDays(1));

        private ITimeLimitedDataProtector For(HttpContext context) =>
            _provider.CreateProtector(typeof(Voucher).FullName!).CreateProtector(context.User.Identity!.Name!).ToTimeLimitedDataProtector();
    }
}
#endif
