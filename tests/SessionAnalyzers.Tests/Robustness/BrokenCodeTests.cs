using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Tests.Robustness;

/// <summary>No rule throws, whatever the code looks like.</summary>
public class BrokenCodeTests
{
    private const int Seed = 20260;

    /// <summary>So many of each file; more by ROBUSTNESS_FACTOR, for a long run.</summary>
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("ROBUSTNESS_FACTOR"), out var factor) ? factor : 1;

    public static TheoryData<string> Files => new(CorpusFile.All.Select(static file => file.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public Task FileCutAtATokens_DoesNotThrow(string name)
    {
        var file = CorpusFile.Of(name);
        return RunAllAsync(file, Variants.Cuts(name, file.Text, 80 * Factor, Seed));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public Task TokensDeletedDoubledAndSwapped_DoNotThrow(string name)
    {
        var file = CorpusFile.Of(name);
        return RunAllAsync(file, Variants.Edits(name, file.Text, 90 * Factor, Seed));
    }

    [Fact]
    public async Task SameSeed_GivesTheSameResults()
    {
        foreach (var file in CorpusFile.All)
        {
            foreach (var (name, text) in Variants.Edits(file.Name, file.Text, 3, Seed + 1).Concat(Variants.Cuts(file.Name, file.Text, 3, Seed + 1)))
            {
                var first = await Analysis.RunAsync(file.Project, file.Name, text);
                var second = await Analysis.RunAsync(Analysis.WithSources(file.Project, (file.Name, text)), concurrent: true);
                Assert.True(first.Description == second.Description, $"{name}\n{first.Description}\n---\n{second.Description}\n{text}");
            }
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameVariants()
    {
        var file = CorpusFile.All[0];
        Assert.Equal(Variants.Edits("x", file.Text, 20, 1), Variants.Edits("x", file.Text, 20, 1));
        Assert.NotEqual(Variants.Edits("x", file.Text, 20, 1), Variants.Edits("x", file.Text, 20, 2));
        Assert.Equal(Variants.Cuts("x", file.Text, 20, 1), Variants.Cuts("x", file.Text, 20, 1));
        Assert.True(Variants.Edits("x", file.Text, 20, 1).Count(variant => variant.Text != file.Text) >= 15, "Nearly nothing is changed.");
    }

    [Fact]
    public async Task EveryFileTogether_DoesNotThrow()
    {
        // Programs without their top-level statements: a compilation has one program.
        var sources = CorpusFile.All.Where(static file => !file.IsSystemWeb).Select(static file => (Path.GetFileName(file.Name), file.Text)).ToArray();
        var analysis = await Analysis.RunAsync(Analysis.WithSources(Analysis.AspNetCore, sources), concurrent: true);
        analysis.RequireNoFailure("the whole corpus");
        Assert.NotEmpty(analysis.Diagnostics);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task CompilationWithoutAspNetCore_IsSilentButForKeys(string name)
    {
        var analysis = await Analysis.RunAsync(Analysis.WithSources(Analysis.WithoutAspNetCore, (name, CorpusFile.Of(name).Text)));
        analysis.RequireNoFailure(name + " without ASP.NET Core");
        Assert.DoesNotContain(analysis.Diagnostics, static diagnostic => !diagnostic.Id.StartsWith("SESS2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("}")]
    [InlineData("#if DEBUG\nservices.AddSession();")]
    [InlineData("#endif\n#endif\nclass C { void M() => services.AddSession(); }")]
    [InlineData("services.AddSession(")]
    [InlineData("services.AddSession(o => o.Cookie.SecurePolicy = );")]
    [InlineData("cookies.Append(\"session\")")]
    [InlineData("[A].Headers[\"Set-Cookie\"] = \"session=1\";")]
    [InlineData("class CookieOptions { } class C { void M(CookieOptions o) { o.Secure = false; o.Append(\"session\", \"1\", o); } }")]
    [InlineData("response.Headers[\"Set-Cookie\"] = $\"session={;")]
    [InlineData("response.Headers[\"Set-Cookie\"] = \"=;=;;=\";")]
    [InlineData("class C { C Cookie => Cookie; CookieBuilder Append(string k, string v) => Append(k, v).Append(k, v); }")]
    [InlineData("class C { static CookieOptions A => B; static CookieOptions B => A; void M(IResponseCookies c) => c.Append(\"session\", \"1\", A); }")]
    [InlineData("class C { static CookieOptions A() => B(); static CookieOptions B() => A(); void M(IResponseCookies c) => c.Append(\"session\", \"1\", A()); }")]
    [InlineData("class C { CookieOptions _o = new() { Secure = _o.Secure }; void M(IResponseCookies c) => c.Append(_o.Path, _o.Domain, _o); }")]
    public async Task OddLittleSource_DoesNotThrow(string text)
    {
        var analysis = await Analysis.RunAsync(Analysis.WithSources(Analysis.AspNetCore, ("Odd.cs", text)));
        analysis.RequireNoFailure(text);
    }

    [Fact]
    public async Task DeepAndLongCode_DoesNotThrow()
    {
        // Deeper nesting than this stops the compiler itself.
        var nested = string.Concat(Enumerable.Repeat("if (a > 0) { ", 150)) + "cookies.Append(\"session\", \"1\", options);" + string.Concat(Enumerable.Repeat(" }", 150));
        var concatenated = "\"session=\" + " + string.Join(" + ", Enumerable.Repeat("a", 400));
        var statements = string.Concat(Enumerable.Range(0, 1500).Select(static i => $"if (a == {i}) options.Secure = a > {i};\n"));
        var conditional = string.Concat(Enumerable.Range(0, 120).Select(static i => $"a == {i} ? CookieSecurePolicy.None : ")) + "CookieSecurePolicy.Always";
        var source = $$"""
            class C
            {
                void M(IResponseCookies cookies, HttpResponse response, IServiceCollection services, int a)
                {
                    var options = new CookieOptions();
                    {{statements}}
                    {{nested}}
                    response.Headers["Set-Cookie"] = {{concatenated}};
                    services.AddSession(o => o.Cookie.SecurePolicy = {{conditional}});
                }
            }
            """;
        var analysis = await Analysis.RunAsync(Analysis.WithSources(Analysis.AspNetCore, ("Deep.cs", source)));
        analysis.RequireNoFailure("deep code");
    }

    [Fact]
    public async Task ThrowingAnalyzer_IsFound()
    {
        var analysis = await Analysis.RunAsync(Analysis.WithSources(Analysis.AspNetCore, ("C.cs", "class C;")), analyzers: new Throwing());
        Assert.NotEmpty(analysis.Failures);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => analysis.RequireNoFailure("a class"));
    }

    private static Task RunAllAsync(CorpusFile file, IEnumerable<(string Name, string Text)> variants) =>
        Parallel.ForEachAsync(variants, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (variant, _) =>
        {
            var analysis = await Analysis.RunAsync(file.Project, file.Name, variant.Text);
            analysis.RequireNoFailure(variant.Name, variant.Text);
        });

#pragma warning disable RS1001, RS1036, RS1038 // Not an analyzer that a compiler loads.
    private sealed class Throwing : DiagnosticAnalyzer
    {
        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new DiagnosticDescriptor("TEST1", "Throws", "Throws", "Test", DiagnosticSeverity.Warning, true)];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(static _ => throw new InvalidOperationException("Thrown on purpose."), SyntaxKind.ClassDeclaration);
        }
    }
#pragma warning restore RS1001, RS1036, RS1038
}
