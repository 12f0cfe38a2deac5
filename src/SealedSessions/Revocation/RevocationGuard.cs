using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>
/// Stands before the store: bounds every call in time, leaves a failed store alone for a while, and keeps revocations that could
/// not be written, for this process at once and for the store as soon as it is back.
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

    public RevocationGuard(ISessionRevocations store, RevocationOptions options, ILogger<RevocationGuard> logger, TimeProvider clock)
    {
        _store = store;
        _options = options;
        _logger = logger;
        _clock = clock;
        _unwritten = new InMemorySessionRevocations(clock);
    }

    /// <summary>What the store knows; <see cref="RevocationStatus.Forgotten"/> where it cannot be asked.</summary>
    public ValueTask<RevocationStatus> CheckAsync(in RevocationQuery query, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _hasUnwritten) != 0 && CheckUnwritten(query) is { } known)
        {
            return new(known);
        }

        if (!MayAsk())
        {
            return new(RevocationStatus.Forgotten);
        }

        ValueTask<RevocationStatus> asked;
        try
        {
            asked = _store.CheckAsync(query, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new(Failed(fault));
        }

        if (asked.IsCompletedSuccessfully)
        {
            Answered();
            return new(asked.Result);
        }

        return Await(asked, cancellation);
    }

    /// <summary>The store's epoch, or null where it cannot be asked.</summary>
    public async ValueTask<RevocationEpoch?> GetEpochAsync(CancellationToken cancellation)
    {
        if (!MayAsk())
        {
            return null;
        }

        try
        {
            var epoch = await Bound(token => _store.GetEpochAsync(token).AsTask(), cancellation).ConfigureAwait(false);
            Answered();
            return epoch;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Failed(fault);
            return null;
        }
    }

    /// <summary>Writes a revocation. Where that fails, it holds in this process and is written later.</summary>
    /// <returns>Whether the store has it.</returns>
    public async ValueTask<bool> RevokeAsync(PendingRevocation revocation, CancellationToken cancellation)
    {
        try
        {
            // A revocation is not given up because a client has gone: only time bounds it.
            await Bound(token => revocation.WriteAsync(_store, token), CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault)
        {
            Failed(fault);
            await KeepAsync(revocation, cancellation).ConfigureAwait(false);
            return false;
        }
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private async ValueTask<RevocationStatus> Await(ValueTask<RevocationStatus> asked, CancellationToken cancellation)
    {
        try
        {
            var status = await asked.AsTask().WaitAsync(_options.StoreTimeout, cancellation).ConfigureAwait(false);
            Answered();
            return status;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return Failed(fault);
        }
        finally
        {
            // A caller that gave up leaves the question open for the next one.
            Volatile.Write(ref _asking, 0);
        }
    }

    private async Task<T> Bound<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(_options.StoreTimeout);
        return await ask(bounded.Token).WaitAsync(_options.StoreTimeout, cancellation).ConfigureAwait(false);
    }

    private Task<bool> Bound(Func<CancellationToken, ValueTask> write, CancellationToken cancellation) =>
        Bound<bool>(
            async token =>
            {
                await write(token).ConfigureAwait(false);
                return true;
            },
            cancellation);

    /// <summary>Whether the store may be asked now. While it is being left alone nobody asks; then one does.</summary>
    private bool MayAsk() =>
        Volatile.Read(ref _failed) == 0
        || (Environment.TickCount64 >= Volatile.Read(ref _leaveAloneUntil) && Interlocked.CompareExchange(ref _asking, 1, 0) == 0);

    private void Answered()
    {
        if (Volatile.Read(ref _failed) != 0 && Interlocked.Exchange(ref _failed, 0) != 0)
        {
            Volatile.Write(ref _asking, 0);
            _logger.StoreRecovered();
        }
    }

    private RevocationStatus Failed(Exception fault)
    {
        Volatile.Write(ref _leaveAloneUntil, Environment.TickCount64 + (long)_options.RetryAfter.TotalMilliseconds);
        SessionTelemetry.StoreFailed();
        if (Interlocked.Exchange(ref _failed, 1) == 0)
        {
            _logger.StoreFailed(fault);
        }

        Volatile.Write(ref _asking, 0);
        return RevocationStatus.Forgotten;
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

    private async ValueTask KeepAsync(PendingRevocation revocation, CancellationToken cancellation)
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
        _pending.Enqueue(revocation);
        _logger.RevocationKept(_pending.Count);
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
                while (_pending.TryPeek(out var revocation))
                {
                    try
                    {
                        await Bound(token => revocation.WriteAsync(_store, token), CancellationToken.None).ConfigureAwait(false);
                        _pending.TryDequeue(out _);
                        Answered();
                    }
                    catch (Exception fault)
                    {
                        Failed(fault);
                        break;
                    }
                }
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
            if (!_pending.IsEmpty && !_stopped.IsCancellationRequested && Interlocked.Exchange(ref _writing, 1) == 0)
            {
                _ = Task.Run(WritePendingAsync, CancellationToken.None);
            }
        }
    }
}
