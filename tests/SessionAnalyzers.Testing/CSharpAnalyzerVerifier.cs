using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Testing;

/// <summary>Verifies what an analyzer reports.</summary>
public class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    protected CSharpAnalyzerVerifier()
    {
    }

    /// <summary>The analyzer's diagnostic of this id; the severity is the default one.</summary>
    public static DiagnosticResult Diagnostic(string diagnosticId) =>
        new(new TAnalyzer().SupportedDiagnostics.First(descriptor => descriptor.Id == diagnosticId));

    /// <summary>The source says by markup, or the arguments say, what is reported; at least one diagnostic is.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
    {
        var test = new CSharpAnalyzerTest<TAnalyzer> { TestCode = source };
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    /// <summary>Nothing is reported in this source, which has no markup.</summary>
    public static Task VerifySilentAsync(string source) =>
        new CSharpAnalyzerTest<TAnalyzer> { TestCode = source, IsSilent = true }.RunAsync();

    public class Test : CSharpAnalyzerTest<TAnalyzer>;
}

public class CSharpAnalyzerTest<TAnalyzer> : AnalyzerTest
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public CSharpAnalyzerTest()
        : base(new TAnalyzer())
    {
    }
}
