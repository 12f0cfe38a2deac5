using Microsoft.CodeAnalysis.CodeFixes;

namespace SessionAnalyzers.Testing.Tests;

public class FixAllTests
{
    private const string Source = "class C { void Bad() { } void Good() { } void M() { [|Bad()|]; [|Bad()|]; } }";

    private static readonly string Fixed = Source.Replace("[|Bad()|]", "Good()", StringComparison.Ordinal);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public Task WrongResult_Fails(FixAllScope scope) => Failure.IsAsync(
        $"Fix-all in {scope} does not make the expected source",
        () => scope switch
        {
            FixAllScope.Document => CSharpCodeFixVerifier<CallAnalyzer, WrongFixAllInDocumentFix>.VerifyCodeFixAsync(Source, Fixed),
            FixAllScope.Project => CSharpCodeFixVerifier<CallAnalyzer, WrongFixAllInProjectFix>.VerifyCodeFixAsync(Source, Fixed),
            _ => CSharpCodeFixVerifier<CallAnalyzer, WrongFixAllFix>.VerifyCodeFixAsync(Source, Fixed),
        });

    [Fact]
    public Task NoFixAll_Fails() => Failure.IsAsync(
        "The fix has no fix-all in Document.",
        () => CSharpCodeFixVerifier<CallAnalyzer, NoFixAllFix>.VerifyCodeFixAsync(Source, Fixed));

    [Fact]
    public Task NoFixAll_WhenSkipped_IsVerified() => new CSharpCodeFixVerifier<CallAnalyzer, NoFixAllFix>.Test
    {
        TestCode = Source,
        FixedCode = Fixed,
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync();

    [Fact]
    public Task SecondPass_Fails() => Failure.IsAsync(
        "Fix-all in Document leaves diagnostics after 1 pass(es).",
        () => CSharpCodeFixVerifier<CallAnalyzer, HesitantFixAllFix>.VerifyCodeFixAsync(Source, Fixed));

    [Fact]
    public Task SecondPass_WhenExpected_IsVerified() => new CSharpCodeFixVerifier<CallAnalyzer, HesitantFixAllFix>.Test
    {
        TestCode = Source,
        FixedCode = Fixed,
        NumberOfFixAllIterations = 2,
    }.RunAsync();

    [Fact]
    public Task ManyDocuments_AreVerified() => new CSharpCodeFixVerifier<CallAnalyzer, RenameFix>.Test
    {
        TestState = { Sources = { Source, Source.Replace("class C", "class D", StringComparison.Ordinal) } },
        FixedState = { Sources = { Fixed, Fixed.Replace("class C", "class D", StringComparison.Ordinal) } },
    }.RunAsync();

    [Fact]
    public Task ManyProjects_AreVerified() => new CSharpCodeFixVerifier<CallAnalyzer, RenameFix>.Test
    {
        TestState =
        {
            Sources = { "class D : C { void N() => [|Bad()|]; }" },
            AdditionalProjectReferences = { "Lib" },
            AdditionalProjects = { ["Lib"] = { Sources = { Public(Source) } } },
        },
        FixedState =
        {
            Sources = { "class D : C { void N() => Good(); }" },
            AdditionalProjects = { ["Lib"] = { Sources = { Public(Fixed) } } },
        },
    }.RunAsync();

    [Fact]
    public Task ForgottenDocument_Fails() => Failure.IsAsync(
        "--- /0/Test1.cs",
        () => new CSharpCodeFixVerifier<CallAnalyzer, RenameFix>.Test
        {
            TestState = { Sources = { Source, Source.Replace("class C", "class D", StringComparison.Ordinal) } },
            FixedState = { Sources = { Fixed, Source.Replace("class C", "class D", StringComparison.Ordinal) } },
        }.RunAsync());

    private static string Public(string source) => source
        .Replace("class C", "public class C", StringComparison.Ordinal)
        .Replace("void Bad", "protected void Bad", StringComparison.Ordinal)
        .Replace("void Good", "protected void Good", StringComparison.Ordinal);
}
