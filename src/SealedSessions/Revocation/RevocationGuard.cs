using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>
/// Stands before the store: bounds every call in time, leaves a store that does not answer alone for a while, and keeps revocations
/// that could not be written, for this process at once and for the store as soon as it takes them.
/// </summary>
internal sealed class RevocationGuard : IDisposable
{
    private readonly ISessionRevocations _store;
    private readonly RevocationOptions _options;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly InMemorySessionRevocations _unwritten;
    private readonly ConcurrentQueue<PendingRevocation> _pending = new();
    private readonly CancellationTokenSource _stopped = new();
    private long _unwrittenEverything = long.MinValue;
    private long _leaveAloneUntil = long.MinValue;
    private int _asking;
    private int _writing;
    private int _hasUnwritten;
    private int _failed;
    private uint _lastEpoch;

    public RevocationGuard(ISessionRevocations store, RevocationOptions options, ILogger<RevocationGuard> logger, TimeProvider clock)
    {
        _store = store;
        _options = options;
        _logger = logger;
        _clock = clock;
        _unwritten = new InMemorySessionRevocations(clock);
    }

    /// <summary>The epoch that the store has told last; 0 where it has never told any.</summary>
    public uint LastEpoch => Volatile.Read(ref _lastEpoch);

    /// <summary>What the store knows; null where it cannot be asked.</summary>
    public ValueTask<RevocationStatus?> CheckAsync(in RevocationQuery query, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _hasUnwritten) != 0 && CheckUnwritten(query) is { } known)
        {
            return new(known);
        }

        // Memory neither keeps waiting nor fails.
        return _store is InMemorySessionRevocations memory ? new(memory.Check(query)) : AskAsync(query, cancellation);
    }

    /// <summary>The store's epoch, or null where it cannot be asked.</summary>
    public async ValueTask<RevocationEpoch?> GetEpochAsync(CancellationToken cancellation)
    {
        var epoch = await AskAsync(_store.GetEpochAsync, cancellation).ConfigureAwait(false);
        if (epoch is { } known)
        {
            Volatile.Write(ref _lastEpoch, known.Current);
        }

        return epoch;
    }

    /// <summary>Writes a revocation. Where that fails, it holds in this process and is written later.</summary>
    /// <returns>Whether the store has it.</returns>
    public async ValueTask<bool> RevokeAsync(PendingRevocation revocation, CancellationToken cancellation)
    {
        // The store will hardly take it, and the caller is not to wait until it holds here.
        var isHeld = Volatile.Read(ref _failed) != 0;
        if (isHeld)
        {
            await HoldAsync(revocation, cancellation).ConfigureAwait(false);
        }

        if (await TryWriteAsync(revocation).ConfigureAwait(false) is not { } fault)
        {
            return true;
        }

        if (!isHeld)
        {
            await HoldAsync(revocation, cancellation).ConfigureAwait(false);
        }

        _pending.Enqueue(revocation);
        _logger.RevocationKept(_pending.Count, fault);
        StartWritingPending();
        return false;
    }

    public void Dispose()
    {
        if (!_stopped.IsCancellationRequested)
        {
            _stopped.Cancel();
            _stopped.Dispose();
        }
    }

    private ValueTask<RevocationStatus?> AskAsync(RevocationQuery query, CancellationToken cancellation) =>
        AskAsync(token => _store.CheckAsync(query, token), cancellation);

    private async ValueTask<T?> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellation)
        where T : struct
    {
        if (!MayAsk(out var isFirst))
        {
            return null;
        }

        try
        {
            var answer = await BoundedCall.RunAsync(ask, _options.StoreTimeout, cancellation).ConfigureAwait(false);
            Answered();
            return answer;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Failed(fault);
            return null;
        }
        finally
        {
            // Also where the caller gave up: then the next one asks.
            if (isFirst)
            {
                Volatile.Write(ref _asking, 0);
            }
        }
    }

    /// <summary>Whether the store may be asked now. While it is being left alone nobody asks; then one does, and the others go on without.</summary>
    private bool MayAsk(out bool isFirst)
    {
        isFirst = Volatile.Read(ref _failed) != 0
            && Environment.TickCount64 >= Volatile.Read(ref _leaveAloneUntil)
            && Interlocked.CompareExchange(ref _asking, 1, 0) == 0;
        return isFirst || Volatile.Read(ref _failed) == 0;
    }

    private void Answered()
    {
        if (Volatile.Read(ref _failed) != 0 && Interlocked.Exchange(ref _failed, 0) != 0)
        {
            _logger.StoreRecovered();
        }
    }

    private void Failed(Exception fault)
    {
        Volatile.Write(ref _leaveAloneUntil, Environment.TickCount64 + (long)_options.RetryAfter.TotalMilliseconds);
        SessionTelemetry.StoreFailed();
        if (Interlocked.Exchange(ref _failed, 1) == 0)
        {
            _logger.StoreFailed(fault);
        }
    }

    private RevocationStatus? CheckUnwritten(in RevocationQuery query)
    {
        if (query.AuthenticatedAt.UtcTicks <= Volatile.Read(ref _unwrittenEverything))
        {
            return RevocationStatus.EverythingRevoked;
        }

        var known = _unwritten.Check(query with { Epoch = uint.MaxValue });
        return known == RevocationStatus.NotRevoked ? null : known;
    }

    private async ValueTask HoldAsync(PendingRevocation revocation, CancellationToken cancellation)
    {
        if (revocation.IsEverything)
        {
            Volatile.Write(ref _unwrittenEverything, _clock.GetUtcNow().UtcTicks);
        }
        else
        {
            await revocation.WriteAsync(_unwritten, cancellation).ConfigureAwait(false);
        }

        Volatile.Write(ref _hasUnwritten, 1);
    }

    /// <summary>
    /// What prevented it, or null. A failed write says nothing about questions, which a full disk or a read-only server still answers:
    /// they go on.
    /// </summary>
    private async ValueTask<Exception?> TryWriteAsync(PendingRevocation revocation)
    {
        try
        {
            // A revocation is not given up because a client has gone: only time bounds it.
            await BoundedCall.RunAsync(
                async token =>
                {
                    await revocation.WriteAsync(_store, token).ConfigureAwait(false);
                    return true;
                },
                _options.StoreTimeout,
                CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (Exception fault)
        {
            SessionTelemetry.StoreFailed();
            return fault;
        }
    }

    private void StartWritingPending()
    {
        if (Interlocked.Exchange(ref _writing, 1) == 0)
        {
            _ = Task.Run(WritePendingAsync, CancellationToken.None);
        }
    }

    private async Task WritePendingAsync()
    {
        try
        {
            while (!_pending.IsEmpty)
            {
                await Task.Delay(_options.RetryAfter, _stopped.Token).ConfigureAwait(false);
                await WriteUntilFailureAsync().ConfigureAwait(false);
            }

            _logger.PendingWritten();
        }
        catch (Exception stop) when (stop is OperationCanceledException or ObjectDisposedException)
        {
            _logger.PendingLost(_pending.Count);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
            if (!_pending.IsEmpty && !_stopped.IsCancellationRequested)
            {
                StartWritingPending();
            }
        }
    }

    private async ValueTask WriteUntilFailureAsync()
    {
        while (_pending.TryDequeue(out var revocation))
        {
            if (await TryWriteAsync(revocation).ConfigureAwait(false) is not null)
            {
                // To the end: one that the store never takes must not hold up the others.
                _pending.Enqueue(revocation);
                return;
            }
        }
    }
}
