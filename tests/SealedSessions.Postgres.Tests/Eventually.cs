using System.Diagnostics;

namespace SealedSessions.Postgres.Tests;

/// <summary>Waits for what a machine under load may do late.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? every = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Patience, $"After {Patience.TotalSeconds} s it is still not so that {what}.");
            await Task.Delay(every ?? TimeSpan.FromMilliseconds(20));
        }

        return watch.Elapsed;
    }

    public static Task<TimeSpan> HoldsAsync(Func<bool> condition, string what) => HoldsAsync(() => Task.FromResult(condition()), what);
}
