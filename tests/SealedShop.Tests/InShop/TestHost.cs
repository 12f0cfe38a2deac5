using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SealedSessions;
using SealedShop.Tests.InShop;

[assembly: HostingStartup(typeof(TestHost))]

namespace SealedShop.Tests.InShop;

/// <summary>What the tests add to the shop's process (<c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c>): a clock that they move, and an end.</summary>
public sealed class TestHost : IHostingStartup
{
    public const string ClockVariable = "TESTS_CLOCK";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.AddSingleton<TimeProvider>(new MovedClock(Environment.GetEnvironmentVariable(ClockVariable)!));
        services.AddHostedService<EndWithTest>();

        // A machine that builds something else meanwhile is slow, not down.
        services.Configure<RevocationOptions>(options => options.StoreTimeout = TimeSpan.FromSeconds(30));
    });
}

/// <summary>Shuts the shop down in order as soon as the test closes its end of the pipe, which also happens when the test host dies.</summary>
internal sealed class EndWithTest(IHostApplicationLifetime shop) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(() =>
        {
            Console.In.ReadToEnd();
            shop.StopApplication();
        })
        {
            IsBackground = true,
        }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
