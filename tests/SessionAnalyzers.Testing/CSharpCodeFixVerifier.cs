using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Testing;

/// <summary>Verifies what an analyzer reports and what its fix makes of it.</summary>
public sealed class CSharpCodeFixVerifier<TAnalyzer, TCodeFix> : CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    private CSharpCodeFixVerifier()
    {
    }

    /// <summary>A fixed source that equals the source, markup included, says that no fix is offered for it.</summary>
    public static Task VerifyCodeFixAsync(string source, string fixedSource) => VerifyCodeFixAsync(source, [], fixedSource);

    public static Task VerifyCodeFixAsync(string source, DiagnosticResult expected, string fixedSource) =>
        VerifyCodeFixAsync(source, [expected], fixedSource);

    public static Task VerifyCodeFixAsync(string source, DiagnosticResult[] expected, string fixedSource)
    {
        var test = new Test { TestCode = source };
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        if (fixedSource != source)
        {
            test.FixedCode = fixedSource;
        }

        return test.RunAsync();
    }

    public new sealed class Test : CSharpCodeFixTest<TAnalyzer, TCodeFix>;
}

public class CSharpCodeFixTest<TAnalyzer, TCodeFix> : CodeFixTest
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    public CSharpCodeFixTest()
        : base(new TAnalyzer(), new TCodeFix())
    {
    }
}
