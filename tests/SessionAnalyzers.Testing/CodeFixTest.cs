using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Testing;

/// <summary>The checks on an analyzer, then those on what the fix makes of its diagnostics.</summary>
public abstract class CodeFixTest : AnalyzerTest
{
    private readonly CodeFixProvider _fix;

    private protected CodeFixTest(DiagnosticAnalyzer analyzer, CodeFixProvider fix)
        : base(analyzer) => _fix = fix;

    /// <summary>
    /// All sources after the fix; markup in them, and its own expected diagnostics, say what is still reported.
    /// The other projects, or everything, when it does not mention them, stay as in <see cref="AnalyzerTest.TestState"/>.
    /// </summary>
    public SolutionState FixedState { get; } = new();

    /// <summary>Adds a source to <see cref="FixedState"/>.</summary>
    public string FixedCode
    {
        set => FixedState.Sources.Add(value);
    }

    /// <summary>Which of the offered actions to apply; the first when nothing is said.</summary>
    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>How often fix-all may be needed for one document, project or solution.</summary>
    public int NumberOfFixAllIterations { get; set; } = 1;

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    public override async Task RunAsync()
    {
        var run = await VerifyReportsAsync().ConfigureAwait(false);
        await VerifyNoFixForNonLocalAsync(run).ConfigureAwait(false);
        var expected = Parse(FixedState, TestState, SourceStyle.Default);
        var last = await FixOneByOneAsync(run, expected).ConfigureAwait(false);
        await VerifyTextsAsync("The fix, applied one by one,", expected, last.Solution).ConfigureAwait(false);
        expected.Verify(last.All.AddRange(await GetCompilerDiagnosticsAsync(last.Solution).ConfigureAwait(false)));
        await VerifyNoIntroducedErrorsAsync(run.Solution, last.Solution, expected).ConfigureAwait(false);
        if (last == run)
        {
            return;
        }

        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllCheck))
        {
            foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
            {
                var solution = await FixAllAsync(run, scope, expected).ConfigureAwait(false);
                await VerifyTextsAsync($"Fix-all in {scope}", expected, solution).ConfigureAwait(false);
            }
        }

        await VerifyStyleAsync(SourceStyle.CarriageReturns).ConfigureAwait(false);
        await VerifyStyleAsync(SourceStyle.Tabs).ConfigureAwait(false);
    }

    // Fix-all goes through the same edits, so other styles are only fixed one by one.
    private async Task VerifyStyleAsync(SourceStyle style)
    {
        var marked = Parse(TestState, null, style);
        var expected = Parse(FixedState, TestState, style);
        var run = await AnalyzeAsync(await CreateSolutionAsync(marked, style).ConfigureAwait(false)).ConfigureAwait(false);
        var last = await FixOneByOneAsync(run, expected, stopAtExpected: true).ConfigureAwait(false);
        await VerifyTextsAsync($"The fix, applied to sources with {style.Name},", expected, last.Solution).ConfigureAwait(false);
    }

    /// <summary>Applies the fix to the first diagnostic that has one until there is none: the fix must be idempotent.</summary>
    private async Task<AnalyzerRun> FixOneByOneAsync(AnalyzerRun run, MarkedSolution expected, bool stopAtExpected = false)
    {
        for (var left = Fixable(run).Count(); await FindFixAsync(run).ConfigureAwait(false) is var (_, action); left--)
        {
            if (left == 0)
            {
                throw new VerificationException(
                    $"The fix does not come to an end: it is still offered after as many fixes as there were diagnostics.\n{await FindDifferenceAsync(expected, run.Solution).ConfigureAwait(false)}");
            }

            var solution = await OfferedFixes.ApplyAsync(action, run.Solution).ConfigureAwait(false);
            if (stopAtExpected && await FindDifferenceAsync(expected, solution).ConfigureAwait(false) is null)
            {
                return run with { Solution = solution };
            }

            run = await AnalyzeAsync(solution).ConfigureAwait(false);
        }

        return run;
    }

    private async Task<Solution> FixAllAsync(AnalyzerRun run, FixAllScope scope, MarkedSolution expected)
    {
        var provider = _fix.GetFixAllProvider();
        if (provider is null || !provider.GetSupportedFixAllScopes().Contains(scope))
        {
            throw new VerificationException($"The fix has no fix-all in {scope}.");
        }

        var passes = new Dictionary<(object Container, string Key), int>();
        while (await FindDifferenceAsync(expected, run.Solution).ConfigureAwait(false) is { } difference
            && await FindFixAsync(run).ConfigureAwait(false) is var (document, action))
        {
            object container = scope switch
            {
                FixAllScope.Document => document.Id,
                FixAllScope.Project => document.Project.Id,
                _ => scope,
            };
            var pass = passes[(container, action.EquivalenceKey!)] = passes.GetValueOrDefault((container, action.EquivalenceKey!)) + 1;
            if (pass > NumberOfFixAllIterations)
            {
                throw new VerificationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Fix-all in {scope} leaves diagnostics after {NumberOfFixAllIterations} pass(es).\n{difference}"));
            }

            var all = await provider.GetFixAsync(new FixAllContext(
                document,
                _fix,
                scope,
                action.EquivalenceKey!,
                _fix.FixableDiagnosticIds,
                new FixAllDiagnostics([.. Fixable(run)]),
                CancellationToken.None)).ConfigureAwait(false);
            if (all is null)
            {
                break;
            }

            run = await AnalyzeAsync(await OfferedFixes.ApplyAsync(all, run.Solution).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return run.Solution;
    }

    private IEnumerable<Diagnostic> Fixable(AnalyzerRun run) =>
        run.Local.Where(diagnostic => _fix.FixableDiagnosticIds.Contains(diagnostic.Id) && diagnostic.Location.IsInSource);

    private async Task<(Document Document, CodeAction Action)?> FindFixAsync(AnalyzerRun run)
    {
        foreach (var diagnostic in Fixable(run))
        {
            var document = run.Solution.GetDocument(diagnostic.Location.SourceTree)!;
            var actions = await OfferedFixes.OfAsync(_fix, document, diagnostic).ConfigureAwait(false);
            if (OfferedFixes.FindConfusion(actions) is { } confusion)
            {
                throw new VerificationException(
                    $"{confusion} For {diagnostic}: {string.Join(", ", actions.Select(action => $"'{action.Title}' ({action.EquivalenceKey})"))}");
            }

            if (Choose(actions) is { } chosen)
            {
                return (document, chosen);
            }
        }

        return null;
    }

    private CodeAction? Choose(ImmutableArray<CodeAction> actions) => CodeActionEquivalenceKey is null
        ? actions.ElementAtOrDefault(CodeActionIndex ?? 0)
        : actions.FirstOrDefault(action => action.EquivalenceKey == CodeActionEquivalenceKey);

    private async Task VerifyNoFixForNonLocalAsync(AnalyzerRun run)
    {
        foreach (var diagnostic in run.NonLocal.Where(diagnostic => _fix.FixableDiagnosticIds.Contains(diagnostic.Id) && diagnostic.Location.IsInSource))
        {
            var actions = await OfferedFixes.OfAsync(_fix, run.Solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic).ConfigureAwait(false);
            if (!actions.IsEmpty)
            {
                throw new VerificationException($"A fix is offered for a non-local diagnostic, which no editor can do: {diagnostic}");
            }
        }
    }

    /// <summary>Where broken sources are allowed, the fix must not break them further.</summary>
    private async Task VerifyNoIntroducedErrorsAsync(Solution before, Solution after, MarkedSolution expected)
    {
        if (CompilerDiagnostics == CompilerDiagnostics.None)
        {
            var known = (await GetCompilerDiagnosticsAsync(before, DiagnosticSeverity.Error).ConfigureAwait(false)).Select(SourceListing.Note).ToHashSet();
            var introduced = (await GetCompilerDiagnosticsAsync(after, DiagnosticSeverity.Error).ConfigureAwait(false))
                .Where(error => !known.Contains(SourceListing.Note(error))).ToImmutableArray();
            if (!introduced.IsEmpty)
            {
                throw new VerificationException($"The fix introduces compile errors.\n{expected.List(introduced)}");
            }
        }
    }

    private static async Task VerifyTextsAsync(string applied, MarkedSolution expected, Solution actual)
    {
        if (await FindDifferenceAsync(expected, actual).ConfigureAwait(false) is { } difference)
        {
            throw new VerificationException($"{applied} does not make the expected source (-) but another (+).\n{difference}");
        }
    }

    /// <summary>Null when the solution has the expected texts.</summary>
    private static async Task<string?> FindDifferenceAsync(MarkedSolution expected, Solution actual)
    {
        var texts = new Dictionary<(string Project, string Name), string>();
        foreach (var document in actual.Projects.SelectMany(project => project.Documents).Where(document => document.Name != ImplicitUsingsFile))
        {
            texts[(document.Project.Name, document.Name)] = (await document.GetTextAsync().ConfigureAwait(false)).ToString();
        }

        var differences = new List<string>();
        foreach (var file in expected.Sources)
        {
            texts.Remove((file.Project, Path.GetFileName(file.Path)), out var text);
            if (text != file.Text.ToString())
            {
                differences.Add($"--- {file.Path}\n{SourceListing.Difference(file.Text.ToString(), text ?? "")}");
            }
        }

        differences.AddRange(texts.Select(file => $"--- {file.Key.Name} is not expected\n{file.Value}"));
        return differences.Count == 0 ? null : string.Join('\n', differences);
    }
}
