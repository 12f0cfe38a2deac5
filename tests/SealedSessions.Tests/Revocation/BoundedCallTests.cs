namespace SealedSessions.Tests.Revocation;

public class BoundedCallTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Answer_IsGiven() => Assert.Equal(7, await BoundedCall.RunAsync(static _ => ValueTask.FromResult(7), Long, default));

    [Fact]
    public async Task LateAnswer_IsGiven() => Assert.Equal(
        7,
        await BoundedCall.RunAsync(
            static async cancellation =>
            {
                await Task.Delay(10, cancellation);
                return 7;
            },
            Long,
            default));

    [Fact]
    public async Task Fault_IsTheStores()
    {
        await Assert.ThrowsAsync<IOException>(() => BoundedCall.RunAsync<int>(static _ => throw new IOException(), Long, default));
        await Assert.ThrowsAsync<IOException>(() => BoundedCall.RunAsync(static _ => ValueTask.FromException<int>(new IOException()), Long, default));
    }

    [Fact]
    public async Task TooLong_IsATimeoutAndTheStoreIsToldToStop()
    {
        TaskCompletionSource told = new();

        await Assert.ThrowsAsync<TimeoutException>(() => BoundedCall.RunAsync(
            async cancellation =>
            {
                using var registration = cancellation.Register(() => told.TrySetResult());
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return 0;
            },
            Short,
            default));

        await told.Task.WaitAsync(Long);
    }

    [Fact]
    public async Task CallerThatGivesUp_IsACancellation()
    {
        using CancellationTokenSource gone = new(Short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BoundedCall.RunAsync(
            static async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                return 0;
            },
            Long,
            gone.Token));
    }

    [Fact]
    public async Task StoreThatFailsAfterItWasGivenUp_DisturbsNobody()
    {
        List<Exception> unobserved = [];
        void Remember(object? sender, UnobservedTaskExceptionEventArgs fault) => unobserved.AddRange(fault.Exception.InnerExceptions.OfType<InvalidDataException>());
        TaskScheduler.UnobservedTaskException += Remember;
        try
        {
            await GiveUpAsync();
            await Task.Delay(Short + Short);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Remember;
        }

        Assert.Empty(unobserved);

        static async Task GiveUpAsync() => await Assert.ThrowsAsync<TimeoutException>(() => BoundedCall.RunAsync<int>(
            static async _ =>
            {
                await Task.Delay(2 * Short, CancellationToken.None);
                throw new InvalidDataException();
            },
            Short,
            default));
    }
}
