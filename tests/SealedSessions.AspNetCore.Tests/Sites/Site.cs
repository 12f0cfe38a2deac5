using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SealedSessions.AspNetCore.Tests;

/// <summary>A real Kestrel on a free port, over HTTPS.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;

    private Site(WebApplication app, X509Certificate2 certificate, FakeClock clock)
    {
        _app = app;
        _certificate = certificate;
        Clock = clock;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }

    public Uri Address { get; }

    public FakeClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<Site> StartAsync(
        Action<IServiceCollection> services, Action<WebApplication> endpoints, string? key = null, FakeClock? clock = null, string environment = "Production")
    {
        clock ??= new FakeClock();
        var certificate = TestCertificates.CreateServer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            })));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddRouting();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SealedSessions:Keys:0:Key"] = key ?? SealingKey.Generate().ExportBase64(),
            ["SealedSessions:Keys:0:State"] = "Active",
        });
        services(builder.Services);

        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        endpoints(app);
        await app.StartAsync();
        return new Site(app, certificate, clock);
    }

    /// <summary>A client with cookies of its own.</summary>
    public Client CreateClient(X509Certificate2? certificate = null) => new(Address, _certificate, certificate);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }
}
