using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace SealedSessions.Postgres.Tests;

public sealed class UsePostgresTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task MissingConnectionString_StopsTheHost_WithTheRemedy(string? connectionString) =>
        Assert.Contains("GetConnectionString", await FaultAsync(builder => builder.UsePostgres(connectionString)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db;Database=a;Pasword=geheim")]
    [InlineData("Database=a;Password=geheim")]
    [InlineData("Host=db;Port=geheim")]
    public async Task BadConnectionString_StopsTheHost_AndIsNotShown(string connectionString)
    {
        var fault = await FaultAsync(builder => builder.UsePostgres(connectionString));
        Assert.Contains("ConnectionString like", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllFaults_AreSaidAtOnce()
    {
        var fault = await FaultAsync(builder => builder.UsePostgres(options =>
        {
            options.Schema = "Shop";
            options.CacheFor = TimeSpan.FromMinutes(2);
        }));
        Assert.Contains("has no connection string", fault, StringComparison.Ordinal);
        Assert.Contains("Schema is 'Shop'", fault, StringComparison.Ordinal);
        Assert.Contains("CacheFor is 00:02:00", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionStringAndDataSource_ContradictEachOther()
    {
        await using var source = NpgsqlDataSource.Create("Host=db");
        var fault = await FaultAsync(builder => builder.UsePostgres(options =>
        {
            options.ConnectionString = "Host=db";
            options.DataSource = source;
        }));
        Assert.Contains("Set one of", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_StartsWithoutADatabase()
    {
        // What happens to sessions then is the application's choice, and starting is not.
        using var host = Host(builder => builder.UsePostgres("Host=127.0.0.1;Port=1;Database=none"));
        await host.StartAsync();
        Assert.IsType<PostgresSessionStore>(host.Services.GetRequiredService<ISessionRevocations>());
        Assert.Same(host.Services.GetRequiredService<ISessionRevocations>(), host.Services.GetRequiredService<ISessionSuccessors>());
        await host.StopAsync();
    }

    [Fact]
    public async Task RegisteredDataSource_IsTaken_AndNotDisposedOf()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Database=none");
        using (var host = Host(builder =>
        {
            builder.Services.AddSingleton(source);
            builder.UsePostgres(_ => { });
        }))
        {
            await host.StartAsync();
            _ = host.Services.GetRequiredService<PostgresSessionStore>();
            await host.StopAsync();
        }

        // A disposed one would say so.
        await Assert.ThrowsAsync<NpgsqlException>(async () => await source.OpenConnectionAsync());
    }

    [Fact]
    public void Store_RefusesWrongOptions()
    {
        var fault = Assert.Throws<ArgumentException>(() => new PostgresSessionStore(new()));
        Assert.Contains("GetConnectionString", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisposedTwice_IsDisposed()
    {
        var store = new PostgresSessionStore(new() { ConnectionString = "Host=127.0.0.1;Port=1" });
        store.Dispose();
        await store.DisposeAsync();
    }

    private static async Task<string> FaultAsync(Action<SealedSessionsBuilder> use)
    {
        using var host = Host(use);
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync())).Message;
    }

    private static IHost Host(Action<SealedSessionsBuilder> use)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        var sessions = builder.Services.AddSealedSessions()
            .UseKeys(options => options.Keys.Add(new() { Key = SealingKey.Generate().ExportBase64(), State = SealingKeyState.Active }))
            .AddSession<NodeClaims>(options =>
            {
                options.Purpose = Node.Purpose;
                options.Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(8), Idle = TimeSpan.FromMinutes(30) };
                options.Payload = SessionPayload.Json(NodeJson.Default.NodeClaims);
                options.WhenRevocationsUnavailable = StoreFailureMode.FailClosed;
            });
        use(sessions);
        return builder.Build();
    }
}
