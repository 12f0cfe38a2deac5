namespace SessionAnalyzers.Testing;

/// <summary>Which of the compiler's own diagnostics count; those that count are expected by markup or fail the test.</summary>
public enum CompilerDiagnostics
{
    /// <summary>The source may be broken; the fix must still not add errors.</summary>
    None,
    Errors,
    Warnings,
}

[Flags]
public enum TestBehaviors
{
    None = 0,

    /// <summary>Do not look at how the analyzer treats generated code.</summary>
    SkipGeneratedCodeCheck = 1,

    /// <summary>Do not require that <c>#pragma warning disable</c> silences every diagnostic.</summary>
    SkipSuppressionCheck = 2,
}

[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,

    /// <summary>For fixes that cannot be applied to many places at once.</summary>
    SkipFixAllCheck = 1,
}
