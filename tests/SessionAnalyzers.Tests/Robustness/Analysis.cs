using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>What do analyzers report in sources that need not compile, and do they throw?</summary>
internal sealed record Analysis(Project Project, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<Exception> Failures)
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string WebUsings = """

        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    private static readonly AdhocWorkspace Workspace = new();

    /// <summary>Projects without sources of ours; every analysis forks one of them.</summary>
    public static Project AspNetCore { get; } = EmptyProject(ReferenceAssemblies.AspNetCore100WithTokens, Usings + WebUsings);

    public static Project WithoutAspNetCore { get; } = EmptyProject(ReferenceAssemblies.Net100, Usings);

    public static Project SystemWeb { get; } = EmptyProject(ReferenceAssemblies.NetFramework472, "");

    /// <summary>The diagnostics as text, so that runs can be compared.</summary>
    public string Description => string.Join('\n', Diagnostics.Select(static diagnostic => diagnostic.ToString() + string.Concat(
        diagnostic.Properties.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $" {pair.Key}={pair.Value}"))));

    public static Project WithSources(Project project, params (string Path, string Text)[] sources) =>
        sources.Aggregate(project, static (forked, source) => forked.AddDocument(Path.GetFileName(source.Path), SourceText.From(source.Text), filePath: "/0/" + source.Path).Project);

    public static Project WithEditorConfig(Project project, string text) =>
        project.AddAnalyzerConfigDocument(".editorconfig", SourceText.From(text), filePath: "/.editorconfig").Project;

    /// <summary>Runs over one source more in a project; many times faster than over a project that is forked.</summary>
    public static async Task<Analysis> RunAsync(Project project, string path, string text)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var tree = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)project.ParseOptions!, "/0/" + path);
        return await RunAsync(project, compilation.AddSyntaxTrees(tree).WithOptions(compilation.Options.WithOutputKind(KindOf([tree.GetRoot()]))), concurrent: false, []);
    }

    public static async Task<Analysis> RunAsync(Project project, bool concurrent = false, params DiagnosticAnalyzer[] analyzers)
    {
        var roots = await Task.WhenAll(project.Documents.Select(static document => document.GetSyntaxRootAsync()));
        var compilation = (await project.WithCompilationOptions(project.CompilationOptions!.WithOutputKind(KindOf(roots!))).GetCompilationAsync())!;
        return await RunAsync(project, compilation, concurrent, analyzers);
    }

    private static async Task<Analysis> RunAsync(Project project, Compilation compilation, bool concurrent, DiagnosticAnalyzer[] analyzers)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        var diagnostics = await compilation.WithAnalyzers(
            analyzers is [] ? [new AllRules()] : [.. analyzers],
            new CompilationWithAnalyzersOptions(
                project.AnalyzerOptions,
                onAnalyzerException: (exception, _, _) => failures.Enqueue(exception),
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        return new(project, [.. diagnostics.OrderBy(static diagnostic => diagnostic.ToString(), StringComparer.Ordinal)], [.. failures]);
    }

    /// <summary>The errors of the compiler, as text.</summary>
    public static async Task<IReadOnlyList<string>> ErrorsAsync(Project project)
    {
        var roots = await Task.WhenAll(project.Documents.Select(static document => document.GetSyntaxRootAsync()));
        var compilation = await project.WithCompilationOptions(project.CompilationOptions!.WithOutputKind(KindOf(roots!))).GetCompilationAsync();
        return [.. compilation!.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString())];
    }

    /// <summary>Fails when an analyzer threw; the message has the source to repeat it with.</summary>
    public void RequireNoFailure(string variant, string source = "")
    {
        if (Failures is [var failure, ..])
        {
            Assert.Fail($"A rule throws on {variant}:\n{failure}\n{source}");
        }

        Assert.DoesNotContain(Diagnostics, static diagnostic => diagnostic.Id == "AD0001");
    }

    private static OutputKind KindOf(IEnumerable<SyntaxNode> roots) =>
        roots.Any(static root => root is Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax unit && unit.Members.Any(SyntaxKind.GlobalStatement))
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;

    private static Project EmptyProject(ReferenceAssemblies references, string usings)
    {
        var id = ProjectId.CreateNewId();
        var project = Workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Corpus",
            "Corpus",
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: new CSharpParseOptions(LanguageVersion.Latest),
            metadataReferences: references.Paths.Select(static path => MetadataReference.CreateFromFile(path)))).GetProject(id)!;
        return usings.Length == 0 ? project : project.AddDocument("GlobalUsings.g.cs", SourceText.From(usings), filePath: "/obj/GlobalUsings.g.cs").Project;
    }
}
