namespace SealedSessions.Postgres.Tests;

/// <summary>What the library makes of a store that fails, whatever store it is.</summary>
public sealed class GuardTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly FaultyRevocations _store = new();

    [Fact]
    public async Task QuestionThatItsClientGivesUp_IsAskedByTheNext()
    {
        await using var node = new Node(_store, StoreFailureMode.FailClosed, Long);
        var token = await node.StartAsync();
        _store.BeforeQuestion = _ => throw new IOException("down");
        Assert.Equal(RevalidationStatus.Unavailable, await node.StatusAsync(token));

        // Left alone until now. Then one asks, and goes before there is an answer.
        _store.BeforeQuestion = cancellation => Task.Delay(Timeout.Infinite, cancellation);
        await GivenUpAsync(cancellation => node.Sessions.OpenAsync(token, cancellation: cancellation).AsTask());
        await GivenUpAsync(cancellation => node.Sessions.StartAsync(new() { Subject = "ada", Claims = new("Ada") }, cancellation: cancellation).AsTask());

        // One that throws at once where the client has gone already.
        _store.BeforeQuestion = cancellation =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.Delay(Timeout.Infinite, cancellation);
        };
        await GivenUpAsync(cancellation => node.Sessions.OpenAsync(token, cancellation: cancellation).AsTask());

        _store.BeforeQuestion = _ => Task.CompletedTask;
        await Eventually.HoldsAsync(async () => await node.StatusAsync(token) == RevalidationStatus.Success, "the store is asked again");
    }

    [Fact]
    public async Task StoreThatNeverAnswers_IsToldToStop()
    {
        await using var node = new Node(_store, StoreFailureMode.FailOpen, Short);
        var token = await node.StartAsync();
        var told = new TaskCompletionSource();
        _store.BeforeQuestion = cancellation =>
        {
            cancellation.Register(told.SetResult);
            return Task.Delay(Timeout.Infinite, CancellationToken.None);
        };
        Assert.False((await node.EnterAsync(token)).RevocationChecked);
        await told.Task.WaitAsync(Long);
    }

    [Fact]
    public async Task StoreThatTakesQuestionsOnly_GoesOnBeingAsked()
    {
        await using var node = new Node(_store, StoreFailureMode.FailClosed, Short);
        var (ended, kept) = (await node.StartAsync(), await node.StartAsync());
        _store.BeforeWrite = (_, _) => throw new IOException("read-only");
        Assert.False(await node.EndAsync(ended));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(RevalidationStatus.Success, await node.StatusAsync(kept));
            Assert.Equal(RevalidationStatus.SessionRevoked, await node.StatusAsync(ended));
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task RevocationThatIsNeverTaken_HoldsUpNoOther()
    {
        await using var node = new Node(_store, StoreFailureMode.FailClosed, Short);
        var token = await node.StartAsync("bob");
        var written = new TaskCompletionSource();
        _store.BeforeWrite = (_, _) => throw new IOException("down");
        Assert.False(await node.Revoker.RevokeSubjectAsync("never"));
        Assert.False(await node.Revoker.RevokeSubjectAsync("bob"));
        _store.BeforeWrite = (subject, _) =>
        {
            if (subject == "never")
            {
                throw new InvalidDataException("not such a subject");
            }

            written.TrySetResult();
            return Task.CompletedTask;
        };
        await written.Task.WaitAsync(Long);
        Assert.Equal(RevalidationStatus.SubjectRevoked, await node.StatusAsync(token));
    }

    [Fact]
    public async Task RevocationDuringAnOutage_HoldsBeforeTheStoreIsGivenUp()
    {
        await using var node = new Node(_store, StoreFailureMode.FailOpen, Long);
        var token = await node.StartAsync();
        _store.BeforeQuestion = _ => throw new IOException("down");
        Assert.False((await node.EnterAsync(token)).RevocationChecked);

        var writing = new TaskCompletionSource();
        _store.BeforeWrite = (_, _) => writing.Task;
        var end = node.EndAsync(token);
        await Eventually.HoldsAsync(async () => await node.StatusAsync(token) == RevalidationStatus.SessionRevoked, "the session is over here");
        Assert.False(end.IsCompleted);
        writing.SetResult();
        Assert.True(await end);
    }

    [Fact]
    public async Task SessionThatBeginsInAnOutage_IsNotTakenForOneFromBeforeEverythingWasRevoked()
    {
        await using var node = new Node(_store, StoreFailureMode.FailOpen, Short);
        Assert.True(await node.Revoker.RevokeEverythingAsync());
        await node.StartAsync();

        _store.BeforeQuestion = _ => throw new IOException("down");
        var token = await node.StartAsync();
        _store.BeforeQuestion = _ => Task.CompletedTask;
        await Eventually.HoldsAsync(async () => (await node.EnterAsync(token)).RevocationChecked, "the session is checked");
        Assert.True(await node.Revoker.RevokeEverythingAsync());
        Assert.Equal(RevalidationStatus.EverythingRevoked, await node.StatusAsync(token));
    }

    private static async Task GivenUpAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        await Eventually.HoldsAsync(
            async () =>
            {
                using var client = new CancellationTokenSource(Short);
                try
                {
                    await call(client.Token);
                }
                catch (OperationCanceledException)
                {
                    return true;
                }
                catch (RevocationStoreUnavailableException)
                {
                    // Still being left alone.
                }

                return false;
            },
            "a client has asked and gone");
    }
}
