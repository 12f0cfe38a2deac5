using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using SealedShop.Features.BackOffice;

namespace SealedShop.Features.Operations;

/// <summary>
/// https from the first start: cookies named <c>__Host-</c> exist only there. Where neither a certificate is configured nor the framework's
/// development certificate installed, the shop makes one for this run; browsers warn of it once.
/// </summary>
public static class DevelopmentHttps
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string FrameworkCertificate = "1.3.6.1.4.1.311.84.1.1";

    public static void AddShopHttps(this WebApplicationBuilder builder)
    {
        var own = builder.Environment.IsDevelopment() && !builder.Configuration.GetSection("Kestrel:Certificates:Default").Exists() && !IsFrameworkCertificateInstalled()
            ? CreateCertificate()
            : null;

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificate = own;
            if (BackOfficeScheme.NeedsCertificate(builder.Configuration))
            {
                // Any will do here, because the session is bound to the one that signed in. A company takes only those of its own authority.
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }
        }));
    }

    private static bool IsFrameworkCertificateInstalled()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates
            .Find(X509FindType.FindByExtension, FrameworkCertificate, validOnly: false)
            .Any(certificate => certificate.HasPrivateKey && certificate.NotAfter > DateTime.Now);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=SealedShop development", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

        // Windows takes no certificate whose key was never in a file.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
