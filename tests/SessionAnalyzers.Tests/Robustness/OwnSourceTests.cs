using System.Reflection;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>The rules over the analyzers' own source: real code that nobody wrote for a test.</summary>
public class OwnSourceTests
{
    private static readonly string Root = typeof(OwnSourceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task SourceOfTheAnalyzers_IsSilentAndDoesNotThrow()
    {
        var sources = Directory.GetFiles(Path.Combine(Root, "src", "SessionAnalyzers"), "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)))
            .ToArray();
        Assert.True(sources.Length > 40, "The sources are not found.");

        // As if it were part of a web application, without references to Roslyn: most of it does not bind.
        foreach (var project in new[] { Analysis.AspNetCore, Analysis.WithoutAspNetCore })
        {
            var analysis = await Analysis.RunAsync(Analysis.WithSources(project, sources), concurrent: true);
            analysis.RequireNoFailure("the analyzers' own source");
            Assert.Empty(analysis.Diagnostics);
        }
    }
}
