using System.Collections.Concurrent;

namespace SealedSessions;

/// <summary>
/// Revocations of one process. They are gone after a restart, and sessions from before it are then <see cref="RevocationStatus.Forgotten"/>:
/// refused where the choice is <see cref="StoreFailureMode.FailClosed"/>, accepted where it is <see cref="StoreFailureMode.FailOpen"/>.
/// </summary>
public sealed class InMemorySessionRevocations : ISessionRevocations
{
    private const int PurgeEvery = 256;

    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _sessions = new();
    private readonly ConcurrentDictionary<string, (DateTimeOffset Before, DateTimeOffset Until)> _subjects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SealingKeyId, DateTimeOffset> _keys = new();
    private RevocationEpochBox _epoch;
    private int _writes;

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">The clock, or null for the system's.</param>
    public InMemorySessionRevocations(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _epoch = new RevocationEpochBox(RevocationEpoch.StartingAt(_clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation) => new(Epoch);

    /// <inheritdoc/>
    public ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation) => new(Check(query));

    /// <inheritdoc/>
    public ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation)
    {
        _sessions.AddOrUpdate(session, until, (_, former) => former > until ? former : until);
        return Written();
    }

    /// <inheritdoc/>
    public ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        _subjects.AddOrUpdate(subject, (before, until), (_, former) => (former.Before > before ? former.Before : before, former.Until > until ? former.Until : until));
        return Written();
    }

    /// <inheritdoc/>
    public ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        RevocationEpochBox former;
        do
        {
            former = _epoch;
        }
        while (Interlocked.CompareExchange(ref _epoch, new RevocationEpochBox(former.Value.Next(_clock.GetUtcNow())), former) != former);

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation)
    {
        _keys.AddOrUpdate(key, until, (_, former) => former > until ? former : until);
        return Written();
    }

    private RevocationEpoch Epoch => Volatile.Read(ref _epoch).Value;

    internal RevocationStatus Check(in RevocationQuery query)
    {
        if (_sessions.ContainsKey(query.Session))
        {
            return RevocationStatus.SessionRevoked;
        }

        if (!_subjects.IsEmpty && _subjects.TryGetValue(query.Subject, out var subject) && query.AuthenticatedAt <= subject.Before)
        {
            return RevocationStatus.SubjectRevoked;
        }

        return !_keys.IsEmpty && _keys.ContainsKey(query.Key) ? RevocationStatus.KeyRevoked : Epoch.StatusOf(query.Epoch);
    }

    private ValueTask Written()
    {
        if (Interlocked.Increment(ref _writes) % PurgeEvery == 0)
        {
            var now = _clock.GetUtcNow();
            Purge(_sessions, until => until < now);
            Purge(_subjects, entry => entry.Until < now);
            Purge(_keys, until => until < now);
        }

        return ValueTask.CompletedTask;
    }

    private static void Purge<TKey, TValue>(ConcurrentDictionary<TKey, TValue> entries, Func<TValue, bool> isOver)
        where TKey : notnull
    {
        foreach (var entry in entries)
        {
            if (isOver(entry.Value))
            {
                // Removed only if it has not been prolonged meanwhile.
                entries.TryRemove(entry);
            }
        }
    }

    private sealed record RevocationEpochBox(RevocationEpoch Value);
}
