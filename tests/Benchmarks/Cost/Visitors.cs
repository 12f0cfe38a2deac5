using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Benchmarks.Cost;

/// <summary>An analyzer that does nothing at the places where the rules look: what it costs is the driver's own.</summary>
internal abstract class Visitor : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Nothing = new("BENCH001", "Nothing", "Nothing", "Benchmarks", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        Register(context);
    }

    protected abstract void Register(AnalysisContext context);
}

/// <summary>Visits calls and assignments as syntax, which binds nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SyntaxVisitor : Visitor
{
    protected override void Register(AnalysisContext context) =>
        context.RegisterSyntaxNodeAction(static _ => { }, SyntaxKind.InvocationExpression, SyntaxKind.SimpleAssignmentExpression);
}

/// <summary>Visits calls and assignments as operations, as most analyzers of a build do.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OperationVisitor : Visitor
{
    protected override void Register(AnalysisContext context) =>
        context.RegisterOperationAction(static _ => { }, OperationKind.Invocation, OperationKind.SimpleAssignment);
}

/// <summary>
/// Has the compiler do first what it does in any build, so that a clock around the rules does not count it as theirs: the
/// declarations, the bound bodies and, as most analyzers ask for them, the operations.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class Preparation : Visitor
{
    protected override void Register(AnalysisContext context)
    {
#pragma warning disable RS1012 // It only comes first.
        context.RegisterCompilationStartAction(static start => _ = start.Compilation.Assembly.TypeNames.Count);
#pragma warning restore RS1012
        context.RegisterSyntaxNodeAction(
            static node => _ = node.SemanticModel.GetOperation(node.Node, node.CancellationToken),
            SyntaxKind.InvocationExpression,
            SyntaxKind.SimpleAssignmentExpression);
    }
}
