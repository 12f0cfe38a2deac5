namespace SessionAnalyzers.Testing.Tests;

public class SourceStyleTests
{
    private const string Source = """
        class C
        {
            void Bad() { }
            void Good() { }
            void Check() { }

            void M()
            {
                [|Bad()|];
            }
        }
        """;

    private static readonly string Fixed = Source.Replace("[|Bad()|];", "Check();\n        Good();", StringComparison.Ordinal);

    [Fact]
    public Task LayoutLeftToTheFormatter_IsVerified() =>
        CSharpCodeFixVerifier<CallAnalyzer, AddStatementFix>.VerifyCodeFixAsync(Source, Fixed);

    [Fact]
    public Task SpelledOutLineFeed_Fails() => Failure.IsAsync(
        "The fix, applied to sources with CRLF, does not make the expected source",
        () => CSharpCodeFixVerifier<CallAnalyzer, LineFeedFix>.VerifyCodeFixAsync(Source, Fixed));

    [Fact]
    public Task SpelledOutSpaces_Fail() => Failure.IsAsync(
        "The fix, applied to sources with tabs, does not make the expected source",
        () => CSharpCodeFixVerifier<CallAnalyzer, SpacesFix>.VerifyCodeFixAsync(Source, Fixed));

    [Fact]
    public Task SourceWrittenWithCarriageReturns_IsTheSameTest() => CSharpCodeFixVerifier<CallAnalyzer, AddStatementFix>.VerifyCodeFixAsync(
        Source.ReplaceLineEndings("\r\n"),
        Fixed.ReplaceLineEndings("\n"));
}
