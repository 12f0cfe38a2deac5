namespace SealedSessions.Testing;

/// <summary>
/// One PostgreSQL server for all tests of an assembly, started when the first asks for it. A test that stops or
/// freezes its server launches one of its own.
/// </summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(PostgresServer.LaunchAsync);
    private int _databases;

    public Task<PostgresServer> GetServerAsync() => _server.Value;

    /// <summary>The connection string of an empty database that no other test has.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var server = await GetServerAsync().ConfigureAwait(false);
        return await server.CreateDatabaseAsync($"test{Interlocked.Increment(ref _databases)}").ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await GetServerAsync().ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }
}
