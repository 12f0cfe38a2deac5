namespace SessionAnalyzers.Knowledge;

/// <summary>A call that compares two texts or runs of bytes, ending at the first difference.</summary>
/// <param name="Type">Metadata name of the declaring type.</param>
/// <param name="Method">Name.</param>
/// <param name="IsOfObjects">Of anything but text it compares references.</param>
internal sealed record ComparisonCall(string Type, string Method, bool IsOfObjects = false);

/// <summary>Comparisons. Checked against the real assemblies by KeyKnowledgeTests.</summary>
internal static class ComparisonKnowledge
{
    public static readonly ImmutableArray<ComparisonCall> Calls = ImmutableArray.Create<ComparisonCall>([
        new("System.String", "Equals"),
        new("System.String", "Compare"),
        new("System.String", "CompareOrdinal"),
        new("System.String", "CompareTo"),
        new("System.StringComparer", "Equals"),
        new("System.StringComparer", "Compare"),
        new("System.Object", "Equals", IsOfObjects: true),
        new("System.Linq.Enumerable", "SequenceEqual"),
        new("System.MemoryExtensions", "SequenceEqual"),
        new("System.MemoryExtensions", "SequenceCompareTo"),
        new("System.MemoryExtensions", "Equals"),
        new("Microsoft.Extensions.Primitives.StringValues", "Equals"),
    ]);
}
