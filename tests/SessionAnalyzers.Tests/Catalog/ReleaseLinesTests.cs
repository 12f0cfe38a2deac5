using System.Globalization;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>Every rule has its line in the release tracking of Roslyn's own analyzers.</summary>
public class ReleaseLinesTests : CatalogTests
{
    private const string Header = """
        ; Unshipped analyzer release
        ; https://github.com/dotnet/roslyn-analyzers/blob/main/src/Microsoft.CodeAnalysis.Analyzers/ReleaseTrackingAnalyzers.Help.md

        """;

    private static readonly string[] Shipped = [.. Lines(ReadRepository("src", "SessionAnalyzers", "AnalyzerReleases.Shipped.md"))];

    [Fact]
    public void UnshippedLines_AreThoseOfTheRules()
    {
        var path = Repository("src", "SessionAnalyzers", "AnalyzerReleases.Unshipped.md");
        VerifyBaseline(path, ReadRepository("src", "SessionAnalyzers", "AnalyzerReleases.Unshipped.md"), Unshipped(Rules));
    }

    [Fact]
    public void ShippedLines_AreThoseOfTheRules() =>
        Assert.Subset(Rules.Select(Line).ToHashSet(), Shipped.ToHashSet());

    [Fact]
    public void ARuleMore_IsFound() => Assert.NotEqual(Unshipped(Rules), Unshipped(Rules.Skip(1)));

    private static string Unshipped(IEnumerable<SessionAnalyzer> rules)
    {
        var lines = rules.Select(Line).Except(Shipped).ToArray();
        return lines.Length == 0
            ? Header
            : $"{Header}\n### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n{string.Concat(lines.Select(static line => line + "\n"))}";
    }

    private static string Line(SessionAnalyzer rule)
    {
        var descriptor = rule.Definition.Descriptor;
        var severity = descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled";
        return string.Create(CultureInfo.InvariantCulture, $"{descriptor.Id} | {descriptor.Category} | {severity} | {descriptor.Title}");
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(static line => line.StartsWith("SESS", StringComparison.Ordinal));
}
