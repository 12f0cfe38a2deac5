using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers;

/// <summary>The analyzer that ships: every rule of this assembly behind one table of anchors, so that a node is looked at once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllRules : DiagnosticAnalyzer
{
    /// <summary>Every rule, in the order of the ids.</summary>
    internal static readonly ImmutableArray<SessionAnalyzer> Rules =
        typeof(AllRules).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && typeof(SessionAnalyzer).IsAssignableFrom(type))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (SessionAnalyzer)Activator.CreateInstance(type))
            .ToImmutableArray();

    private static readonly AnchorTable Anchors = AnchorTable.Of(Rules);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.SelectMany(static rule => rule.SupportedDiagnostics).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        SessionAnalyzer.Run(context, Rules, Anchors);
    }
}
