using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks.Cost;

/// <summary>
/// The rules with a clock around each of their callbacks. Two passes must be subtracted from one another to see a cost of
/// one percent, and on a busy machine each is off by more; this clock stops while somebody else computes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TimedRules(DiagnosticAnalyzer rules) : DiagnosticAnalyzer
{
    /// <summary>Since the last <see cref="Restart"/>, less what reading the clock takes.</summary>
    public double OwnMs { get; private set; }

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => rules.SupportedDiagnostics;

    public void Restart() => OwnMs = 0;

#pragma warning disable RS1025, RS1026 // The rules configure both.
    public override void Initialize(AnalysisContext context) => rules.Initialize(new TimedContext(context, this));
#pragma warning restore RS1025, RS1026

    private void Run<T>(Action<T> action, T context)
    {
        var start = ThreadClock.Milliseconds;
        action(context);
        OwnMs += ThreadClock.Milliseconds - start - ThreadClock.ReadingMilliseconds;
    }

    private sealed class TimedContext(AnalysisContext inner, TimedRules timed) : AnalysisContext
    {
        public override void EnableConcurrentExecution() => inner.EnableConcurrentExecution();

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => inner.ConfigureGeneratedCodeAnalysis(analysisMode);

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) =>
            inner.RegisterCompilationStartAction(start => timed.Run(action, new TimedStart(start, timed)));

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) =>
            inner.RegisterCompilationAction(context => timed.Run(action, context));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            inner.RegisterSemanticModelAction(context => timed.Run(action, context));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            inner.RegisterSymbolAction(context => timed.Run(action, context), symbolKinds);

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
            throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            inner.RegisterCodeBlockAction(context => timed.Run(action, context));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            inner.RegisterSyntaxTreeAction(context => timed.Run(action, context));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            inner.RegisterAdditionalFileAction(context => timed.Run(action, context));

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            inner.RegisterSyntaxNodeAction(context => timed.Run(action, context), syntaxKinds);
    }

#pragma warning disable RS1012 // It registers what the rules register.
    private sealed class TimedStart(CompilationStartAnalysisContext inner, TimedRules timed)
        : CompilationStartAnalysisContext(inner.Compilation, inner.Options, inner.CancellationToken)
    {
        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) =>
            inner.RegisterCompilationEndAction(context => timed.Run(action, context));

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) =>
            inner.RegisterSemanticModelAction(context => timed.Run(action, context));

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) =>
            inner.RegisterSymbolAction(context => timed.Run(action, context), symbolKinds);

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) =>
            throw new NotSupportedException();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) =>
            inner.RegisterCodeBlockAction(context => timed.Run(action, context));

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) =>
            inner.RegisterSyntaxTreeAction(context => timed.Run(action, context));

        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) =>
            inner.RegisterAdditionalFileAction(context => timed.Run(action, context));

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
            inner.RegisterSyntaxNodeAction(context => timed.Run(action, context), syntaxKinds);
    }
#pragma warning restore RS1012
}
