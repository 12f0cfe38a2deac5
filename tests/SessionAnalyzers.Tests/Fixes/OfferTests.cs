using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Rules.Cookies;

namespace SessionAnalyzers.Tests.Fixes;

/// <summary>What a host sees before an offer is applied, and how headless hosts ask.</summary>
public sealed class OfferTests
{
    private const string Source = """
        using Microsoft.AspNetCore.Http;

        class C
        {
            void M(IResponseCookies c, string v)
            {
                c.Append("session", v, new CookieOptions { Domain = ".example.com" });
                c.Delete("__Host-a");
            }
        }
        """;

    [Fact]
    public async Task SmallestChange_IsOfferedFirst()
    {
        Assert.Equal(["Set Secure = true", "Harden this cookie"], await TitlesAsync(new SESS1001SensitiveCookieWithoutSecureFix()));
        Assert.Equal(["Set HttpOnly = true", "Harden this cookie"], await TitlesAsync(new SESS1002SensitiveCookieWithoutHttpOnlyFix()));
        Assert.Equal(["Set SameSite = SameSiteMode.Lax", "Harden this cookie"], await TitlesAsync(new SESS1003SameSiteMissingOrNoneFix()));
        Assert.Equal(["Remove Domain"], await TitlesAsync(new SESS1004CookiePrefixViolatedFix()));
        Assert.Equal(["""Set Secure = true, Path = "/" """.TrimEnd()], await TitlesAsync(new SESS1005PrefixedCookieDeletedWithoutSecureFix()));
    }

    [Fact]
    public async Task FixAll_WithoutAKey_MeansTheFirstOffer()
    {
        var document = Document(Source);
        var fix = new SESS1001SensitiveCookieWithoutSecureFix();
        var diagnostics = new ProjectDiagnostics(await DiagnosticsAsync(document));
        var action = await fix.GetFixAllProvider().GetFixAsync(new FixAllContext(
            document, fix, FixAllScope.Solution, null!, fix.FixableDiagnosticIds, diagnostics, TestContext.Current.CancellationToken));
        var changed = (await action!.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Assert.Equal(
            Source.Replace(".com\" }", ".com\", Secure = true }", StringComparison.Ordinal),
            (await changed.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public async Task DiagnosticOfAnotherRule_HasNoOffer()
    {
        var document = Document(Source);
        var other = (await DiagnosticsAsync(document)).Where(diagnostic => diagnostic.Id != "SESS1001").ToArray();
        Assert.NotEmpty(other);
        foreach (var diagnostic in other)
        {
            Assert.Empty(await ActionsAsync(new SESS1001SensitiveCookieWithoutSecureFix(), document, diagnostic));
        }
    }

    [Fact]
    public async Task ChangedCode_HasNoOffer()
    {
        var document = Document(Source);
        var diagnostics = await DiagnosticsAsync(document);
        var changed = document.WithText(Microsoft.CodeAnalysis.Text.SourceText.From("class C { }"));
        foreach (var diagnostic in diagnostics)
        {
            Assert.Empty(await ActionsAsync(new SESS1001SensitiveCookieWithoutSecureFix(), changed, diagnostic));
        }
    }

    private static async Task<IEnumerable<string>> TitlesAsync(CodeFixProvider fix)
    {
        var document = Document(Source);
        var diagnostic = (await DiagnosticsAsync(document)).Single(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
        return (await ActionsAsync(fix, document, diagnostic)).Select(static action => action.Title);
    }

    private static async Task<List<CodeAction>> ActionsAsync(CodeFixProvider fix, Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static Document Document(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("System", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path));
        return new AdhocWorkspace().AddProject("P", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithMetadataReferences(references)
            .AddDocument("C.cs", source, filePath: "/C.cs");
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document) =>
        await (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!.WithAnalyzers([new AllRules()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>As dotnet format: the diagnostics of projects only, whatever their rule.</summary>
    private sealed class ProjectDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
