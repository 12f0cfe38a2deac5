namespace SealedSessions.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers, and with them Task.Delay and CancellationTokenSource, fire
/// while it moves, in the order of their times, on the thread that moves it.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly object _moving = new();
    private readonly object _state = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;
    private DateTimeOffset _utcNow;

    public FakeClock()
        : this(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public FakeClock(DateTimeOffset utcNow) => _utcNow = utcNow;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set and will fire.</summary>
    public int SetTimers
    {
        get
        {
            lock (_state)
            {
                return _timers.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_state)
        {
            return _utcNow;
        }
    }

    public override long GetTimestamp()
    {
        lock (_state)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Each timer that fires meanwhile sees the time that it was set for.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_moving)
        {
            TimeSpan end;
            lock (_state)
            {
                end = _elapsed + by;
            }

            while (NextUntil(end) is { } timer)
            {
                timer.Fire();
            }
        }
    }

    /// <summary>
    /// Forward is <see cref="Advance"/>. Backward is what a correction of the clock does to a machine: the date
    /// changes, timers and timestamps do not notice.
    /// </summary>
    public void SetUtcNow(DateTimeOffset utcNow)
    {
        lock (_moving)
        {
            var by = utcNow - GetUtcNow();
            if (by >= TimeSpan.Zero)
            {
                Advance(by);
                return;
            }

            lock (_state)
            {
                _utcNow = utcNow;
            }
        }
    }

    /// <summary>Waits, in real time, until code that runs elsewhere has set this many timers.</summary>
    public async Task TimersSetAsync(int count, CancellationToken cancellationToken = default)
    {
        while (SetTimers < count)
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due, or to the end.</summary>
    private Timer? NextUntil(TimeSpan end)
    {
        lock (_state)
        {
            // MinBy takes the first of equals, which was set first.
            var next = _timers.MinBy(timer => timer.Due);
            var isDue = next is not null && next.Due <= end;
            MoveTo(isDue ? next!.Due : end);
            if (!isDue)
            {
                return null;
            }

            _timers.Remove(next!);
            if (next!.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        // A timer may have moved the clock further.
        if (elapsed > _elapsed)
        {
            _utcNow += elapsed - _elapsed;
            _elapsed = elapsed;
        }
    }

    private sealed class Timer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private bool _isDisposed;

        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._state)
            {
                if (_isDisposed)
                {
                    return false;
                }

                clock._timers.Remove(this);
                Due = clock._elapsed + dueTime;
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    clock._timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                // Not from in here: the caller does not have the timer yet.
                ThreadPool.QueueUserWorkItem(_ => clock.Advance(TimeSpan.Zero));
            }

            return true;
        }

        public void Fire()
        {
            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, _ => callback(state), null);
            }
        }

        public void Dispose()
        {
            lock (clock._state)
            {
                _isDisposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
