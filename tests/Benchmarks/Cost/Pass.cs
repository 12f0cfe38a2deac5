using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers;

namespace Benchmarks.Cost;

/// <summary>What a pass took.</summary>
/// <param name="CpuMs">Of the whole process.</param>
/// <param name="OwnMs">Of the rules' callbacks, where they are timed.</param>
/// <param name="AllocatedMb">By all threads.</param>
/// <param name="Findings">Diagnostics of the analyzers, or errors of the compiler.</param>
/// <param name="Crashes">Analyzer exceptions.</param>
internal readonly record struct Measurement(double CpuMs, double OwnMs, double AllocatedMb, int Findings, int Crashes)
{
    /// <summary>The undisturbed one of two repetitions; other work on the machine only ever adds.</summary>
    public Measurement Least(Measurement other) => new(Math.Min(CpuMs, other.CpuMs), Math.Min(OwnMs, other.OwnMs), Math.Min(AllocatedMb, other.AllocatedMb), Findings, Crashes);

    public Measurement Plus(Measurement other) => new(CpuMs + other.CpuMs, OwnMs + other.OwnMs, AllocatedMb + other.AllocatedMb, Findings + other.Findings, Crashes + other.Crashes);
}

/// <summary>One way to go over a project: compiling it, or running analyzers over it.</summary>
/// <param name="Name">In the report.</param>
/// <param name="Analyzers">None: the compiler alone.</param>
internal sealed record Pass(string Name, params ImmutableArray<DiagnosticAnalyzer> Analyzers)
{
    public const string Compile = "compile";
    public const string Syntax = "syntax";
    public const string Operations = "operations";
    public const string Rules = "rules";
    public const string Beside = "rules beside operations";
    public const string Timed = "timed rules";
    public const string OtherBeside = "other rules beside operations";
    public const string OtherTimed = "other timed rules";

    /// <summary>Every pass of a run, in the order in which they take turns.</summary>
    public static ImmutableArray<Pass> All(string? otherRules)
    {
        ImmutableArray<Pass> passes =
        [
            new(Compile),
            new(Syntax, new SyntaxVisitor()),
            new(Operations, new OperationVisitor()),
            new(Rules, new AllRules()),
            new(Beside, new OperationVisitor(), new AllRules()),
            new(Timed, new Preparation(), new TimedRules(new AllRules())),
        ];
        return otherRules is null ? passes :
        [
            .. passes,
            new(OtherBeside, new OperationVisitor(), Load(otherRules)),
            new(OtherTimed, new Preparation(), new TimedRules(Load(otherRules))),
        ];
    }

    /// <summary>Runs on one thread: what two threads waste on each other is not the rules' cost.</summary>
    public async Task<Measurement> MeasureAsync(CSharpCompilation compilation)
    {
        var crashes = 0;
        var timed = Analyzers.OfType<TimedRules>().FirstOrDefault();
        timed?.Restart();
        var run = Analyzers.IsEmpty ? null : compilation.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (_, _, _) => crashes++,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var findings = run is null
            ? compilation.GetDiagnostics().Count(static diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
            : (await run.GetAnalyzerDiagnosticsAsync().ConfigureAwait(false)).Length;
        return new Measurement(
            (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            timed?.OwnMs ?? 0,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6,
            findings,
            crashes);
    }

    private static DiagnosticAnalyzer Load(string assembly)
    {
        var context = new AssemblyLoadContext(assembly);
        return (DiagnosticAnalyzer)Activator.CreateInstance(context.LoadFromAssemblyPath(assembly).GetType(typeof(AllRules).FullName!, throwOnError: true)!)!;
    }
}
