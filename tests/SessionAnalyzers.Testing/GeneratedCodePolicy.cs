using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SessionAnalyzers.Testing;

/// <summary>Asks an analyzer what it wants with generated code, by initializing it in a context that only listens.</summary>
internal sealed class GeneratedCodePolicy : AnalysisContext
{
    private GeneratedCodeAnalysisFlags? _declared;

    private GeneratedCodePolicy() { }

    /// <summary>Whether the analyzer declares that it reports in generated code; saying nothing declares nothing.</summary>
    public static bool IsReportingDeclaredBy(DiagnosticAnalyzer analyzer)
    {
        var policy = new GeneratedCodePolicy();
        analyzer.Initialize(policy);
        return policy._declared?.HasFlag(GeneratedCodeAnalysisFlags.ReportDiagnostics) == true;
    }

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => _declared = analysisMode;

    public override void EnableConcurrentExecution() { }

    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) { }
    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) { }
    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) { }
    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) { }
    public override void RegisterSymbolStartAction(Action<SymbolStartAnalysisContext> action, SymbolKind symbolKind) { }
    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) { }
    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) { }
    public override void RegisterOperationBlockStartAction(Action<OperationBlockStartAnalysisContext> action) { }
    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) { }
    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) { }
    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) { }
    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) { }
    public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) { }
}
