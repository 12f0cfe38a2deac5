using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

public class ModePresetTests
{
    private static readonly string Folder = Repository.PathOf("src", "SessionAnalyzers.Package", "build", "config");

    public static TheoryData<string> Modes => [.. ModePreset.All.Select(static preset => preset.Name)];

    /// <summary>With UPDATE_BASELINES=1 the file is written instead.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Config_SaysWhatTheRulesSay(string mode)
    {
        var path = Path.Combine(Folder, $"SessionAnalyzers.{mode}.globalconfig");
        var expected = ModePreset.All.Single(preset => preset.Name == mode).Render(AllRules.Rules.Select(static rule => rule.Definition));
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINES") == "1")
        {
            await File.WriteAllTextAsync(path, expected, TestContext.Current.CancellationToken);
        }

        Assert.Equal(expected, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void EveryConfig_BelongsToAMode() => Assert.Equal(
        ModePreset.All.Select(static preset => $"SessionAnalyzers.{preset.Name}.globalconfig").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
