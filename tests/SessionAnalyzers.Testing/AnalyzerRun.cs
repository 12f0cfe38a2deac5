using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Testing;

/// <summary>
/// What analyzers report in a solution. Non-local is what they report while another file is analyzed: an editor
/// shows it only after a build and cannot offer a fix.
/// </summary>
internal sealed record AnalyzerRun(Solution Solution, ImmutableArray<Diagnostic> Local, ImmutableArray<Diagnostic> NonLocal)
{
    public ImmutableArray<Diagnostic> All => Sort(Local.Concat(NonLocal));

    public static async Task<AnalyzerRun> OfAsync(Solution solution, ImmutableArray<DiagnosticAnalyzer> analyzers, bool concurrent = false)
    {
        var failures = new ConcurrentQueue<(Exception Exception, DiagnosticAnalyzer Analyzer)>();
        var local = new List<Diagnostic>();
        var nonLocal = new List<Diagnostic>();
        foreach (var project in solution.Projects)
        {
            var compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!.WithAnalyzers(
                analyzers,
                new CompilationWithAnalyzersOptions(
                    project.AnalyzerOptions,
                    onAnalyzerException: (exception, analyzer, _) => failures.Enqueue((exception, analyzer)),
                    concurrentAnalysis: concurrent,
                    logAnalyzerExecutionTime: false));
            var result = await compilation.GetAnalysisResultAsync(CancellationToken.None).ConfigureAwait(false);
            local.AddRange(result.SyntaxDiagnostics.Values.Concat(result.SemanticDiagnostics.Values).Concat(result.AdditionalFileDiagnostics.Values)
                .SelectMany(byAnalyzer => byAnalyzer.Values.SelectMany(diagnostics => diagnostics)));
            nonLocal.AddRange(result.CompilationDiagnostics.Values.SelectMany(diagnostics => diagnostics));
        }

        return failures.TryDequeue(out var failure)
            ? throw new VerificationException($"{failure.Analyzer.GetType().Name} throws: {failure.Exception}")
            : new(solution, Sort(local), Sort(nonLocal));
    }

    public static ImmutableArray<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparer.Ordinal),
    ];

    /// <summary>Everything about the diagnostics that a user or a fix can see, for comparing runs.</summary>
    public string Describe() => string.Join('\n', All.Select(diagnostic => string.Join(
        ' ',
        [
            diagnostic.ToString(),
            .. diagnostic.AdditionalLocations.Select(location => location.GetLineSpan().ToString()),
            .. diagnostic.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"),
        ])));
}
