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

        TAnswer? answer;
        try
        {
            answer = work(key);
        }
        finally
        {
            asked.Leave(this, key);
        }

        // An answer that met an open question of this thread depends on who asked first: it is not kept.
        return asked.MetOpenQuestion ? answer : _answers.GetOrAdd(key, answer);
    }
}

/// <summary>The questions that a thread has open, innermost last.</summary>
internal sealed class Asked
{
    [ThreadStatic]
    private static Asked? s_onThisThread;

    private readonly HashSet<(object Memory, object Key)> _open = [];

    public static Asked OnThisThread => s_onThisThread ??= new Asked();

    public bool MetOpenQuestion { get; private set; }

    public bool Enter(object memory, object key)
    {
        if (_open.Count == 0)
        {
            MetOpenQuestion = false;
        }

        var entered = _open.Add((memory, key));
        MetOpenQuestion |= !entered;
        return entered;
    }

    public void Leave(object memory, object key)
    {
        _open.Remove((memory, key));
        if (_open.Count == 0)
        {
            // The outermost question has no asker to depend on.
            MetOpenQuestion = false;
        }
    }
}
