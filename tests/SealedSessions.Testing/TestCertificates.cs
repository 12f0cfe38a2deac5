using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SealedSessions.Testing;

/// <summary>Self-signed P-256 certificates that are in no store and in no file.</summary>
public static class TestCertificates
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>For localhost and the loopback addresses, and for more host names where they are given.</summary>
    public static X509Certificate2 CreateServer(params string[] hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (var host in hosts.Prepend("localhost"))
        {
            names.AddDnsName(host);
        }

        return Create("localhost", ServerAuthentication, names.Build());
    }

    /// <summary>Each call makes another key, also for the same name.</summary>
    public static X509Certificate2 CreateClient(string name) => Create(name, ClientAuthentication);

    /// <summary>Certificate and private key as one file without a password.</summary>
    public static byte[] Pfx(X509Certificate2 certificate) => certificate.Export(X509ContentType.Pfx);

    public static byte[] CertificatePem(X509Certificate2 certificate) => Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());

    public static byte[] KeyPem(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Create(string name, string usage, params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
