using SessionAnalyzers.PackageTests.Findings;
using SessionAnalyzers.PackageTests.Packing;

namespace SessionAnalyzers.PackageTests;

/// <summary>From a broken gate to a green one without an editor, as on a build agent.</summary>
public sealed class RepairTests(PackedPackage package) : IAsyncLifetime
{
    private const int ChangesPending = 2;

    private readonly string _folder = package.CreateFolder(nameof(RepairTests));
    private string _project = "";

    private string ProjectFolder => Path.GetDirectoryName(_project)!;

    public async ValueTask InitializeAsync()
    {
        _project = ConsumerBuild.WebShop.WriteTo(_folder);
        (await DotnetCommand.RunAsync(_folder, "restore", _project)).Succeeded();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Format_RepairsWhatBreaksTheBuild()
    {
        var planted = PlantedMistakes.Of(ProjectFolder);

        var gate = (await BuildAsync("-warnaserror:SESS1001")).EndedWith(1);
        Finding.AssertSame(
            planted.Where(static finding => finding.Id == "SESS1001").Select(static finding => finding with { Severity = Finding.Error }),
            BuildOutput.Of(gate.Output, _project).Where(static finding => finding.Severity == Finding.Error));
        (await FormatAsync("--severity", "info", "--verify-no-changes")).EndedWith(ChangesPending);

        (await FormatAsync("--severity", "warn")).Succeeded();
        (await BuildAsync("-warnaserror")).Succeeded();
        Assert.Equal(
            planted.Where(static finding => finding.Severity == Finding.Suggestion).Select(static finding => finding.Id),
            FoundInLog().Select(static finding => finding.Id));

        (await FormatAsync("--severity", "info")).Succeeded();
        (await BuildAsync("-warnaserror")).Succeeded();
        Assert.Empty(FoundInLog());
        (await FormatAsync("--severity", "info", "--verify-no-changes")).Succeeded();
    }

    private Task<CommandResult> BuildAsync(string gate) =>
        DotnetCommand.RunAsync(_folder, "build", _project, "--no-restore", "--no-incremental", "-nologo", "-v:q", gate);

    private Task<CommandResult> FormatAsync(params string[] arguments) => DotnetCommand.RunAsync(
        _folder,
        ["format", "analyzers", _project, "--no-restore", "--diagnostics", .. AllRules.Rules.Select(static rule => rule.Definition.Id), .. arguments]);

    private IEnumerable<Finding> FoundInLog() => SarifLog.Of(ProjectFolder).Findings.Where(static finding => finding.IsOfRule);
}
