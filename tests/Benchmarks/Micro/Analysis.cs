using Benchmarks.Cost;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers;

namespace Benchmarks.Micro;

/// <summary>One analysis of a compilation that nobody has bound before.</summary>
internal static class Analysis
{
    /// <summary>The yardstick: another analyzer's visit of every call and assignment.</summary>
    public static Task<int> OperationsAsync(RepeatableCompilation sources) => FindingsAsync(sources, new OperationVisitor());

    /// <summary>The same with the rules beside it: what comes on top is theirs.</summary>
    public static Task<int> RulesAsync(RepeatableCompilation sources) => FindingsAsync(sources, new OperationVisitor(), new AllRules());

    private static async Task<int> FindingsAsync(RepeatableCompilation sources, params DiagnosticAnalyzer[] analyzers)
    {
        var run = sources.Fresh().WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: null,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));
        return (await run.GetAnalyzerDiagnosticsAsync().ConfigureAwait(false)).Length;
    }
}
