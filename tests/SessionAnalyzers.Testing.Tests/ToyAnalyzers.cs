using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace SessionAnalyzers.Testing.Tests;

/// <summary>Reports calls of methods named Bad. Those derived from it break one promise each.</summary>
internal class CallAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "TOY1";

    protected virtual DiagnosticDescriptor Descriptor { get; } = Describe();

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        Register(context);
    }

    protected virtual void Register(AnalysisContext context) => context.RegisterOperationAction(
        operation =>
        {
            if (operation.Operation is IInvocationOperation { TargetMethod.Name: "Bad" } call)
            {
                Report(operation, call);
            }
        },
        OperationKind.Invocation);

    protected virtual void Report(OperationAnalysisContext context, IInvocationOperation call) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name));

    protected static DiagnosticDescriptor Describe(string id = Id, bool isEnabledByDefault = true, params string[] tags) => new(
        id,
        "Bad is called",
        "'{0}' is called",
        "Toy",
        DiagnosticSeverity.Warning,
        isEnabledByDefault,
        customTags: tags);
}

internal sealed class ThrowingAnalyzer : CallAnalyzer
{
    protected override void Report(OperationAnalysisContext context, IInvocationOperation call) =>
        throw new InvalidOperationException("the toy is broken");
}

internal sealed class OffByDefaultAnalyzer : CallAnalyzer
{
    protected override DiagnosticDescriptor Descriptor { get; } = Describe(isEnabledByDefault: false);
}

/// <summary>The compiler does not let anyone configure, hence suppress, such a diagnostic.</summary>
internal sealed class UnsuppressableAnalyzer : CallAnalyzer
{
    protected override DiagnosticDescriptor Descriptor { get; } = Describe(tags: WellKnownDiagnosticTags.NotConfigurable);
}

internal class NoPolicyAnalyzer : CallAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        Register(context);
    }
}

internal sealed class DeclaredPolicyAnalyzer : NoPolicyAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        base.Initialize(context);
    }
}

/// <summary>Keeps what it has seen in a field, so a second run reports less.</summary>
internal sealed class RememberingAnalyzer : CallAnalyzer
{
    private int _reported;

    protected override void Report(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (Interlocked.Increment(ref _reported) == 1)
        {
            base.Report(context, call);
        }
    }
}

/// <summary>Spells the order of a race into a property that a fix could read.</summary>
internal sealed class RacingAnalyzer : CallAnalyzer
{
    private int _order;

    protected override void Report(OperationAnalysisContext context, IInvocationOperation call) => context.ReportDiagnostic(Diagnostic.Create(
        Descriptor,
        call.Syntax.GetLocation(),
        ImmutableDictionary<string, string?>.Empty.Add("order", $"{Interlocked.Increment(ref _order)}"),
        call.TargetMethod.Name));
}

/// <summary>Reports at the compilation's end, when no file is being analyzed any more.</summary>
internal sealed class EndAnalyzer : CallAnalyzer
{
    protected override void Register(AnalysisContext context) => context.RegisterCompilationStartAction(start =>
    {
        var calls = new System.Collections.Concurrent.ConcurrentBag<IOperation>();
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IInvocationOperation { TargetMethod.Name: "Bad" })
                {
                    calls.Add(operation.Operation);
                }
            },
            OperationKind.Invocation);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var call in calls)
            {
                end.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), "Bad"));
            }
        });
    });
}

/// <summary>Reports the compilation as a whole, at no location.</summary>
internal sealed class CompilationAnalyzer : CallAnalyzer
{
    protected override void Register(AnalysisContext context) => context.RegisterCompilationAction(compilation =>
        compilation.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, compilation.Compilation.AssemblyName)));
}

/// <summary>Adds the place where the method is declared.</summary>
internal sealed class DeclarationAnalyzer : CallAnalyzer
{
    protected override void Report(OperationAnalysisContext context, IInvocationOperation call) => context.ReportDiagnostic(
        Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Locations, call.TargetMethod.Name));
}

/// <summary>Reports only where options say so.</summary>
internal sealed class ConfiguredAnalyzer : CallAnalyzer
{
    protected override void Report(OperationAnalysisContext context, IInvocationOperation call)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider;
        if (options.GetOptions(call.Syntax.SyntaxTree).TryGetValue("toy.report", out var value) ||
            options.GlobalOptions.TryGetValue("build_property.ToyReport", out value))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), value));
        }
    }
}

internal sealed class TwoRulesAnalyzer : CallAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor, Describe("TOY2")];
}

/// <summary>Reports the word Bad in additional files.</summary>
internal class AdditionalFileAnalyzer : CallAnalyzer
{
    private const string Word = "Bad";

    protected override void Register(AnalysisContext context) => context.RegisterAdditionalFileAction(Check);

    protected virtual void Check(AdditionalFileAnalysisContext context)
    {
        var text = context.AdditionalFile.GetText(context.CancellationToken)!;
        for (var at = Next(0); at >= 0; at = Next(at + 1))
        {
            var span = new TextSpan(at, Word.Length);
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), Word));
        }

        int Next(int start) => text.ToString().IndexOf(Word, start, StringComparison.Ordinal);
    }
}

internal sealed class ThrowingAdditionalFileAnalyzer : AdditionalFileAnalyzer
{
    protected override void Check(AdditionalFileAnalysisContext context) => throw new InvalidOperationException("the toy is broken");
}

/// <summary>Keeps what it has seen in a field, so a second run reports less.</summary>
internal sealed class RememberingAdditionalFileAnalyzer : AdditionalFileAnalyzer
{
    private int _checked;

    protected override void Check(AdditionalFileAnalysisContext context)
    {
        if (Interlocked.Increment(ref _checked) == 1)
        {
            base.Check(context);
        }
    }
}
