namespace SealedSessions;

/// <summary>Asks a store and waits no longer than for a time, whatever the store makes of its token.</summary>
internal static class BoundedCall
{
    /// <summary>The store's answer.</summary>
    /// <exception cref="TimeoutException">It takes longer. The store is told to stop.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> ask, TimeSpan timeout, CancellationToken cancellation)
    {
        var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asked = Task.FromResult(default(T)!);
        try
        {
            asked = ask(bounded.Token).AsTask();
            return await asked.WaitAsync(timeout, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _ = EndAsync(asked, bounded);
        }
    }

    private static async Task EndAsync(Task asked, CancellationTokenSource bounded)
    {
        if (!asked.IsCompleted)
        {
            // On a thread of the pool: what a store does when it is told to stop may take long.
            await bounded.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // What it throws now is nobody's any more.
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bounded.Dispose();
    }
}
