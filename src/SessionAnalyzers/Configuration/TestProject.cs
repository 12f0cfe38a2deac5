using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Configuration;

/// <summary>Is this a test project? Its cookies are nobody's session.</summary>
internal static class TestProject
{
    /// <summary>The project's own word, or, where the build passes none, a reference to a test framework.</summary>
    public static bool Is(Compilation compilation, AnalyzerConfigOptions globalOptions) =>
        globalOptions.TryGetValue("build_property.IsTestProject", out var property) && bool.TryParse(property, out var isTest)
            ? isTest
            : References.Of(compilation).HaveTests;
}
