using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Testing.Tests.AdditionalFileAnalyzer>;

namespace SessionAnalyzers.Testing.Tests;

public class AdditionalFilesTests
{
    [Fact]
    public Task Span_IsVerified() => VerifyAsync("good\n  [|Bad|] [|Bad|]\n");

    [Fact]
    public Task Id_IsVerified() => VerifyAsync("{|TOY1:Bad|}");

    [Fact]
    public Task Result_IsVerified() => VerifyAsync("{|#0:Bad|}", Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("Bad"));

    [Fact]
    public Task SpelledOutSpan_IsVerified() => VerifyAsync("good Bad", Verify.Diagnostic("TOY1").WithSpan("/0/list.txt", 1, 6, 1, 9));

    [Fact]
    public Task LineEnds_StayAsTheyAre() => VerifyAsync("good\r\n\r\nBad\n", Verify.Diagnostic("TOY1").WithSpan("/0/list.txt", 3, 1, 3, 4));

    [Fact]
    public Task MarkerOfTheSource_AndOfTheFile_AreBothVerified() => new Verify.Test
    {
        Analyzers = { new CallAnalyzer() },
        TestCode = "class C { void Bad() { } void M() => {|TOY1:Bad()|}; }",
        AdditionalFile = ("list.txt", "{|TOY1:Bad|}"),
    }.RunAsync();

    [Fact]
    public Task SeveralFiles_AreToldApart() => new Verify.Test
    {
        TestCode = "class C;",
        TestState = { AdditionalFiles = { ("/0/one.txt", "[|Bad|]"), ("/0/two.txt", "good\n[|Bad|]") } },
    }.RunAsync();

    [Fact]
    public Task FileOfAnotherProject_IsVerified() => new Verify.Test
    {
        TestCode = "class C;",
        TestState = { AdditionalProjects = { ["Lib"] = { Sources = { "class D;" }, AdditionalFiles = { ("/Lib/list.txt", "[|Bad|]") } } } },
    }.RunAsync();

    [Fact]
    public Task Silence_IsVerified() => new Verify.Test { TestCode = "class C;", AdditionalFile = ("list.txt", "good"), IsSilent = true }.RunAsync();

    [Fact]
    public Task FixOfASource_LeavesTheFileAlone() => new CSharpCodeFixTest<CallAnalyzer, RenameFix>
    {
        TestCode = "class C { void Bad() { } void Good() { } void M() => [|Bad()|]; }",
        FixedCode = "class C { void Bad() { } void Good() { } void M() => Good(); }",
        AdditionalFile = ("list.txt", "Bad"),
    }.RunAsync();

    [Fact]
    public Task WrongSpan_Fails() => Failure.IsAsync(
        """
        --- /0/list.txt
        good Bad
             ^^^ TOY1: warning 'Bad' is called   <- not expected
        ^^^^ TOY1   <- expected, not reported
        """,
        () => VerifyAsync("[|good|] Bad"));

    [Fact]
    public Task WrongFile_Fails() => Failure.IsAsync(
        "Expected 1, actual 1.",
        () => VerifyAsync("good Bad", Verify.Diagnostic("TOY1").WithSpan("/0/other.txt", 1, 6, 1, 9)));

    [Fact]
    public Task MissingDiagnostic_Fails() => Failure.IsAsync("Expected 2, actual 1.", () => VerifyAsync("[|good|] [|Bad|]"));

    [Fact]
    public Task ExtraDiagnostic_Fails() => Failure.IsAsync("Expected 1, actual 2.", () => VerifyAsync("Bad [|Bad|]"));

    [Fact]
    public Task MissingMarker_Fails() => Failure.IsAsync("The test expects no diagnostic of the analyzer", () => VerifyAsync("good"));

    [Fact]
    public Task ReportInSilentFile_Fails() => Failure.IsAsync(
        "Expected 0, actual 1.",
        () => new Verify.Test { TestCode = "class C;", AdditionalFile = ("list.txt", "Bad"), IsSilent = true }.RunAsync());

    [Fact]
    public Task MarkerInSilentFile_Fails() => Failure.IsAsync(
        "the source has markup",
        () => new Verify.Test { TestCode = "class C;", AdditionalFile = ("list.txt", "[|good|]"), IsSilent = true }.RunAsync());

    [Fact]
    public Task ThrowingAnalyzer_Fails() => Failure.IsAsync(
        "the toy is broken",
        () => new CSharpAnalyzerVerifier<ThrowingAdditionalFileAnalyzer>.Test { TestCode = "class C;", AdditionalFile = ("list.txt", "good"), IsSilent = true }.RunAsync());

    [Fact]
    public Task StateBetweenRuns_Fails() => Failure.IsAsync(
        "The analyzer is not deterministic",
        () => new CSharpAnalyzerVerifier<RememberingAdditionalFileAnalyzer>.Test { TestCode = "class C;", AdditionalFile = ("list.txt", "[|Bad|]") }.RunAsync());

    private static Task VerifyAsync(string file, params DiagnosticResult[] expected)
    {
        var test = new Verify.Test { TestCode = "class C;", AdditionalFile = ("list.txt", file) };
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
