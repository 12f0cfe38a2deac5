using System.Security.Cryptography.X509Certificates;
using Microsoft.Playwright;

namespace SealedSessions.Testing;

/// <summary>The distribution's Chromium without a window. Each context has cookies of its own and takes any server certificate.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _chromium;

    private Browser(IPlaywright playwright, IBrowser chromium)
    {
        _playwright = playwright;
        _chromium = chromium;
    }

    /// <summary>Skips the test where Chromium is not installed.</summary>
    public static async Task<Browser> LaunchAsync()
    {
        Require.Chromium();
        var playwright = await Playwright.CreateAsync().ConfigureAwait(false);
        try
        {
            var chromium = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = InstalledPrograms.Chromium,
                Args = Arguments,
            }).ConfigureAwait(false);
            return new(playwright, chromium);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.IgnoreHTTPSErrors = true;
        return _chromium.NewContextAsync(options);
    }

    /// <summary>Shows the certificate to servers of this origin, such as https://localhost:5001.</summary>
    public Task<IBrowserContext> NewContextAsync(string origin, X509Certificate2 certificate) => NewContextAsync(new()
    {
        ClientCertificates =
        [
            new()
            {
                Origin = origin,
                Cert = TestCertificates.CertificatePem(certificate),
                Key = TestCertificates.KeyPem(certificate),
            },
        ],
    });

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync().ConfigureAwait(false);
        _playwright.Dispose();
    }
}
