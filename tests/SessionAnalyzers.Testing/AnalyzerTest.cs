using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing;

/// <summary>Sources, how they compile, and the checks on what analyzers report in them.</summary>
public abstract class AnalyzerTest
{
    private protected const string ImplicitUsingsFile = "GlobalUsings.g.cs";

    private protected AnalyzerTest(DiagnosticAnalyzer analyzer) => Analyzers = [analyzer];

    /// <summary>The analyzer under test; more may be added.</summary>
    public List<DiagnosticAnalyzer> Analyzers { get; }

    public SolutionState TestState { get; } = new();

    /// <summary>Adds a source to <see cref="TestState"/>.</summary>
    public string TestCode
    {
        set => TestState.Sources.Add(value);
    }

    /// <summary>Adds an additional file to <see cref="TestState"/>; a name gets the folder of the sources.</summary>
    public (string Path, string Content) AdditionalFile
    {
        set => TestState.AdditionalFiles.Add((value.Path.StartsWith('/') ? value.Path : "/0/" + value.Path, value.Content));
    }

    /// <summary>Adds <c>/.editorconfig</c> to <see cref="TestState"/>; options stand below <c>[*.cs]</c> or <c>[*]</c>.</summary>
    public string EditorConfig
    {
        set => TestState.AnalyzerConfigFiles.Add(("/.editorconfig", value));
    }

    /// <summary>Adds <c>/.globalconfig</c> to <see cref="TestState"/>: lines such as <c>build_property.Mode = Strict</c>.</summary>
    public string GlobalConfig
    {
        set => TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + value));
    }

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.AspNetCore100;

    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

    /// <summary>Adds the usings of the project type that <see cref="ReferenceAssemblies"/> stands for.</summary>
    public bool ImplicitUsings { get; set; } = true;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public TestBehaviors TestBehaviors { get; set; }

    /// <summary>Says that nothing is reported. A test that expects nothing and does not say so fails.</summary>
    public bool IsSilent { get; set; }

    public virtual Task RunAsync() => VerifyReportsAsync();

    /// <summary>All checks on the analyzers; the run is what a fix starts from.</summary>
    private protected async Task<AnalyzerRun> VerifyReportsAsync()
    {
        var marked = Parse(TestState, null, SourceStyle.Default);
        RequireMarkers(marked);
        var solution = await CreateSolutionAsync(marked, SourceStyle.Default).ConfigureAwait(false);
        var run = await AnalyzeAsync(solution).ConfigureAwait(false);
        marked.Verify(run.All.AddRange(await GetCompilerDiagnosticsAsync(solution).ConfigureAwait(false)));
        await VerifyDeterminismAsync(run, marked).ConfigureAwait(false);
        if (!run.All.IsEmpty)
        {
            await VerifySuppressionAsync(run).ConfigureAwait(false);
            await VerifyGeneratedCodeAsync(solution).ConfigureAwait(false);
        }

        return run;
    }

    private protected Task<AnalyzerRun> AnalyzeAsync(Solution solution, bool concurrent = false) =>
        AnalyzerRun.OfAsync(solution, [.. Analyzers], concurrent);

    private protected MarkedSolution Parse(SolutionState state, SolutionState? inherited, SourceStyle style) =>
        MarkedSolution.Parse(state, inherited, style, SupportedIds() is [var id] ? id : null);

    private protected async Task<Solution> CreateSolutionAsync(MarkedSolution marked, SourceStyle style)
    {
        var empty = await ReferenceAssemblies.GetEmptyProjectAsync().ConfigureAwait(false);
        var ids = TestState.Projects.ToDictionary(
            project => project.Name,
            project => project.State == TestState ? empty.Id : ProjectId.CreateNewId(project.Name));
        var solution = ids.Where(project => project.Value != empty.Id).Aggregate(empty.Solution, (others, project) => others.AddProject(
            ProjectInfo.Create(
                project.Value,
                VersionStamp.Default,
                project.Key,
                project.Key,
                LanguageNames.CSharp,
                compilationOptions: empty.CompilationOptions,
                parseOptions: empty.ParseOptions,
                metadataReferences: empty.MetadataReferences)));
        foreach (var (name, state) in TestState.Projects)
        {
            var id = ids[name];
            solution = AddSources(solution, id, marked.Sources.Where(file => file.Project == name))
                .AddProjectReferences(id, state.AdditionalProjectReferences.Select(reference => new ProjectReference(ids[reference])));
            solution = marked.AdditionalFiles.Where(file => file.Project == name).Aggregate(solution, (others, file) =>
                others.AddAdditionalDocument(DocumentId.CreateNewId(id), Path.GetFileName(file.Path), file.Text, filePath: file.Path));
            solution = AddConfigFiles(solution, id, style);
            solution = await WithOptionsAsync(solution.GetProject(id)!, state.OutputKind).ConfigureAwait(false);
        }

        return solution;
    }

    private protected async Task<ImmutableArray<Diagnostic>> GetCompilerDiagnosticsAsync(Solution solution) => CompilerDiagnostics switch
    {
        CompilerDiagnostics.None => [],
        CompilerDiagnostics.Errors => await GetCompilerDiagnosticsAsync(solution, DiagnosticSeverity.Error).ConfigureAwait(false),
        _ => await GetCompilerDiagnosticsAsync(solution, DiagnosticSeverity.Warning).ConfigureAwait(false),
    };

    private protected static async Task<ImmutableArray<Diagnostic>> GetCompilerDiagnosticsAsync(Solution solution, DiagnosticSeverity least)
    {
        var compilations = await Task.WhenAll(solution.Projects.Select(project => project.GetCompilationAsync())).ConfigureAwait(false);
        return [.. compilations.SelectMany(compilation => compilation!.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= least)];
    }

    private Solution AddSources(Solution solution, ProjectId project, IEnumerable<MarkedFile> files)
    {
        if (ImplicitUsings && LanguageVersion.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp10)
        {
            // Not under /0/: no check rewrites it, and options for the sources do not reach it.
            solution = solution.AddDocument(DocumentId.CreateNewId(project), ImplicitUsingsFile, ReferenceAssemblies.ImplicitUsings, filePath: "/obj/" + ImplicitUsingsFile);
        }

        return files.Aggregate(solution, (others, file) =>
            others.AddDocument(DocumentId.CreateNewId(project), Path.GetFileName(file.Path), file.Text, filePath: file.Path));
    }

    private Solution AddConfigFiles(Solution solution, ProjectId project, SourceStyle style)
    {
        // One folder has one .editorconfig, so the style goes below what the test says.
        var configs = TestState.AnalyzerConfigFiles.GroupBy(file => file.Path).ToDictionary(
            files => files.Key,
            files => string.Join('\n', files.Select(file => file.Content)));
        configs["/.editorconfig"] = $"{configs.GetValueOrDefault("/.editorconfig")}\n[*.cs]\n{style.EditorConfig}\n";
        return configs.Aggregate(solution, (others, file) => others.AddAnalyzerConfigDocument(
            DocumentId.CreateNewId(project), Path.GetFileName(file.Key), SourceText.From(file.Value), filePath: file.Key));
    }

    private async Task<Solution> WithOptionsAsync(Project project, OutputKind? outputKind)
    {
        if (LanguageVersion != LanguageVersion.Latest)
        {
            project = project.WithParseOptions(((CSharpParseOptions)project.ParseOptions!).WithLanguageVersion(LanguageVersion));
        }

        var roots = await Task.WhenAll(project.Documents.Select(document => document.GetSyntaxRootAsync())).ConfigureAwait(false);
        outputKind ??= roots.Any(root => ((CompilationUnitSyntax)root!).Members.Any(SyntaxKind.GlobalStatement))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;
        var options = project.CompilationOptions!.WithOutputKind(outputKind.Value);
        // Rules that are off by default are tested as if they were on; a test's .editorconfig still decides.
        return project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(Analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => !descriptor.IsEnabledByDefault)
            .DistinctBy(descriptor => descriptor.Id)
            .Select(descriptor => KeyValuePair.Create(descriptor.Id, descriptor.DefaultSeverity switch
            {
                DiagnosticSeverity.Error => ReportDiagnostic.Error,
                DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
                DiagnosticSeverity.Info => ReportDiagnostic.Info,
                _ => ReportDiagnostic.Hidden,
            })))).Solution;
    }

    private void RequireMarkers(MarkedSolution marked)
    {
        if (IsSilent && (marked.HasMarkup || !marked.Expected.IsEmpty))
        {
            throw new VerificationException("The test says that the source is silent, but the source has markup or the test expects diagnostics.");
        }

        if (!IsSilent && !marked.Expected.Any(expected => SupportedIds().Contains(expected.Id)))
        {
            throw new VerificationException(
                "The test expects no diagnostic of the analyzer: mark one with [|…|], or say that there is none (VerifySilentAsync, IsSilent).");
        }
    }

    private async Task VerifyDeterminismAsync(AnalyzerRun run, MarkedSolution marked)
    {
        // Concurrently with each other and in themselves, with the analyzer instances that have run already.
        var others = await Task.WhenAll(
            Task.Run(() => AnalyzeAsync(run.Solution, concurrent: true)),
            Task.Run(() => AnalyzeAsync(run.Solution, concurrent: true))).ConfigureAwait(false);
        if (Array.Find(others, other => other.Describe() != run.Describe()) is { } different)
        {
            throw new VerificationException(
                $"The analyzer is not deterministic: another run of it on the same source (-) differs from the first (+).\n{SourceListing.Difference(different.Describe(), run.Describe())}\n{marked.List(run.All)}");
        }
    }

    private async Task VerifySuppressionAsync(AnalyzerRun run)
    {
        if (TestBehaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            return;
        }

        var pragma = $"#pragma warning disable {string.Join(", ", run.All.Select(diagnostic => diagnostic.Id).Distinct())}\n";
        var solution = run.Solution;
        foreach (var document in run.Solution.Projects.SelectMany(project => project.Documents))
        {
            var text = await document.GetTextAsync().ConfigureAwait(false);
            solution = solution.WithDocumentText(document.Id, text.Replace(0, 0, pragma));
        }

        var silenced = await AnalyzeAsync(solution).ConfigureAwait(false);
        VerifyNone("#pragma warning disable does not silence it.", silenced.All.Where(IsInSource));
    }

    private async Task VerifyGeneratedCodeAsync(Solution solution)
    {
        var undeclared = Analyzers.Where(analyzer => !GeneratedCodePolicy.IsReportingDeclaredBy(analyzer)).ToImmutableArray();
        if (undeclared.IsEmpty || TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck))
        {
            return;
        }

        var generated = solution.Projects.SelectMany(project => project.Documents).Aggregate(
            solution,
            (others, document) => others.WithDocumentFilePath(document.Id, Path.ChangeExtension(document.FilePath!, ".g.cs")));
        var run = await AnalyzerRun.OfAsync(generated, undeclared).ConfigureAwait(false);
        VerifyNone(
            "Reported in generated code, which the analyzer does not declare (ConfigureGeneratedCodeAnalysis).",
            run.All.Where(IsInSource));
    }

    /// <summary>A pragma and the name of a source reach neither what has no location nor what is reported in an additional file.</summary>
    private static bool IsInSource(Diagnostic diagnostic) => diagnostic.Location.IsInSource;

    private static void VerifyNone(string failure, IEnumerable<Diagnostic> diagnostics)
    {
        if (diagnostics.ToImmutableArray() is { IsEmpty: false } left)
        {
            var sources = left.Select(diagnostic => diagnostic.Location.SourceTree).OfType<SyntaxTree>().Distinct()
                .Select(tree => (tree.FilePath, tree.GetText()));
            throw new VerificationException(
                $"{failure}\n{SourceListing.WithNotes(sources, [.. left.Select(diagnostic => (diagnostic.Location.GetLineSpan(), SourceListing.Note(diagnostic)))])}");
        }
    }

    private ImmutableArray<string> SupportedIds() =>
        [.. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).Distinct()];
}
