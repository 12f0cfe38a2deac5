using Npgsql;

namespace SealedSessions.Postgres.Tests;

/// <summary>A database as an administrator sees it.</summary>
internal sealed class Database(string connectionString) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DropSchemaAsync()
    {
        while (true)
        {
            try
            {
                await ExecuteAsync("DROP SCHEMA sealed_sessions CASCADE");
                return;
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                // With nodes at work, which lock the tables in another order.
            }
        }
    }

    public async Task<long> CountAsync(string from)
    {
        await using var command = _source.CreateCommand($"SELECT count(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the statement locks stays locked until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string sql)
    {
        var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
