using System.Data;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>
/// Runs statements. A statement that is under way is never cancelled: Npgsql does that with a second connection, which it opens and
/// reads while it blocks a thread, and a server that hangs would take the threads of the pool one by one. Instead the caller goes, and the
/// connection is free again when the server answers.
/// </summary>
internal sealed class PostgresCalls : IDisposable
{
    // Longer than any caller waits, and the end of a statement that waits for a lock.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MostAttempts = 5;

    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwn;
    private readonly SemaphoreSlim _places;

    public PostgresCalls(PostgresSessionOptions options)
    {
        _isOwn = options.DataSource is null;
        _source = options.DataSource ?? Build(options.ConnectionString!);

        // Connections that callers have left are still out. The rest is for the server that takes over meanwhile.
        var connections = new NpgsqlConnectionStringBuilder(_source.ConnectionString).MaxPoolSize;
        _places = new SemaphoreSlim(Math.Max(1, connections - Math.Max(2, connections / 4)));
    }

    public NpgsqlDataSource Source => _source;

    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        if (!await _places.WaitAsync(Patience, cancellation).ConfigureAwait(false))
        {
            throw new TimeoutException("All connections to PostgreSQL are waiting for an answer.");
        }

        var running = Task.FromResult(default(T)!);
        try
        {
            running = RunOnLivingAsync(work, cancellation);
            return await running.WaitAsync(Patience, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
            _ = ObserveAsync(running);
        }
    }

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        // 0 is without end: at any other end Npgsql would cancel.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        var command = Command(connection, sql, parameters);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        var command = Command(connection, sql, parameters);
        await using var _ = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_isOwn)
        {
            _source.Dispose();
        }
    }

    private async Task<T> RunOnLivingAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using var _ = connection.ConfigureAwait(false);
            try
            {
                return await work(connection).ConfigureAwait(false);
            }
            catch (NpgsqlException) when (attempt < MostAttempts && connection.FullState.HasFlag(ConnectionState.Broken) && !cancellation.IsCancellationRequested)
            {
                // The server has closed it since it was used last. Npgsql now drops all that wait in the pool, which may take a moment. A server
                // that is down takes no new one, and that is thrown.
                await Task.Delay(TimeSpan.FromMilliseconds(10 * (attempt - 1)), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What a statement throws that its caller has left is nobody's any more.</summary>
    private static async Task ObserveAsync(Task left) => await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableTransportSecurity();
        builder.EnableIntegratedSecurity();

        var settings = builder.ConnectionStringBuilder;
        settings.ApplicationName ??= "SealedSessions";
        settings.Multiplexing = false;
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 20 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;

        // A revocation holds whatever becomes of the transaction that the application is in.
        settings.Enlist = false;

        // Nothing is set on a connection but what all of them have.
        settings.NoResetOnClose = true;

        // A standby may not have heard of a revocation yet.
        if (settings.Host!.Contains(',', StringComparison.Ordinal))
        {
            settings.TargetSessionAttributes ??= "primary";
        }

        // The statements are written for this isolation: at a higher one PostgreSQL refuses what two nodes do at once.
        var setUp = $"SET statement_timeout = {(int)Patience.TotalMilliseconds}; SET default_transaction_isolation = 'read committed'";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = Command(connection, setUp);
                command.ExecuteNonQuery();
            },
            connection => ExecuteAsync(connection, setUp));
        return builder.Build();
    }
}
