using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Configuration;

/// <summary>Is this a test project? Its cookies are nobody's session.</summary>
internal static class TestProject
{
    private static readonly ImmutableArray<string> Frameworks =
        ImmutableArray.Create<string>(["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"]);

    /// <summary>The project's own word, or, where the build passes none, a reference to a test framework.</summary>
    public static bool Is(Compilation compilation, AnalyzerConfigOptions globalOptions) =>
        globalOptions.TryGetValue("build_property.IsTestProject", out var property) && bool.TryParse(property, out var isTest)
            ? isTest
            : compilation.ReferencedAssemblyNames.Any(static assembly => Frameworks.Contains(assembly.Name));
}
