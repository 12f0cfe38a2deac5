using Microsoft.CodeAnalysis;
using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Testing.Tests.CallAnalyzer>;

namespace SessionAnalyzers.Testing.Tests;

public class AnalyzerChecksTests
{
    private const string Unmarked = """
        class C
        {
            static void Bad() { }

            void M()
            {
                Bad();
            }
        }
        """;

    private static readonly string Marked = Unmarked.Replace("Bad();", "[|Bad()|];", StringComparison.Ordinal);

    private static readonly string Keyed = Unmarked.Replace("Bad();", "{|#0:Bad()|};", StringComparison.Ordinal);

    [Fact]
    public Task Span_IsVerified() => Verify.VerifyAnalyzerAsync(Marked);

    [Fact]
    public Task Id_IsVerified() => Verify.VerifyAnalyzerAsync(Unmarked.Replace("Bad();", "{|TOY1:Bad()|};", StringComparison.Ordinal));

    [Fact]
    public Task Result_IsVerified() => Verify.VerifyAnalyzerAsync(
        Keyed,
        Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("Bad").WithSeverity(DiagnosticSeverity.Warning));

    [Fact]
    public Task SpelledOutSpan_IsVerified() => Verify.VerifyAnalyzerAsync(
        Unmarked,
        new DiagnosticResult("TOY1", DiagnosticSeverity.Warning).WithSpan(7, 9, 7, 14).WithMessage("'Bad' is called"));

    [Fact]
    public Task AdditionalLocation_IsVerified() => CSharpAnalyzerVerifier<DeclarationAnalyzer>.VerifyAnalyzerAsync(
        Keyed.Replace("void Bad()", "void {|#1:Bad|}()", StringComparison.Ordinal),
        Verify.Diagnostic("TOY1").WithLocation(0).WithLocation(1));

    [Fact]
    public Task AdditionalLocation_WhenWrong_Fails() => Failure.IsAsync(
        "expected, not reported",
        () => CSharpAnalyzerVerifier<DeclarationAnalyzer>.VerifyAnalyzerAsync(
            Keyed.Replace("void Bad()", "{|#1:void|} Bad()", StringComparison.Ordinal),
            Verify.Diagnostic("TOY1").WithLocation(0).WithLocation(1)));

    [Fact]
    public Task NoLocation_IsVerified() => CSharpAnalyzerVerifier<CompilationAnalyzer>.VerifyAnalyzerAsync(
        Unmarked,
        Verify.Diagnostic("TOY1").WithArguments("TestProject"));

    [Fact]
    public Task NoLocation_WhenOneIsExpected_Fails() => Failure.IsAsync(
        "(no location) TOY1: warning 'TestProject' is called   <- not expected",
        () => CSharpAnalyzerVerifier<CompilationAnalyzer>.VerifyAnalyzerAsync(Marked));

    [Fact]
    public Task Location_WhenNoneIsExpected_Fails() => Failure.IsAsync(
        "(no location) TOY1: warning   <- expected, not reported",
        () => Verify.VerifyAnalyzerAsync(Unmarked, Verify.Diagnostic("TOY1")));

    [Fact]
    public Task Silence_IsVerified() => Verify.VerifySilentAsync("class C;");

    [Fact]
    public Task OffByDefault_IsVerified() => CSharpAnalyzerVerifier<OffByDefaultAnalyzer>.VerifyAnalyzerAsync(Marked);

    [Fact]
    public Task ThrowingAnalyzer_Fails() => Failure.IsAsync(
        "ThrowingAnalyzer throws: System.InvalidOperationException: the toy is broken",
        () => CSharpAnalyzerVerifier<ThrowingAnalyzer>.VerifySilentAsync(Unmarked));

    [Fact]
    public Task WrongSpan_Fails() => Failure.IsAsync(
        """
                Bad();
                ^^^^^ TOY1: warning 'Bad' is called   <- not expected
                ^^^ TOY1   <- expected, not reported
        """,
        () => Verify.VerifyAnalyzerAsync(Unmarked.Replace("Bad();", "[|Bad|]();", StringComparison.Ordinal)));

    [Fact]
    public Task WrongId_Fails() => Failure.IsAsync(
        "^^^^^ TOY9   <- expected, not reported",
        () => Verify.VerifyAnalyzerAsync(Unmarked.Replace("Bad();", "{|TOY1:{|TOY9:Bad()|}|};", StringComparison.Ordinal)));

    [Fact]
    public Task WrongMessage_Fails() => Failure.IsAsync(
        "^^^^^ TOY1: warning 'Worse' is called   <- expected, not reported",
        () => Verify.VerifyAnalyzerAsync(Keyed, Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("Worse")));

    [Fact]
    public Task WrongSeverity_Fails() => Failure.IsAsync(
        "^^^^^ TOY1: error   <- expected, not reported",
        () => Verify.VerifyAnalyzerAsync(Keyed, Verify.Diagnostic("TOY1").WithLocation(0).WithSeverity(DiagnosticSeverity.Error)));

    [Fact]
    public Task MissingDiagnostic_Fails() => Failure.IsAsync(
        "Expected 2, actual 1.",
        () => Verify.VerifyAnalyzerAsync(Marked.Replace("void M", "void [|M|]", StringComparison.Ordinal)));

    [Fact]
    public Task ExtraDiagnostic_Fails() => Failure.IsAsync(
        "Expected 1, actual 2.",
        () => Verify.VerifyAnalyzerAsync(Marked.Replace("void M()", "void N() => Bad();\n    void M()", StringComparison.Ordinal)));

    [Fact]
    public Task ReportInSilentSource_Fails() => Failure.IsAsync("Expected 0, actual 1.", () => Verify.VerifySilentAsync(Unmarked));

    [Fact]
    public Task BrokenSource_Fails() => Failure.IsAsync(
        "The source does not compile.",
        () => Verify.VerifySilentAsync("class C : Missing;"));

    [Fact]
    public Task BrokenSource_WhenMarked_IsVerified() => Verify.VerifyAnalyzerAsync(
        Marked.Replace("class C", "class C : {|CS0246:Missing|}", StringComparison.Ordinal));

    [Fact]
    public Task BrokenSource_WhenAllowed_IsVerified() => new Verify.Test
    {
        TestCode = Marked + "class",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task CompilerWarning_WhenAskedFor_Fails() => Failure.IsAsync(
        "CS0168",
        () => new Verify.Test
        {
            TestCode = "class C { void M() { int unused; } }",
            CompilerDiagnostics = CompilerDiagnostics.Warnings,
            IsSilent = true,
        }.RunAsync());

    [Fact]
    public Task MissingMarker_Fails() => Failure.IsAsync(
        "The test expects no diagnostic of the analyzer",
        () => Verify.VerifyAnalyzerAsync("class C;"));

    [Fact]
    public Task OnlyMarkersOfTheCompiler_Fails() => Failure.IsAsync(
        "The test expects no diagnostic of the analyzer",
        () => Verify.VerifyAnalyzerAsync("class C : {|CS0246:Missing|};"));

    [Theory]
    [InlineData("[|class C;|]")]
    [InlineData("{|TOY1:class C;|}")]
    [InlineData("{|#0:class C;|}")]
    public Task MarkerInSilentSource_Fails(string source) => Failure.IsAsync("the source has markup", () => Verify.VerifySilentAsync(source));

    [Fact]
    public Task AmbiguousMarker_Fails() => Failure.IsAsync(
        "[|…|] is ambiguous",
        () => CSharpAnalyzerVerifier<TwoRulesAnalyzer>.VerifyAnalyzerAsync(Marked));

    [Fact]
    public Task UnclosedMarker_Fails() => Failure.IsAsync("is not closed by '|]'", () => Verify.VerifyAnalyzerAsync("[|class C;"));

    [Fact]
    public Task UnknownKey_Fails() => Failure.IsAsync(
        "No source has the marker {|#1:…|}.",
        () => Verify.VerifyAnalyzerAsync(Keyed, Verify.Diagnostic("TOY1").WithLocation(1)));

    [Fact]
    public Task IgnoredPragma_Fails() => Failure.IsAsync(
        "#pragma warning disable does not silence it.",
        () => CSharpAnalyzerVerifier<UnsuppressableAnalyzer>.VerifyAnalyzerAsync(Marked));

    [Fact]
    public Task IgnoredPragma_WhenSkipped_IsVerified() => new CSharpAnalyzerVerifier<UnsuppressableAnalyzer>.Test
    {
        TestCode = Marked,
        TestBehaviors = TestBehaviors.SkipSuppressionCheck,
    }.RunAsync();

    [Fact]
    public Task ReportInGeneratedCode_Fails() => Failure.IsAsync(
        "Reported in generated code",
        () => CSharpAnalyzerVerifier<NoPolicyAnalyzer>.VerifyAnalyzerAsync(Marked));

    [Fact]
    public Task ReportInGeneratedCode_WhenSkipped_IsVerified() => new CSharpAnalyzerVerifier<NoPolicyAnalyzer>.Test
    {
        TestCode = Marked,
        TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck,
    }.RunAsync();

    [Fact]
    public Task ReportInGeneratedCode_WhenDeclared_IsVerified() =>
        CSharpAnalyzerVerifier<DeclaredPolicyAnalyzer>.VerifyAnalyzerAsync(Marked);

    [Fact]
    public Task StateBetweenRuns_Fails() => Failure.IsAsync(
        "The analyzer is not deterministic",
        () => CSharpAnalyzerVerifier<RememberingAnalyzer>.VerifyAnalyzerAsync(Marked));

    [Fact]
    public Task Race_Fails() => Failure.IsAsync(
        "order=1",
        () => CSharpAnalyzerVerifier<RacingAnalyzer>.VerifyAnalyzerAsync(Marked));
}
