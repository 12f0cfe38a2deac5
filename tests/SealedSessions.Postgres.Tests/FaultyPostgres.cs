namespace SealedSessions.Postgres.Tests;

/// <summary>A server of one's own, to be stopped and frozen. Started by the first test, which alone can be skipped.</summary>
public sealed class FaultyPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(PostgresServer.LaunchAsync);
    private int _databases;

    public Task<PostgresServer> GetServerAsync() => _server.Value;

    public async Task<string> CreateDatabaseAsync()
    {
        var server = await GetServerAsync();

        // A test that failed may have left it as it was.
        await server.ResumeAsync();
        try
        {
            await server.StartAsync();
        }
        catch (InvalidOperationException)
        {
            // It runs.
        }

        return await server.CreateDatabaseAsync($"faults{++_databases}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await GetServerAsync()).DisposeAsync();
        }
    }
}
