using Microsoft.CodeAnalysis.CSharp;

namespace SessionAnalyzers.Tests;

/// <summary>For tests whose source is C# 14: an older host of the analyzers cannot read it, and skips them.</summary>
internal static class CSharp14
{
    public static bool IsKnown { get; } = LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= (LanguageVersion)1400;

    public static void Require() => Assert.SkipUnless(IsKnown, "The compiler under test is older than C# 14.");
}
