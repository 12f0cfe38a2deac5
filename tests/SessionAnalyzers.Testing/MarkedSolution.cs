using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>The files of a test without their markers, and the diagnostics that the markers and the test expect.</summary>
internal sealed record MarkedSolution(ImmutableArray<MarkedFile> Sources, ImmutableArray<MarkedFile> AdditionalFiles, ImmutableArray<DiagnosticResult> Expected)
{
    /// <summary>
    /// What the state does not say itself is inherited: the fixed state inherits from the test state. The default
    /// id is the one that <c>[|…|]</c> stands for, or null when the analyzers have several.
    /// </summary>
    public static MarkedSolution Parse(SolutionState state, SolutionState? inherited, SourceStyle style, string? defaultId)
    {
        var sources = state.Sources.Count == 0 && inherited is not null ? inherited : state;
        var others = state.AdditionalProjects.Count == 0 && inherited is not null ? inherited : state;
        var additional = state.AdditionalFiles.Count == 0 && inherited is not null ? inherited : state;
        var results = state.ExpectedDiagnostics.Count == 0 ? sources : state;
        var files = Parse(sources, others, project => project.Sources, style.Apply);
        var additionalFiles = Parse(additional, others, project => project.AdditionalFiles, content => content);
        return new(
            files,
            additionalFiles,
            [
                .. files.Concat(additionalFiles).SelectMany(file => file.Expected(defaultId)),
                .. results.ExpectedDiagnostics.Select(result => Locate(result, [.. files, .. additionalFiles])),
            ]);
    }

    public bool HasMarkup => Files.Any(file => !file.Spans.IsEmpty);

    private IEnumerable<MarkedFile> Files => Sources.Concat(AdditionalFiles);

    /// <summary>Fails unless these are exactly the diagnostics expected.</summary>
    public void Verify(ImmutableArray<Diagnostic> actual)
    {
        var unexpected = actual.ToList();
        // The choosy ones first, so that a marker does not take the diagnostic that only a DiagnosticResult fits.
        var missing = Expected
            .OrderByDescending(expected => (expected.Message is not null, expected.Severity is not null))
            .Where(expected => unexpected.FindIndex(expected.Matches) is var index && (index < 0 || !RemoveAt(unexpected, index)))
            .ToArray();
        if (missing.Length == 0 && unexpected.Count == 0)
        {
            return;
        }

        var failure = unexpected.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))
            ? "The source does not compile."
            : "The diagnostics are not those expected.";
        var notes = actual.Select(diagnostic => (
                diagnostic.Location.GetLineSpan(),
                SourceListing.Note(diagnostic) + (unexpected.Contains(diagnostic) ? "   <- not expected" : "")))
            .Concat(missing.Select(expected => (
                expected.Locations.Select(location => location.Span).FirstOrDefault(),
                $"{expected}   <- expected, not reported")));
        throw new VerificationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{failure} Expected {Expected.Length}, actual {actual.Length}.\n{List([.. notes])}"));
    }

    public string List(ImmutableArray<Diagnostic> diagnostics) =>
        List([.. diagnostics.Select(diagnostic => (diagnostic.Location.GetLineSpan(), SourceListing.Note(diagnostic)))]);

    private string List((FileLinePositionSpan Span, string Note)[] notes) =>
        SourceListing.WithNotes(Files.Select(file => (file.Path, file.Text)), notes);

    private static ImmutableArray<MarkedFile> Parse(
        SolutionState main, SolutionState others, Func<ProjectState, IEnumerable<(string Path, string Content)>> filesOf, Func<string, string> apply) =>
    [
        .. filesOf(main).Select(file => (Project: SolutionState.MainProject, file.Path, file.Content))
            .Concat(others.AdditionalProjects.SelectMany(project => filesOf(project.Value).Select(file => (Project: project.Key, file.Path, file.Content))))
            .Select(file => MarkedFile.Parse(file.Project, file.Path, apply(file.Content))),
    ];

    private static bool RemoveAt(List<Diagnostic> diagnostics, int index)
    {
        diagnostics.RemoveAt(index);
        return true;
    }

    private static DiagnosticResult Locate(DiagnosticResult result, ImmutableArray<MarkedFile> files) => result.WithLocations(
        location => location.MarkupKey is not { } key
            ? location.Span
            : files.Select(file => file.Find(key)).FirstOrDefault(span => span is not null)
                ?? throw new VerificationException(string.Create(CultureInfo.InvariantCulture, $"No source has the marker {{|#{key}:…|}}.")));
}

internal sealed record MarkedFile(string Project, string Path, SourceText Text, ImmutableArray<MarkedSpan> Spans)
{
    public static MarkedFile Parse(string project, string path, string marked)
    {
        var (source, spans) = TestMarkup.Parse(marked);
        return new(project, path, SourceText.From(source), spans);
    }

    // A marker says where and which; severity and message are for a DiagnosticResult to say.
    public IEnumerable<DiagnosticResult> Expected(string? defaultId) => Spans
        .Where(span => span.IsDiagnostic)
        .Select(span => new DiagnosticResult(
            span.Id ?? defaultId ?? throw new VerificationException("[|…|] is ambiguous, the analyzers have several ids: write {|ID:…|}."),
            null).WithSpan(At(span.Span)));

    public FileLinePositionSpan? Find(int key) => Spans
        .Where(span => span.Key == key)
        .Select(span => (FileLinePositionSpan?)At(span.Span))
        .FirstOrDefault();

    private FileLinePositionSpan At(TextSpan span) => new(Path, Text.Lines.GetLinePositionSpan(span));
}
