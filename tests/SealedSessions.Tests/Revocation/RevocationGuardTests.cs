using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SealedSessions.Tests.Revocation;

/// <summary>What happens to sessions and revocations while the store fails, hangs and comes back. In real time, as the guard is.</summary>
public sealed class RevocationGuardTests : IDisposable
{
    private const int StoreFailed = 3;
    private const int StoreRecovered = 4;
    private const int RevocationKept = 5;
    private const int PendingWritten = 6;
    private const int PendingLost = 7;

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly SealingKeyId Key = SealingKeyId.Parse("0a0b0c0d");

    private readonly FakeClock _clock = new();
    private readonly WrittenLog _log = new();
    private readonly ScriptedStore _store;
    private readonly List<RevocationGuard> _guards = [];

    public RevocationGuardTests() => _store = new(_clock);

    private RevocationQuery Query => new(SessionId.New(), "ada", _clock.GetUtcNow(), (uint)_clock.GetUtcNow().ToUnixTimeSeconds(), Key);

    [Fact]
    public async Task StoreThatWorks_IsAsked()
    {
        var guard = Guard(Long, Long);
        var query = Query;

        Assert.Equal(RevocationStatus.NotRevoked, await guard.CheckAsync(query, default));
        Assert.Equal(query.Epoch, (await guard.GetEpochAsync(default))!.Value.Current);
        Assert.True(await guard.RevokeAsync(PendingRevocation.Session(query.Session, _clock.GetUtcNow().AddHours(1)), default));
        Assert.Equal(RevocationStatus.SessionRevoked, await guard.CheckAsync(query, default));
        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StoreThatNeverAnswers_IsBoundedInTime(bool listens)
    {
        var guard = Guard(Short, Long);
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Before = (_, cancellation) =>
        {
            cancellation.Register(() => stopped.TrySetResult());
            return listens ? Task.Delay(Timeout.Infinite, cancellation) : new TaskCompletionSource().Task;
        };
        var started = Stopwatch.StartNew();

        Assert.Null(await guard.CheckAsync(Query, default));

        Assert.InRange(started.Elapsed, Short - TimeSpan.FromMilliseconds(5), Long / 2);
        await stopped.Task.WaitAsync(Long);
        Assert.Equal(1, _log.Count(StoreFailed));
    }

    [Fact]
    public async Task ManyAtOnce_DoNotHangOnAStoreThatNeverAnswers()
    {
        var guard = Guard(Short, TimeSpan.FromMilliseconds(10));
        _store.Before = static (_, _) => new TaskCompletionSource().Task;
        var started = Stopwatch.StartNew();

        var asked = Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
        {
            for (var turn = 0; turn < 5; turn++)
            {
                if (i % 3 == 0)
                {
                    Assert.Null(await guard.GetEpochAsync(default));
                }
                else
                {
                    Assert.Null(await guard.CheckAsync(Query, default));
                }
            }
        }));
        await Task.WhenAll(asked).WaitAsync(Long);

        Assert.True(started.Elapsed < Long / 2);
        Assert.Equal(1, _log.Count(StoreFailed));
    }

    [Fact]
    public async Task StoreThatHasFailed_IsLeftAlone()
    {
        var guard = Guard(Long, Long);
        _store.Before = static (_, _) => throw new IOException("down");
        Assert.Null(await guard.CheckAsync(Query, default));

        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await guard.CheckAsync(Query, default));
            Assert.Null(await guard.GetEpochAsync(default));
        }

        Assert.Single(_store.Calls);
        Assert.Contains("down", Assert.Single(_log.Entries, static entry => entry is (LogLevel.Error, StoreFailed, _)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreThatWasLeftAlone_IsProbedByExactlyOne()
    {
        var guard = Guard(Long, Short);
        _store.Before = static (_, _) => throw new IOException("down");
        await guard.CheckAsync(Query, default);
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.Before = (_, _) => open.Task;
        await Task.Delay(Short + Short);

        var asked = Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await guard.CheckAsync(Query, default))).ToArray();
        while (asked.Count(static task => task.IsCompleted) < 63)
        {
            await Task.Delay(1);
        }

        // All but one go on without the store.
        var probe = Assert.Single(asked, static task => !task.IsCompleted);
        Assert.Equal(2, _store.Calls.Count);
        Assert.All(asked.Where(task => task != probe), static task => Assert.Null(task.Result));

        open.SetResult();
        Assert.Equal(RevocationStatus.NotRevoked, await probe.WaitAsync(Long));
        Assert.Equal(1, _log.Count(StoreRecovered));
        Assert.Equal(RevocationStatus.NotRevoked, await guard.CheckAsync(Query, default));
        Assert.Equal(3, _store.Calls.Count);
    }

    [Fact]
    public async Task StoreThatFailsAgain_IsLeftAloneAgain()
    {
        var guard = Guard(Long, Short);
        _store.Before = static (_, _) => throw new IOException("down");
        var started = Stopwatch.StartNew();
        while (_store.Calls.Count < 4)
        {
            await guard.CheckAsync(Query, default);
            await guard.GetEpochAsync(default);
        }

        // The fourth question is the third after an interval; timers of the system may be a little early.
        Assert.True(started.Elapsed > 3 * (Short - TimeSpan.FromMilliseconds(20)), $"{started.Elapsed}");
        Assert.Equal(1, _log.Count(StoreFailed));
    }

    [Theory]
    [InlineData("check", true)]
    [InlineData("check", false)]
    [InlineData("epoch", true)]
    [InlineData("epoch", false)]
    public async Task ProbeThatIsGivenUp_IsLeftToTheNext(string question, bool atOnce)
    {
        var guard = Guard(Long, Short);
        _store.Before = static (_, _) => throw new IOException("down");
        await guard.CheckAsync(Query, default);
        await Task.Delay(Short + Short);

        using CancellationTokenSource gone = new();
        _store.Before = (_, cancellation) =>
        {
            if (atOnce)
            {
                gone.Cancel();
                cancellation.ThrowIfCancellationRequested();
            }

            gone.CancelAfter(10);
            return Task.Delay(Timeout.Infinite, cancellation);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            if (question == "check")
            {
                await guard.CheckAsync(Query, gone.Token);
            }
            else
            {
                await guard.GetEpochAsync(gone.Token);
            }
        });

        _store.Before = static (_, _) => Task.CompletedTask;
        Assert.Equal(RevocationStatus.NotRevoked, await guard.CheckAsync(Query, default));
    }

    public static TheoryData<string, RevocationStatus> Kinds => new()
    {
        { "session", RevocationStatus.SessionRevoked },
        { "subject", RevocationStatus.SubjectRevoked },
        { "key", RevocationStatus.KeyRevoked },
        { "everything", RevocationStatus.EverythingRevoked },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RevocationThatCannotBeWritten_HoldsHereAndIsWrittenLater(string kind, RevocationStatus status)
    {
        var guard = Guard(Long, Short);
        var query = Query;
        _store.Before = static (_, _) => throw new IOException("down");

        Assert.False(await guard.RevokeAsync(Of(kind, query), default));
        Assert.Equal(status, await guard.CheckAsync(query, default));
        Assert.Contains("down", Assert.Single(_log.Entries, static entry => entry is (LogLevel.Warning, RevocationKept, _)).Text, StringComparison.Ordinal);

        // Another node learns of it once the store is back.
        var other = Guard(Long, Short);
        _store.Before = static (_, _) => Task.CompletedTask;
        await EventuallyAsync(async () => await other.CheckAsync(query, default) == status);
        await EventuallyAsync(() => Task.FromResult(_log.Count(PendingWritten) == 1));
        Assert.Equal(status, await guard.CheckAsync(query, default));
    }

    [Fact]
    public async Task EverythingThatIsHeld_SparesWhatBeganLater()
    {
        var guard = Guard(Long, Long);
        _store.Before = static (call, _) => call == "everything" ? throw new IOException("down") : Task.CompletedTask;

        await guard.RevokeAsync(PendingRevocation.Everything(), default);

        Assert.Equal(RevocationStatus.EverythingRevoked, await guard.CheckAsync(Query, default));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(RevocationStatus.NotRevoked, await guard.CheckAsync(Query with { Epoch = uint.MaxValue }, default));
    }

    [Fact]
    public async Task RevocationDuringAnOutage_HoldsBeforeItsWriterReturns()
    {
        var guard = Guard(Short, Long);
        _store.Before = static (_, _) => throw new IOException("down");
        await guard.CheckAsync(Query, default);
        _store.Before = static (_, _) => new TaskCompletionSource().Task;
        var query = Query;

        var revoked = guard.RevokeAsync(Of("session", query), default).AsTask();

        Assert.Equal(RevocationStatus.SessionRevoked, await guard.CheckAsync(query, default));
        Assert.False(await revoked.WaitAsync(Long));
    }

    [Fact]
    public async Task RevocationThatTheStoreNeverTakes_HoldsUpNoOther()
    {
        var guard = Guard(Long, TimeSpan.FromMilliseconds(10));
        _store.Before = static (_, _) => throw new IOException("down");
        var query = Query;
        await guard.RevokeAsync(PendingRevocation.Subject("poison", _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(1)), default);
        await guard.RevokeAsync(Of("session", query), default);
        await guard.RevokeAsync(Of("key", query), default);

        _store.Before = static (call, _) => call == "subject poison" ? throw new NotSupportedException("never") : Task.CompletedTask;

        var other = Guard(Long, Short);
        await EventuallyAsync(async () => await other.CheckAsync(query, default) == RevocationStatus.SessionRevoked);
        await EventuallyAsync(async () => await other.CheckAsync(query with { Session = SessionId.New() }, default) == RevocationStatus.KeyRevoked);
        Assert.Equal(RevocationStatus.SubjectRevoked, await guard.CheckAsync(Query with { Subject = "poison", Key = default }, default));
        Assert.Equal(0, _log.Count(PendingWritten));
    }

    [Fact]
    public async Task FailedWrite_DoesNotStopQuestions()
    {
        var guard = Guard(Long, Long);
        _store.Before = static (call, _) => call is "check" or "epoch" ? Task.CompletedTask : throw new IOException("read-only");

        Assert.False(await guard.RevokeAsync(Of("session", Query), default));

        Assert.Equal(RevocationStatus.NotRevoked, await guard.CheckAsync(Query, default));
        Assert.NotNull(await guard.GetEpochAsync(default));
    }

    [Fact]
    public async Task CallerThatHasGone_DoesNotStopARevocation()
    {
        var guard = Guard(Long, Long);
        var query = Query;

        Assert.True(await guard.RevokeAsync(Of("session", query), new CancellationToken(canceled: true)));
        Assert.Equal(RevocationStatus.SessionRevoked, await guard.CheckAsync(query, default));

        _store.Before = static (_, _) => throw new IOException("down");
        var next = Query;
        Assert.False(await guard.RevokeAsync(Of("session", next), new CancellationToken(canceled: true)));
        Assert.Equal(RevocationStatus.SessionRevoked, await guard.CheckAsync(next, default));
    }

    [Fact]
    public async Task ManyRevocationsInAnOutage_AreAllWritten()
    {
        var guard = Guard(Long, TimeSpan.FromMilliseconds(10));
        _store.Before = static (_, _) => throw new IOException("down");
        var queries = Enumerable.Range(0, 200).Select(_ => Query).ToArray();
        await Task.WhenAll(queries.Select(query => Task.Run(async () => await guard.RevokeAsync(Of("session", query), default))));
        Assert.All(await Task.WhenAll(queries.Select(query => guard.CheckAsync(query, default).AsTask())), static status => Assert.Equal(RevocationStatus.SessionRevoked, status));

        _store.Before = static (_, _) => Task.CompletedTask;

        await EventuallyAsync(() => Task.FromResult(queries.All(query => _store.RevokedUntil.ContainsKey(query.Session))));
    }

    [Fact]
    public async Task ProgramThatEndsWithoutTheStore_SaysWhatIsLost()
    {
        var guard = Guard(Long, Long);
        _store.Before = static (_, _) => throw new IOException("down");
        await guard.RevokeAsync(Of("session", Query), default);
        await guard.RevokeAsync(Of("key", Query), default);

        guard.Dispose();

        await EventuallyAsync(() => Task.FromResult(_log.Count(PendingLost) == 1));
        Assert.Contains("2 revocations", Assert.Single(_log.Entries, static entry => entry is (LogLevel.Critical, PendingLost, _)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MemoryStore_IsAskedWithoutDetours()
    {
        InMemorySessionRevocations memory = new(_clock);
        RevocationGuard guard = new(memory, new RevocationOptions(), new LoggerFactory([_log]).CreateLogger<RevocationGuard>(), _clock);
        _guards.Add(guard);
        var query = Query;

        var asked = guard.CheckAsync(query, default);
        Assert.True(asked.IsCompletedSuccessfully);
        Assert.Equal(RevocationStatus.NotRevoked, await asked);
        Assert.True(await guard.RevokeAsync(Of("session", query), default));
        Assert.Equal(RevocationStatus.SessionRevoked, await guard.CheckAsync(query, default));
    }

    [Fact]
    public async Task FailOpen_BeginsSessionsUnderTheLastEpochThatIsKnown()
    {
        await using Shop shop = new(sessions => sessions.UseStore(_ => _store), static options => options.WhenRevocationsUnavailable = StoreFailureMode.FailOpen, _clock);
        await shop.StartAsync();
        _store.Before = static (_, _) => throw new IOException("down");

        var token = await shop.StartAsync();

        Assert.Equal((uint)_clock.GetUtcNow().ToUnixTimeSeconds(), shop.Sessions.Unseal(token).Session!.Record.Epoch);
        Assert.False(Shop.Good(await shop.OpenAsync(token)).RevocationChecked);
    }

    [Fact]
    public async Task FailClosed_BeginsNoSessionWithoutTheStore()
    {
        await using Shop shop = new(sessions => sessions.UseStore(_ => _store), clock: _clock);
        var session = await shop.EnterAsync();
        _store.Before = static (_, _) => throw new IOException("down");

        await Assert.ThrowsAsync<RevocationStoreUnavailableException>(() => shop.StartAsync());
        await Assert.ThrowsAsync<RevocationStoreUnavailableException>(async () => await shop.Sessions.StepUpAsync(session));
    }

    public void Dispose() => _guards.ForEach(static guard => guard.Dispose());

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var started = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(started.Elapsed < Long, "It does not come true.");
            await Task.Delay(2);
        }
    }

    private PendingRevocation Of(string kind, RevocationQuery query) => kind switch
    {
        "session" => PendingRevocation.Session(query.Session, _clock.GetUtcNow().AddHours(1)),
        "subject" => PendingRevocation.Subject(query.Subject, _clock.GetUtcNow(), _clock.GetUtcNow().AddHours(1)),
        "key" => PendingRevocation.Key(query.Key, _clock.GetUtcNow().AddHours(1)),
        _ => PendingRevocation.Everything(),
    };

    private RevocationGuard Guard(TimeSpan storeTimeout, TimeSpan retryAfter)
    {
        RevocationGuard guard = new(
            _store,
            new RevocationOptions { StoreTimeout = storeTimeout, RetryAfter = retryAfter },
            new LoggerFactory([_log]).CreateLogger<RevocationGuard>(),
            _clock);
        _guards.Add(guard);
        return guard;
    }
}
