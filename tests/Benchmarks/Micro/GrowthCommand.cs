using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Benchmarks.Micro;

/// <summary>Prints how the time of the rules grows when the code does: about 2 for code twice as large.</summary>
internal static class GrowthCommand
{
    private const int Size = 5000;
    private const int Repetitions = 3;
    private const int BranchesOfTheWorst = 300;

    public static async Task<int> RunAsync(ImmutableArray<CodeShape> shapes)
    {
        Console.WriteLine("| Shape | Rules, 5,000 ms | Rules, 10,000 ms | Ratio | Without rules, 5,000 ms | 10,000 ms |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var shape in shapes.IsEmpty ? [.. Enum.GetValues<CodeShape>()] : shapes)
        {
            var (small, smallAlone) = await MeasureAsync(shape, Size).ConfigureAwait(false);
            var (large, largeAlone) = await MeasureAsync(shape, 2 * Size).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape} | {small:N0} | {large:N0} | {large / small:N2} | {smallAlone:N0} | {largeAlone:N0} |"));
        }

        var (worst, _) = await MeasureAsync(CodeShape.DecisionBranches, BranchesOfTheWorst).ConfigureAwait(false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nOne method of {7 * BranchesOfTheWorst:N0} lines and {BranchesOfTheWorst} branches that decide by a session: {worst:N1} ms"));
        return 0;
    }

    /// <summary>Milliseconds of the pass with the rules, net of one without, and of the latter: the cheapest of several.</summary>
    private static async Task<(double Rules, double Alone)> MeasureAsync(CodeShape shape, int size)
    {
        var tree = CSharpSyntaxTree.ParseText(CodeGenerator.Write(shape, size), path: "Generated code.cs");
        var isProgram = ((CompilationUnitSyntax)await tree.GetRootAsync().ConfigureAwait(false)).Members.Any(SyntaxKind.GlobalStatement);
        var code = new RepeatableCompilation(CSharpCompilation.Create("Generated", [tree], TargetingPacks.References(withAspNetCore: true), new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false)));
        var (rules, alone) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Repetitions; i++)
        {
            alone = Math.Min(alone, await TimeAsync(() => Analysis.OperationsAsync(code)).ConfigureAwait(false));
            rules = Math.Min(rules, await TimeAsync(() => Analysis.RulesAsync(code)).ConfigureAwait(false));
        }

        return (Math.Max(rules - alone, 0.1), alone);
    }

    private static async Task<double> TimeAsync(Func<Task<int>> work)
    {
        var start = Environment.CpuUsage.TotalTime;
        await work().ConfigureAwait(false);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }
}
