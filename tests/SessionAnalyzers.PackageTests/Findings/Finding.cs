namespace SessionAnalyzers.PackageTests.Findings;

/// <summary>A diagnostic at a place.</summary>
/// <param name="File">Relative to the project, with forward slashes; empty where the diagnostic has no place.</param>
/// <param name="Line">From 1; 0 where the diagnostic has no place.</param>
/// <param name="Id">Such as SESS1001.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>suggestion</c>.</param>
internal sealed record Finding(string File, int Line, string Id, string Severity)
{
    public const string Error = "error";
    public const string Warning = "warning";
    public const string Suggestion = "suggestion";

    /// <summary>What was said, where the source of the finding tells it.</summary>
    public string Message { get; init; } = "";

    /// <summary>One of ours, not of the compiler or the SDK.</summary>
    public bool IsOfRule => Id.StartsWith("SESS", StringComparison.Ordinal);

    public override string ToString() => $"{File}({Line}): {Severity} {Id}";

    /// <summary>Asserts that the same was found as expected, each as often, and names what is missing or too much.</summary>
    public static void AssertSame(IEnumerable<Finding> expected, IEnumerable<Finding> actual)
    {
        var missing = expected.Select(static finding => finding.ToString()).ToList();
        var unexpected = actual.Select(static finding => finding.ToString()).Where(finding => !missing.Remove(finding)).ToList();
        Assert.True(missing.Count + unexpected.Count == 0, Listing("Not found", missing) + Listing("Not expected", unexpected));
    }

    /// <summary>A path as findings name it.</summary>
    public static string RelativePath(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string Listing(string heading, List<string> findings) => findings.Count == 0 ? "" : $"{heading}:\n  {string.Join("\n  ", findings.Order(StringComparer.Ordinal))}\n";
}
