namespace SessionAnalyzers.Edits;

/// <summary>What may a new variable be called at a place?</summary>
internal static class UnusedName
{
    /// <summary>A name, with a number behind it if something is called so already.</summary>
    /// <param name="place">Where it is declared.</param>
    /// <param name="name">The name.</param>
    /// <param name="isTaken">Whether a name is taken further down, or in another branch.</param>
    public static string At(Place place, string name, Func<string, bool> isTaken)
    {
        var unused = name;
        for (var number = 2; !place.Model.LookupSymbols(place.Node.SpanStart, name: unused).IsEmpty || isTaken(unused); number++)
        {
            unused = name + number;
        }

        return unused;
    }
}
