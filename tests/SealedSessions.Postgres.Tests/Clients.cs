using System.Collections.Concurrent;
using System.Diagnostics;

namespace SealedSessions.Postgres.Tests;

/// <summary>Clients of several nodes that begin, open, renew and end sessions all the time, and note what must not be.</summary>
internal sealed class Clients : IAsyncDisposable
{
    public const int Count = 50;

    // For a machine that does much else meanwhile; without an end in time a call takes 15 seconds and more.
    private static readonly TimeSpan Longest = Node.StoreTimeout + TimeSpan.FromSeconds(10);

    private readonly StoreFailureMode _mode;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<string, int> _wrong = new();
    private readonly Task[] _working;
    private readonly int[] _rounds = new int[Count];
    private readonly int[] _goodRounds = new int[Count];
    private long _calls;
    private long _slowest;
    private volatile bool _isDown;

    private Clients(StoreFailureMode mode, Node[] nodes)
    {
        _mode = mode;
        _working = [.. Enumerable.Range(0, Count).Select(i => Task.Run(() => WorkAsync(nodes[i % nodes.Length], i)))];
    }

    /// <summary>Returns when every client works.</summary>
    public static async Task<Clients> StartAsync(StoreFailureMode mode, params Node[] nodes)
    {
        foreach (var node in nodes)
        {
            await node.StartCheckedAsync();
        }

        var clients = new Clients(mode, nodes);
        await clients.EachHasSucceededAsync();
        return clients;
    }

    /// <summary>Whether the store cannot be asked. A call is judged by it if it was so from its beginning to its end.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    public long Calls => Volatile.Read(ref _calls);

    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref _slowest));

    /// <summary>Returns when every client has gone through all it does, twice.</summary>
    public Task<TimeSpan> EachHasWorkedAsync() => EachAsync(_rounds, "every client has come round");

    /// <summary>Returns when every client has gone through all it does with a store that answers.</summary>
    public Task<TimeSpan> EachHasSucceededAsync() => EachAsync(_goodRounds, "every client works with the store again");

    /// <summary>Ends the work and says what went wrong.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_working).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(_wrong.IsEmpty, string.Join('\n', _wrong.Select(each => $"{each.Value} times: {each.Key}")));
        Assert.True(Slowest < Longest, $"A call took {Slowest}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopped.Dispose();
    }

    private static async Task<TimeSpan> EachAsync(int[] rounds, string what)
    {
        var before = rounds.ToArray();
        return await Eventually.HoldsAsync(() => rounds.Zip(before).All(each => each.First >= each.Second + 2), what);
    }

    private async Task WorkAsync(Node node, int i)
    {
        string? own = null;
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                own ??= await StartAsync(node);
                var good = own is not null && await OpenAsync(node, own) is { RevocationChecked: true };
                good &= await LiveAsync(node);
                _goodRounds[i] += good ? 1 : 0;
            }
            catch (Exception fault)
            {
                Wrong($"threw {fault}");
            }

            _rounds[i]++;
            await Task.Delay(20);
        }
    }

    /// <summary>One session from its beginning to its end.</summary>
    private async Task<bool> LiveAsync(Node node)
    {
        if (await StartAsync(node) is not { } token || await OpenAsync(node, token) is not { } session)
        {
            return false;
        }

        var successor = (await TimedAsync(async () => await node.Sessions.RenewAsync(session))).Value;
        var renewed = await OpenAsync(node, successor);
        var isStored = await TimedAsync(async () => await node.Sessions.EndAsync(session));
        foreach (var ended in (string[])[token, successor])
        {
            // What this node could not write it knows; what is written it may not be able to ask for.
            if (await OpenAsync(node, ended) is { } revived && (!isStored || revived.RevocationChecked))
            {
                Wrong($"accepted a session that was signed out, {(isStored ? "" : "not ")}stored");
            }
        }

        return renewed is { RevocationChecked: true } && isStored;
    }

    private async Task<string?> StartAsync(Node node)
    {
        var wasDown = IsDown;
        string? token = null;
        try
        {
            token = await TimedAsync(() => node.StartAsync());
        }
        catch (RevocationStoreUnavailableException) when (_mode == StoreFailureMode.FailClosed)
        {
            // As it should.
        }

        if (wasDown && IsDown && _mode == StoreFailureMode.FailClosed && token is not null)
        {
            Wrong("a session began while the store was down");
        }

        return token;
    }

    private async Task<RevalidatedSession<NodeClaims>?> OpenAsync(Node node, string token)
    {
        var wasDown = IsDown;
        var result = await TimedAsync(() => node.OpenAsync(token));
        if (result.Session is { RevocationChecked: false } && _mode == StoreFailureMode.FailClosed)
        {
            Wrong("accepted unchecked");
        }

        if (wasDown && IsDown)
        {
            if (result.Session is { RevocationChecked: true })
            {
                Wrong("said to have checked while the store was down");
            }

            if (_mode == StoreFailureMode.FailOpen && result.Status == RevalidationStatus.Unavailable)
            {
                Wrong("refused while the store was down");
            }
        }

        return result.Session;
    }

    private async Task<T> TimedAsync<T>(Func<Task<T>> call)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            return await call();
        }
        finally
        {
            Interlocked.Increment(ref _calls);
            var ticks = watch.Elapsed.Ticks;
            for (var slowest = Volatile.Read(ref _slowest); ticks > slowest; slowest = Volatile.Read(ref _slowest))
            {
                Interlocked.CompareExchange(ref _slowest, ticks, slowest);
            }
        }
    }

    private void Wrong(string what) => _wrong.AddOrUpdate(what, 1, (_, count) => count + 1);
}
