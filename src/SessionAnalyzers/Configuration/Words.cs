namespace SessionAnalyzers.Configuration;

/// <summary>Splits names into whole words: at a change of case and at anything that is neither a letter nor a digit.</summary>
internal static class Words
{
    /// <summary>The words of a name in lower case: "ASP.NET_SessionId" gives asp, net, session, id.</summary>
    public static ImmutableArray<string> Split(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]);
            if (isEnd || IsBoundary(name, start, i))
            {
                if (i > start)
                {
                    words.Add(name.Substring(start, i - start).ToLowerInvariant());
                }

                start = isEnd ? i + 1 : i;
            }
        }

        return words.ToImmutable();
    }

    /// <summary>The words of a name that stand beside each other.</summary>
    public static IEnumerable<(string First, string Second)> Pairs(ImmutableArray<string> words) => words.Zip(words.Skip(1), static (first, second) => (first, second));

    private static bool IsBoundary(string name, int start, int i)
    {
        if (i == start)
        {
            return false;
        }

        var (before, here) = (name[i - 1], name[i]);

        // "accessToken" splits before T, "JWTToken" before the T that a lower-case letter follows.
        return (char.IsUpper(here) && !char.IsUpper(before))
            || (char.IsUpper(before) && char.IsUpper(here) && i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
