using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SealedSessions.AspNetCore.Tests.Cookies;

public sealed class SchemesTests
{
    [Fact]
    public async Task TwoSchemes_LiveSideBySide()
    {
        await using var site = await TwoSchemes.StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/customer/sign-in");
        await client.PostAsync("/staff/sign-in");

        Assert.Equal("ada", (await client.GetAsync("/customer")).Body);
        Assert.Equal("grace", (await client.GetAsync("/staff")).Body);
        Assert.Equal("ada", (await client.GetAsync("/session")).Body);
        Assert.Equal("grace", (await client.GetAsync("/staff/session")).Body);

        await client.PostAsync("/customer/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/customer"));
        Assert.Equal("grace", (await client.GetAsync("/staff")).Body);

        site.Clock.Advance(TimeSpan.FromHours(9));
        await client.PostAsync("/customer/sign-in");
        Assert.Equal("ada", (await client.GetAsync("/customer")).Body);
        Assert.Equal(HttpStatusCode.Redirect, await client.StatusAsync("/staff"));
    }

    [Fact]
    public async Task StepUp_OfOneSchemeSendsToItsPageAndLeavesTheOther()
    {
        await using var site = await TwoSchemes.StartAsync();
        using var client = site.CreateClient();
        await client.PostAsync("/customer/sign-in");
        await client.PostAsync("/staff/sign-in");
        site.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("/staff/confirm?ReturnUrl=%2Fstaff%2Fsecret", (await client.GetAsync("/staff/secret", ("Accept", "text/html"))).Location);
        Assert.Equal("/confirm?ReturnUrl=%2Fcustomer%2Fsecret", (await client.GetAsync("/customer/secret", ("Accept", "text/html"))).Location);

        await client.PostAsync("/staff/step-up");
        Assert.Equal("secret", (await client.GetAsync("/staff/secret")).Body);
        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/customer/secret"));
    }

    [Fact]
    public async Task SchemeAddedTwice_FailsAsInTheFramework()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Shop.StartAsync(services: services =>
            services.AddAuthentication().AddSealedCookie(options => options.Lifetime = Shop.Lifetime)));

        Assert.Equal("Scheme already exists: Cookies", fault.Message);
    }

    [Fact]
    public async Task GenericHost_ServesToo()
    {
        using var host = new HostBuilder()
            .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SealedSessions:Keys:0:Key"] = SealingKey.Generate().ExportBase64(),
                ["SealedSessions:Keys:0:State"] = "Active",
            }))
            .ConfigureWebHost(web => web
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .ConfigureServices(services =>
                {
                    services.AddRouting();
                    services.Configure<KeyManagementOptions>(options => options.XmlRepository = new MemoryKeys());
                    services.AddAuthentication("Cookies").AddSealedCookie(options =>
                    {
                        options.Lifetime = Shop.Lifetime;
                        options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
                    });
                })
                .Configure(app => app
                    .UseRouting()
                    .UseAuthentication()
                    .UseAuthorization()
                    .UseEndpoints(endpoints =>
                    {
                        endpoints.MapGet("/sign-in", (HttpContext http) => http.SignInAsync(Shop.Principal("ada")));
                        endpoints.MapGet("/session", (RevalidatedSession<AuthenticationTicket> session) => session.Subject);
                    })))
            .Build();
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };

        var signIn = await Answer.ReadAsync(await http.GetAsync("/sign-in"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/session");
        request.Headers.Add("Cookie", $"{Shop.Cookie}={signIn.Cookie(Shop.Cookie)}");

        // Secure also over plain HTTP, as behind a proxy that ends TLS.
        Assert.True(Assert.Single(signIn.Cookies).Secure);
        Assert.Equal("ada", (await Answer.ReadAsync(await http.SendAsync(request))).Body);
        await host.StopAsync();
    }

    [Fact]
    public async Task MinimalHosting_NeedsNoMiddlewareCalls()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SealedSessions:Keys:0:Key"] = SealingKey.Generate().ExportBase64(),
            ["SealedSessions:Keys:0:State"] = "Active",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new MemoryKeys());
        builder.Services.AddAuthentication().AddSealedCookie(options =>
        {
            options.Lifetime = Shop.Lifetime;
            options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
        });
        await using var app = builder.Build();
        app.MapGet("/sign-in", (HttpContext http) => http.SignInAsync(Shop.Principal("ada")));
        app.MapGet("/me", (RevalidatedSession<AuthenticationTicket> session) => session.Subject).RequireRecentAuthentication(TimeSpan.FromMinutes(1));
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };

        var signIn = await Answer.ReadAsync(await http.GetAsync("/sign-in"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Add("Cookie", $"{Shop.Cookie}={signIn.Cookie(Shop.Cookie)}");

        Assert.Equal("ada", (await Answer.ReadAsync(await http.SendAsync(request))).Body);
    }
}
