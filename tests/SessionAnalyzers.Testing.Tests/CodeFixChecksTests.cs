using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<SessionAnalyzers.Testing.Tests.CallAnalyzer, SessionAnalyzers.Testing.Tests.RenameFix>;

namespace SessionAnalyzers.Testing.Tests;

public class CodeFixChecksTests
{
    private static readonly string Source = Program("[|Bad()|];");

    private static readonly string Twice = Program("[|Bad()|];\n        [|Bad()|];");

    private static string Program(string statements) => $$"""
        class C
        {
            public static void Bad() { }
            public static void Good() { }
            static void Check() { }

            void M()
            {
                {{statements}}
            }
        }
        """;

    [Fact]
    public Task Fix_IsVerified() => Verify.VerifyCodeFixAsync(Source, Program("Good();"));

    [Fact]
    public Task Fixes_AreVerified() => Verify.VerifyCodeFixAsync(Twice, Program("Good();\n        Good();"));

    [Fact]
    public Task FixWithResult_IsVerified() => Verify.VerifyCodeFixAsync(
        Program("{|#0:Bad()|};"),
        Verify.Diagnostic("TOY1").WithLocation(0).WithArguments("Bad"),
        Program("Good();"));

    [Fact]
    public Task FormattedFix_IsVerified() => CSharpCodeFixVerifier<CallAnalyzer, AddStatementFix>.VerifyCodeFixAsync(
        Twice,
        Program("Check();\n        Good();\n        Check();\n        Good();"));

    [Fact]
    public Task OtherResult_Fails() => Failure.IsAsync(
        """
              void M()
              {
        -         Check();
        +         Good();
              }
          }
        """,
        () => Verify.VerifyCodeFixAsync(Source, Program("Check();")));

    [Fact]
    public Task NoFix_IsVerified() => Verify.VerifyCodeFixAsync(Program("[|Bad(1)|];", "int x"), Program("[|Bad(1)|];", "int x"));

    [Fact]
    public Task NoFixWithResult_IsVerified() => Verify.VerifyCodeFixAsync(
        Program("{|#0:Bad(1)|};", "int x"),
        Verify.Diagnostic("TOY1").WithLocation(0),
        Program("{|#0:Bad(1)|};", "int x"));

    [Fact]
    public Task NoFix_WhenOneIsExpected_Fails() => Failure.IsAsync(
        "does not make the expected source",
        () => Verify.VerifyCodeFixAsync(Program("[|Bad(1)|];", "int x"), Program("Good();", "int x")));

    [Fact]
    public Task UnexpectedFix_Fails() => Failure.IsAsync(
        "does not make the expected source",
        () => Verify.VerifyCodeFixAsync(Source, Source));

    [Fact]
    public Task BrokenResult_Fails() => Failure.IsAsync(
        "CS0103: error The name 'Missing' does not exist in the current context",
        () => CSharpCodeFixVerifier<CallAnalyzer, BreakingFix>.VerifyCodeFixAsync(Source, Program("Missing();")));

    [Fact]
    public Task BrokenResult_OfBrokenSource_Fails() => Failure.IsAsync(
        "The fix introduces compile errors.",
        () => new CSharpCodeFixVerifier<CallAnalyzer, BreakingFix>.Test
        {
            TestCode = Source + "class",
            FixedCode = Program("Missing();") + "class",
            CompilerDiagnostics = CompilerDiagnostics.None,
        }.RunAsync());

    [Fact]
    public Task BrokenSource_WhenAllowed_IsFixed() => new Verify.Test
    {
        TestCode = Source + "class",
        FixedCode = Program("Good();") + "class",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync();

    [Fact]
    public Task EndlessFix_Fails() => Failure.IsAsync(
        "The fix does not come to an end",
        () => CSharpCodeFixVerifier<CallAnalyzer, EndlessFix>.VerifyCodeFixAsync(Source, Program("/* fixed */[|Bad()|];")));

    [Fact]
    public Task RemainingDiagnostic_WhenNotMarked_Fails() => Failure.IsAsync(
        "Expected 0, actual 1.",
        () => Verify.VerifyCodeFixAsync(Program("[|Bad(1)|];", "int x"), Program("Bad(1);", "int x")));

    [Fact]
    public Task IdleFix_Fails() => Failure.IsAsync(
        "is offered but changes nothing",
        () => CSharpCodeFixVerifier<CallAnalyzer, IdleFix>.VerifyCodeFixAsync(Source, Program("Good();")));

    [Fact]
    public Task OtherTokens_Fail() => Failure.IsAsync(
        "builds a tree that its text does not parse to",
        () => CSharpCodeFixVerifier<CallAnalyzer, WrongTreeFix>.VerifyCodeFixAsync(Source, Program("C.Good();")));

    [Fact]
    public Task OtherName_Fails() => Failure.IsAsync(
        "IdentifierToken '@Good' was built, IdentifierToken 'Good' is parsed",
        () => CSharpCodeFixVerifier<CallAnalyzer, WrongNameFix>.VerifyCodeFixAsync(Source, Program("@Good();")));

    [Fact]
    public Task OtherNodes_Fail() => Failure.IsAsync(
        "MultiplyExpression '' was built, AddExpression '' is parsed",
        () => CSharpCodeFixVerifier<CallAnalyzer, WrongNodesFix>.VerifyCodeFixAsync(
            "class C { static int Bad() => 0; int M() => [|Bad()|]; }",
            "class C { static int Bad() => 0; int M() => 1+2*3; }"));

    [Fact]
    public Task NewFile_IsVerified() => new CSharpCodeFixVerifier<CallAnalyzer, NewFileFix>.Test
    {
        TestCode = Source,
        FixedState = { Sources = { Program("New.Good();"), ("/0/New.cs", "static class New { public static void Good() { } }") } },
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
    }.RunAsync();

    [Fact]
    public Task NewFile_WhenNotExpected_Fails() => Failure.IsAsync(
        "--- New.cs is not expected",
        () => CSharpCodeFixVerifier<CallAnalyzer, NewFileFix>.VerifyCodeFixAsync(Source, Program("New.Good();")));

    [Fact]
    public Task NonLocalDiagnostic_Fails() => Failure.IsAsync(
        "A fix is offered for a non-local diagnostic",
        () => CSharpCodeFixVerifier<EndAnalyzer, RenameFix>.VerifyCodeFixAsync(Source, Program("Good();")));

    [Fact]
    public Task NonLocalDiagnostic_WithoutFix_IsVerified() => CSharpCodeFixVerifier<EndAnalyzer, RenameFix>.VerifyCodeFixAsync(
        Program("[|Bad(1)|];", "int x"),
        Program("[|Bad(1)|];", "int x"));

    private static string Program(string statements, string parameter) =>
        Program(statements).Replace("void Bad()", $"void Bad({parameter})", StringComparison.Ordinal);
}
