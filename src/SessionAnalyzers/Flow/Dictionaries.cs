namespace SessionAnalyzers.Flow;

/// <summary>What do two dictionaries say, and is it the same?</summary>
internal static class Dictionaries
{
    public static bool HasSameEntries<TKey, TValue>(this ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var pair in left)
        {
            if (!right.TryGetValue(pair.Key, out var value) || !EqualityComparer<TValue>.Default.Equals(pair.Value, value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What either says; where both say something, the two joined.</summary>
    public static ImmutableDictionary<TKey, TValue> JoinedWith<TKey, TValue>(
        this ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right, Func<TValue, TValue, TValue> join)
        where TKey : notnull
    {
        var joined = left;
        foreach (var pair in right)
        {
            joined = joined.SetItem(pair.Key, left.TryGetValue(pair.Key, out var mine) ? join(mine, pair.Value) : pair.Value);
        }

        return joined;
    }
}
