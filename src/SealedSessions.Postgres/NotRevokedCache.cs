using System.Collections.Concurrent;

namespace SealedSessions.Postgres;

/// <summary>
/// Sessions of which the database has just said that they are not revoked. Good only while the listener is known to hear of revocations.
/// </summary>
/// <param name="keptFor">How old an answer may be.</param>
/// <param name="trustedFor">How long a sign of life of the listener counts.</param>
/// <param name="clock">The clock.</param>
internal sealed class NotRevokedCache(TimeSpan keptFor, TimeSpan trustedFor, TimeProvider clock)
{
    private const int MostEntries = 100_000;

    private readonly ConcurrentDictionary<SessionId, Answer> _answers = new();
    private SignOfLife? _lastSign;
    private long _version;
    private int _kept;

    /// <summary>Counts what was dropped. Read it before the database is asked: an answer from before a revocation is not kept.</summary>
    public long Version => Volatile.Read(ref _version);

    public int Count => _answers.Count;

    public long Now => clock.GetTimestamp();

    private bool IsTrusted => Volatile.Read(ref _lastSign) is { } sign && clock.GetElapsedTime(sign.At) < trustedFor;

    public bool Has(in RevocationQuery query) =>
        IsTrusted
        && _answers.TryGetValue(query.Session, out var answer)
        && answer.Query == query
        && clock.GetElapsedTime(answer.AskedAt) < keptFor;

    /// <param name="query">The session.</param>
    /// <param name="askedAt"><see cref="Now"/> before the database was asked: the age counts from there.</param>
    /// <param name="version"><see cref="Version"/> before the database was asked.</param>
    public void Keep(in RevocationQuery query, long askedAt, long version)
    {
        if (!IsTrusted || version != Version)
        {
            return;
        }

        // Counted here: the dictionary locks itself as a whole to count.
        if (Interlocked.Increment(ref _kept) % MostEntries == 0)
        {
            _answers.Clear();
        }

        _answers[query.Session] = new Answer(query, askedAt);

        // Dropped between the look above and the entry: then it must not stay.
        if (version != Version)
        {
            _answers.TryRemove(query.Session, out _);
        }
    }

    public void Drop(SessionId session)
    {
        Interlocked.Increment(ref _version);
        _answers.TryRemove(session, out _);
    }

    public void DropAll()
    {
        Interlocked.Increment(ref _version);
        _answers.Clear();
    }

    /// <summary>The listener hears.</summary>
    public void Trust() => Volatile.Write(ref _lastSign, new SignOfLife(clock.GetTimestamp()));

    /// <summary>It is not known any more whether the listener hears.</summary>
    public void Distrust() => Volatile.Write(ref _lastSign, null);

    private sealed record Answer(RevocationQuery Query, long AskedAt);

    private sealed record SignOfLife(long At);
}
