using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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

    public SessionRevoker Revoker => Services.GetRequiredService<SessionRevoker>();

    /// <param name="services">Adds services.</param>
    /// <param name="endpoints">Adds what stands behind authorization.</param>
    /// <param name="key">The sealing key; a new one unless given, and none where it is empty.</param>
    /// <param name="clock">The clock; one that stands still unless given.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="before">Adds what stands before routing.</param>
    /// <param name="folder">Where the application lies; where the tests lie unless given.</param>
    public static async Task<Site> StartAsync(
        Action<IServiceCollection> services,
        Action<WebApplication> endpoints,
        string? key = null,
        FakeClock? clock = null,
        string environment = "Production",
        Action<WebApplication>? before = null,
        string? folder = null)
    {
        clock ??= new FakeClock();
        var certificate = TestCertificates.CreateServer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = folder });
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
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new MemoryKeys());
        if (key != "")
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SealedSessions:Keys:0:Key"] = key ?? SealingKey.Generate().ExportBase64(),
                ["SealedSessions:Keys:0:State"] = "Active",
            });
        }

        services(builder.Services);

        var app = builder.Build();
        before?.Invoke(app);
        app.UseRouting();
        if (app.Services.GetService<IAuthenticationSchemeProvider>() is not null)
        {
            app.UseAuthentication();
            app.UseAuthorization();
        }

        endpoints(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new Site(app, certificate, clock);
    }

    /// <summary>What a cookie of the shop's scheme holds, whether it is good or not.</summary>
    public UnsealedSession<AuthenticationTicket>? Unseal(string? cookie) =>
        Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Shop.Scheme).TicketDataFormat.Unprotect(cookie) is { } ticket
            ? TicketState.Unsealed(ticket.Properties)
            : null;

    /// <summary>A client with cookies of its own.</summary>
    public Client CreateClient(X509Certificate2? certificate = null) => new(Address, _certificate, Clock, certificate);

    /// <summary>A client that has signed in.</summary>
    public async Task<Client> SignInAsync(string user, X509Certificate2? certificate = null)
    {
        var client = CreateClient(certificate);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"/sign-in/{user}")).Status);
        return client;
    }

    /// <summary>Another client with the same cookies.</summary>
    public Client Copy(Client client, X509Certificate2? certificate = null)
    {
        var copy = CreateClient(certificate);
        copy.Take(client);
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }
}
