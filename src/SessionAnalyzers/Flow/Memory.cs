using System.Collections.Concurrent;

namespace SessionAnalyzers.Flow;

/// <summary>Remembers the answers to one kind of question; a question that leads back to itself is answered by null.</summary>
internal sealed class Memory<TKey, TAnswer>
    where TKey : notnull
    where TAnswer : class
{
    private readonly ConcurrentDictionary<TKey, TAnswer?> _answers;

    public Memory(IEqualityComparer<TKey> comparer) => _answers = new(comparer);

    public TAnswer? Ask(TKey key, Func<TKey, TAnswer?> work)
    {
        if (_answers.TryGetValue(key, out var known))
        {
            return known;
        }

        var asked = Asked.OnThisThread;
        if (!asked.Enter(this, key))
        {
            return null;
        }

        var isOwn = false;
        TAnswer? answer = null;
        try
        {
            answer = work(key);
        }
        finally
        {
            isOwn = asked.Leave(this, key);
        }

        // An answer that met a question which was open before it depends on who asked first: it is not kept.
        return isOwn ? _answers.GetOrAdd(key, answer) : answer;
    }
}

/// <summary>The questions that a thread has open, by their depth.</summary>
internal sealed class Asked
{
    [ThreadStatic]
    private static Asked? s_onThisThread;

    private readonly Dictionary<(object Memory, object Key), int> _open = [];

    /// <summary>The outermost open question that was met again.</summary>
    private int _met = int.MaxValue;

    public static Asked OnThisThread => s_onThisThread ??= new Asked();

    /// <summary>Opens a question; false when it is open already.</summary>
    public bool Enter(object memory, object key)
    {
        if (_open.TryGetValue((memory, key), out var depth))
        {
            _met = Math.Min(_met, depth);
            return false;
        }

        _open.Add((memory, key), _open.Count);
        return true;
    }

    /// <summary>Closes a question; whether its answer is its own, because it met no question that was open before it.</summary>
    public bool Leave(object memory, object key)
    {
        var depth = _open[(memory, key)];
        _open.Remove((memory, key));
        var isOwn = _met >= depth;
        if (isOwn)
        {
            _met = int.MaxValue;
        }

        return isOwn;
    }
}
