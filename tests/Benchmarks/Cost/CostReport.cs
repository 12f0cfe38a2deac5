using System.Text.Json;

namespace Benchmarks.Cost;

/// <summary>What a project, a tree or all trees cost, pass by pass.</summary>
internal sealed record CostReport(string Name, int Projects, int Lines, IReadOnlyDictionary<string, Measurement> Passes)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Header { get; } =
        $"| {"tree",-24} | projects |     lines | compile ms | own ms | % of compile | syntax ms | operations ms | rules ms | net beside operations ms | net alone ms | compile MB | rules MB | alone MB | findings | crashes |\n"
        + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|";

    /// <summary>What the rules' own callbacks take, whatever else the machine does.</summary>
    public double OwnMs => Passes[Pass.Timed].OwnMs;

    /// <summary>What the rules add to a build in which another analyzer has asked for operations already.</summary>
    public double BesideOperationsMs => Net(Pass.Beside, Pass.Operations);

    /// <summary>What the rules cost as the only analyzer: the binding and the operations that they are first to ask for included.</summary>
    public double AloneMs => Net(Pass.Rules, Pass.Syntax);

    /// <summary>In any pass: one in a pass that is timed would be time that is not counted.</summary>
    public int Crashes => Passes.Values.Sum(static pass => pass.Crashes);

    /// <summary>The other build of the rules, where one was given.</summary>
    public string? Comparison => !Passes.TryGetValue(Pass.OtherTimed, out var other) ? null
        : $"{Name}, other build: own {other.OwnMs:F1} ms ({Percent(other.OwnMs)}), net beside operations {Net(Pass.OtherBeside, Pass.Operations):F1} ms, {NetMb(Pass.OtherBeside, Pass.Operations):F2} MB, {other.Findings} findings";

    public static CostReport Sum(string name, IReadOnlyCollection<CostReport> parts) => new(
        name,
        parts.Sum(static part => part.Projects),
        parts.Sum(static part => part.Lines),
        parts.SelectMany(static part => part.Passes).GroupBy(static pass => pass.Key)
            .ToDictionary(static group => group.Key, static group => group.Select(static pass => pass.Value).Aggregate(static (sum, next) => sum.Plus(next))));

    public static void Write(string path, IEnumerable<CostReport> reports) => File.WriteAllText(path, JsonSerializer.Serialize(reports, Indented) + "\n");

    public override string ToString() =>
        $"| {Name,-24} | {Projects,8} | {Lines,9:N0} | {Cpu(Pass.Compile),10:F0} | {OwnMs,6:F1} | {Percent(OwnMs),12} | {Cpu(Pass.Syntax),9:F0} | {Cpu(Pass.Operations),13:F0} | {Cpu(Pass.Rules),8:F0} | {BesideOperationsMs,24:F1} | {AloneMs,12:F1} | {Passes[Pass.Compile].AllocatedMb,10:F1} | {NetMb(Pass.Beside, Pass.Operations),8:F2} | {NetMb(Pass.Rules, Pass.Syntax),8:F2} | {Passes[Pass.Rules].Findings,8} | {Crashes,7} |";

    private double Cpu(string pass) => Passes[pass].CpuMs;

    private string Percent(double ms) => $"{100 * ms / Cpu(Pass.Compile):F2} %";

    private double Net(string pass, string yardstick) => Cpu(pass) - Cpu(yardstick);

    private double NetMb(string pass, string yardstick) => Passes[pass].AllocatedMb - Passes[yardstick].AllocatedMb;
}
