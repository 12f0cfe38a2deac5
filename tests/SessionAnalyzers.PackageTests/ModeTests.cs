using SessionAnalyzers.PackageTests.Findings;

namespace SessionAnalyzers.PackageTests;

[Collection(typeof(OneConsumerBuild))]
public class ModeTests(ConsumerBuild build)
{
    [Fact]
    public void Strict_RaisesWhatIsWrongBeyondDoubt() => AssertPrinted(ConsumerBuild.Strict, As("Strict"));

    [Fact]
    public void Audit_WarnsOfEverything() => AssertPrinted(ConsumerBuild.Audit, As("Audit"));

    [Fact]
    public void None_IsSilent()
    {
        AssertPrinted(ConsumerBuild.None, []);
        Assert.DoesNotContain(build.LogOf(ConsumerBuild.None).Findings, static finding => finding.IsOfRule);
    }

    [Fact]
    public void EditorConfig_TurnsOnARuleThatTheModeTurnsOff() =>
        AssertPrinted(ConsumerBuild.NoneButOne, As("Default").Where(static finding => finding.Id == "SESS1001"));

    [Fact]
    public void EditorConfig_TurnsOffARuleThatTheModeTurnsOn() =>
        AssertPrinted(ConsumerBuild.StrictButOne, As("Strict").Where(static finding => finding.Id != "SESS1001"));

    [Fact]
    public void UnknownMode_IsReportedAndLeavesTheDefault() => AssertReported(ConsumerBuild.UnknownMode, "SessionAnalyzersMode", "'Paranoid'");

    [Fact]
    public void MalformedOption_IsReportedByName() => AssertReported(ConsumerBuild.MalformedOption, "session_analyzers.include_tests", "'perhaps'");

    [Fact]
    public void UnknownOption_IsReportedByName() => AssertReported(ConsumerBuild.UnknownOption, "session_analyzers.sensitive_name", "session_analyzers.sensitive_names");

    [Fact]
    public void TestProject_IsSilent() => AssertPrinted(ConsumerBuild.Tests, []);

    [Fact]
    public void TestProject_IsWarnedOnRequest() => AssertPrinted(ConsumerBuild.IncludedTests, As("Default"));

    /// <summary>The mistakes of the shop as a mode shows them in a build, which prints no suggestions.</summary>
    private IEnumerable<Finding> As(string mode)
    {
        var preset = ModePreset.All.Single(preset => preset.Name == mode);
        return from planted in build.PlantedIn(ConsumerBuild.WebShop)
               let rule = AllRules.Rules.FirstOrDefault(rule => rule.Definition.Id == planted.Id)?.Definition
               let severity = (rule is null ? null : preset.SeverityOf(rule)) ?? planted.Severity
               where severity != Finding.Suggestion
               select planted with { Severity = severity };
    }

    private void AssertPrinted(Consumer consumer, IEnumerable<Finding> expected) => Finding.AssertSame(expected, build.PrintedFor(consumer));

    private void AssertReported(Consumer consumer, params string[] words)
    {
        var printed = build.PrintedFor(consumer);
        var problem = Assert.Single(printed, static finding => finding.Id == "SESS0001");
        Assert.All(words, word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
        Finding.AssertSame(As("Default"), printed.Except([problem]));
    }
}
