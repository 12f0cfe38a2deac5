using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests.Shop;

/// <summary>The shop as it is deployed: a process of its own, in Production, on HTTPS and a free port.</summary>
internal sealed class ShopServer : IAsyncDisposable
{
    /// <summary>With which the parcel service signs.</summary>
    public static readonly string ParcelSecret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <summary>With which the partner teatime asks for its orders.</summary>
    public static readonly string PartnerApiKey = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly X509Certificate2 _certificate;

    private ShopServer(Process process, X509Certificate2 certificate)
    {
        (_process, _certificate) = (process, certificate);
        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
    }

    /// <summary>Starts a shop that was built.</summary>
    public static async Task<ShopServer> StartAsync(ShopSources shop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(shop.Folder, "obj", "server")).FullName;
        var certificate = CreateCertificate();
        var certificateFile = Path.Combine(folder, "localhost.pfx");
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await File.WriteAllBytesAsync(certificateFile, certificate.Export(X509ContentType.Pkcs12, password), TestContext.Current.CancellationToken);

        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
            ["Kestrel__Certificates__Default__Path"] = certificateFile,
            ["Kestrel__Certificates__Default__Password"] = password,
            ["Partners__Parcels__Secret"] = ParcelSecret,
            ["Partners__teatime__ApiKey"] = PartnerApiKey,
        };
        var server = new ShopServer(new Process { StartInfo = DotnetCommand.StartInfo(shop.Folder, variables, shop.Assembly) }, certificate);
        await server.ListenAsync();
        return server;
    }

    /// <summary>A browser without cookies, at the shop's address.</summary>
    public async Task<Browser> OpenBrowserAsync()
    {
        var address = await _address.Task;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = new CookieContainer(),
            ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == _certificate.Thumbprint,
        };
        return new Browser(new HttpClient(handler) { BaseAddress = address });
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _certificate.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private async Task ListenAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _address.Task.WaitAsync(StartLimit, TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or EndOfStreamException)
        {
            await DisposeAsync();
            Assert.Fail($"The shop did not start:\n{_log}");
        }
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        const string Listening = "Now listening on: ";

        if (line.Data is null)
        {
            _address.TrySetException(new EndOfStreamException());
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line.Data);
        }

        var start = line.Data.IndexOf(Listening, StringComparison.Ordinal);
        if (start >= 0)
        {
            _address.TrySetResult(new Uri(line.Data[(start + Listening.Length)..].Trim()));
        }
    }
}
