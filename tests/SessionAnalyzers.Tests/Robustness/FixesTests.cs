using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>No fix throws, whatever the code around the finding looks like.</summary>
public class FixesTests
{
    private const int Seed = 4711;

    private static readonly Lazy<ILookup<string, CodeFixProvider>> Providers = new(static () =>
        Assembly.Load("SessionAnalyzers.CodeFixes").GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type, nonPublic: true)!)
            .SelectMany(static provider => provider.FixableDiagnosticIds.Select(id => (id, provider)))
            .ToLookup(static pair => pair.id, static pair => pair.provider));

    public static TheoryData<string> Files => new(CorpusFile.Vulnerable.Select(static file => file.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task FixesOfAWholeFile_CompileAndAreApplied(string name)
    {
        var file = CorpusFile.Of(name);
        var project = Analysis.WithSources(file.Project, (file.Name, file.Text));
        var analysis = await Analysis.RunAsync(project);
        var applied = 0;
        foreach (var diagnostic in analysis.Diagnostics)
        {
            foreach (var solution in await ApplyAsync(analysis, diagnostic))
            {
                Assert.Empty(await Analysis.ErrorsAsync(solution.GetProject(project.Id)!));
                applied++;
            }
        }

        Assert.True(applied > 0, "No fix is offered.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public Task FixesOfBrokenVariants_DoNotThrow(string name)
    {
        var file = CorpusFile.Of(name);
        var variants = Variants.Edits(name, file.Text, 40, Seed).Concat(Variants.Cuts(name, file.Text, 25, Seed));
        return Parallel.ForEachAsync(variants, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (variant, _) =>
        {
            var analysis = await Analysis.RunAsync(Analysis.WithSources(file.Project, (file.Name, variant.Text)));
            foreach (var diagnostic in analysis.Diagnostics)
            {
                try
                {
                    await ApplyAsync(analysis, diagnostic);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    Assert.Fail($"A fix of {diagnostic} throws on {variant.Name}:\n{exception}\n{variant.Text}");
                }
            }
        });
    }

    [Fact]
    public async Task FixAllOfEveryRule_DoesNotThrowOnBrokenCode()
    {
        foreach (var file in CorpusFile.Vulnerable)
        {
            foreach (var (name, text) in Variants.Edits(file.Name, file.Text, 6, Seed + 1))
            {
                var analysis = await Analysis.RunAsync(Analysis.WithSources(file.Project, (file.Name, text)));
                foreach (var group in analysis.Diagnostics.GroupBy(static diagnostic => diagnostic.Id))
                {
                    foreach (var provider in Providers.Value[group.Key])
                    {
                        foreach (var key in await KeysAsync(analysis, provider, group))
                        {
                            try
                            {
                                await FixAllAsync(analysis, provider, group.Key, key);
                            }
                            catch (Exception exception) when (exception is not OperationCanceledException)
                            {
                                Assert.Fail($"Fix-all {key} throws on {name}:\n{exception}\n{text}");
                            }
                        }
                    }
                }
            }
        }
    }

    private static async Task<IReadOnlyCollection<string>> KeysAsync(Analysis analysis, CodeFixProvider provider, IEnumerable<Diagnostic> diagnostics)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics)
        {
            foreach (var action in await ActionsAsync(analysis, provider, diagnostic))
            {
                keys.Add(action.EquivalenceKey!);
            }
        }

        return keys;
    }

    private static async Task FixAllAsync(Analysis analysis, CodeFixProvider provider, string id, string key)
    {
        var document = analysis.Project.Documents.First(static document => document.Name != "GlobalUsings.g.cs");
        var context = new FixAllContext(document, provider, FixAllScope.Project, key, [id], new Found(analysis), CancellationToken.None);
        if (await provider.GetFixAllProvider()!.GetFixAsync(context) is { } action)
        {
            await action.GetOperationsAsync(CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<Solution>> ApplyAsync(Analysis analysis, Diagnostic diagnostic)
    {
        var solutions = new List<Solution>();
        foreach (var provider in Providers.Value[diagnostic.Id].Where(_ => diagnostic.Location.IsInSource))
        {
            foreach (var action in await ActionsAsync(analysis, provider, diagnostic))
            {
                var operations = await action.GetOperationsAsync(CancellationToken.None);
                solutions.Add(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution);
            }
        }

        return solutions;
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Analysis analysis, CodeFixProvider provider, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = analysis.Project.Documents.Single(document => document.FilePath == diagnostic.Location.SourceTree!.FilePath);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private sealed class Found(Analysis analysis) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(analysis.Diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(analysis.Diagnostics.Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
