using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Tests.Robustness;

namespace SessionAnalyzers.Tests.Catalog;

/// <summary>docs/trust.md: its samples compile, and SESS4001 reports the lines that say so and no others.</summary>
public partial class TrustGuideTests : CatalogTests
{
    public static TheoryData<string> Samples => [.. CodeBlock().Matches(ReadRepository("docs", "trust.md")).Select(static match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_IsReportedWhereItSays(string sample)
    {
        var lines = sample.Split('\n');
        var expected = Enumerable.Range(0, lines.Length).Where(line => lines[line].EndsWith("// SESS4001", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await LinesAsync(sample));
    }

    [Fact]
    public void EverySample_IsFound() => Assert.Equal(2, Samples.Count);

    private static async Task<IEnumerable<int>> LinesAsync(string sample)
    {
        var runtime = MetadataReference.CreateFromFile(typeof(SealedSessions.SessionLifetime).Assembly.Location);
        var project = Analysis.WithSources(Analysis.AspNetCore.AddMetadataReference(runtime), ("Sample.cs", sample));
        Assert.Empty(await Analysis.ErrorsAsync(project));
        var analysis = await Analysis.RunAsync(project, analyzers: RuleOf("SESS4001"));
        analysis.RequireNoFailure("a sample of trust.md");
        return analysis.Diagnostics.Select(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line).Order();
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
