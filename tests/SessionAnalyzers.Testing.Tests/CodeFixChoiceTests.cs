namespace SessionAnalyzers.Testing.Tests;

public class CodeFixChoiceTests
{
    private const string Source = "class C { void Bad() { } void Good() { } void Better() { } void M() => [|Bad()|]; }";

    private static readonly string Good = Source.Replace("[|Bad()|]", "Good()", StringComparison.Ordinal);

    private static readonly string Better = Source.Replace("[|Bad()|]", "Better()", StringComparison.Ordinal);

    [Fact]
    public Task First_IsTheDefault() => CSharpCodeFixVerifier<CallAnalyzer, ChoiceFix>.VerifyCodeFixAsync(Source, Good);

    [Fact]
    public Task Index_IsFollowed() => new CSharpCodeFixVerifier<CallAnalyzer, ChoiceFix>.Test
    {
        TestCode = Source,
        FixedCode = Better,
        CodeActionIndex = 1,
    }.RunAsync();

    [Fact]
    public Task Key_IsFollowed() => new CSharpCodeFixVerifier<CallAnalyzer, ChoiceFix>.Test
    {
        TestCode = Source,
        FixedCode = Better,
        CodeActionEquivalenceKey = "Better",
    }.RunAsync();

    [Fact]
    public Task UnknownKey_Fails() => Failure.IsAsync(
        "does not make the expected source",
        () => new CSharpCodeFixVerifier<CallAnalyzer, ChoiceFix>.Test
        {
            TestCode = Source,
            FixedCode = Better,
            CodeActionEquivalenceKey = "Best",
        }.RunAsync());

    [Fact]
    public Task SameKey_Fails() => Failure.IsAsync(
        "Fixes share an equivalence key",
        () => CSharpCodeFixVerifier<CallAnalyzer, SameKeyFix>.VerifyCodeFixAsync(Source, Good));

    [Fact]
    public Task SameTitle_Fails() => Failure.IsAsync(
        "Fixes share a title",
        () => CSharpCodeFixVerifier<CallAnalyzer, SameTitleFix>.VerifyCodeFixAsync(Source, Good));

    [Fact]
    public Task NoKey_Fails() => Failure.IsAsync(
        "A fix has no equivalence key",
        () => CSharpCodeFixVerifier<CallAnalyzer, KeylessFix>.VerifyCodeFixAsync(Source, Good));
}
