using Microsoft.Extensions.Logging;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>Hears of revocations by all nodes, and drops them from the cache. Keeps one connection, and asks it for a sign of life where it is silent.</summary>
internal sealed class RevocationListener(NpgsqlDataSource source, PostgresStatements statements, NotRevokedCache cache, TimeSpan keepAlive, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stopped)
    {
        var isLost = false;
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => isLost = Regained(isLost), stopped).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                if (!isLost && !stopped.IsCancellationRequested)
                {
                    logger.ListenerLost(fault);
                    isLost = true;
                }
            }
            finally
            {
                cache.Distrust();
                cache.DropAll();
            }

            await Task.Delay(RetryAfter, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(Action listening, CancellationToken stopped)
    {
        var connection = await source.OpenConnectionAsync(stopped).ConfigureAwait(false);
        var asked = Task.CompletedTask;
        try
        {
            connection.Notification += (_, told) => Hear(told.Payload);
            asked = PostgresCalls.ExecuteAsync(connection, statements.Listen);
            await asked.WaitAsync(keepAlive, stopped).ConfigureAwait(false);

            // What was revoked before is in the database, and no answer is older than this.
            cache.DropAll();
            cache.Trust();
            listening();

            while (true)
            {
                if (!await connection.WaitAsync(keepAlive, stopped).ConfigureAwait(false))
                {
                    asked = PostgresCalls.ExecuteAsync(connection, "SELECT 1");
                    await asked.WaitAsync(keepAlive, stopped).ConfigureAwait(false);
                }

                cache.Trust();
            }
        }
        finally
        {
            // Not waited for: the server may never answer.
            _ = CloseAsync(connection, asked);
        }
    }

    private void Hear(string payload)
    {
        if (SessionId.TryParse(payload, out var session))
        {
            cache.Drop(session);
        }
        else
        {
            cache.DropAll();
        }
    }

    private bool Regained(bool isLost)
    {
        if (isLost)
        {
            logger.ListenerRegained();
        }

        return false;
    }

    private static async Task CloseAsync(NpgsqlConnection connection, Task asked)
    {
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
