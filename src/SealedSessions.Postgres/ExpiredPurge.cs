using Microsoft.Extensions.Logging;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>Deletes now and then what no session needs any more. Of several nodes one does it at a time.</summary>
internal sealed class ExpiredPurge(PostgresCalls calls, PostgresStatements statements, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken stopped)
    {
        // Nodes that start together need not purge together.
        var period = Every + (Every / 4 * Random.Shared.NextDouble());
        while (!stopped.IsCancellationRequested)
        {
            await Task.Delay(period, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                stopped.ThrowIfCancellationRequested();
                await PurgeAsync(stopped).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                if (!stopped.IsCancellationRequested)
                {
                    logger.PurgeFailed(fault);
                }
            }
        }
    }

    /// <returns>How many rows are gone.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancellation)
    {
        var total = 0;
        foreach (var statement in statements.Purges)
        {
            int count;
            do
            {
                count = await calls.RunAsync(connection => PurgeBatchAsync(connection, statement), cancellation).ConfigureAwait(false);
                total += count;
            }
            while (count == PostgresStatements.PurgeBatch);
        }

        return total;
    }

    private async Task<int> PurgeBatchAsync(NpgsqlConnection connection, string statement)
    {
        var transaction = await connection.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        if (await PostgresCalls.ScalarAsync(connection, statements.TryLock).ConfigureAwait(false) is not true)
        {
            return 0;
        }

        var count = await PostgresCalls.ExecuteAsync(connection, statement).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return count;
    }
}
