using SessionAnalyzers.Edits;

namespace SessionAnalyzers;

/// <summary>One entry of the lightbulb.</summary>
/// <param name="Title">What it does, in the words of the code.</param>
/// <param name="Key">What fix-all knows it by: a const, one for each meaning, whatever the shape of the code.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record Offer(string Title, string Key, ImmutableArray<Edit> Edits)
{
    public bool IsSameAs(Offer other) => Edits.Distinct().SequenceEqual(other.Edits.Distinct());
}
