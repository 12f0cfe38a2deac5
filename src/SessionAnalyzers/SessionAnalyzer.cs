using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers;

/// <summary>
/// A rule: one id, its anchors, and what it reports there. A rule alone runs as an analyzer in the tests; the compiler
/// loads <see cref="AllRules"/>, which runs every rule behind one table of anchors.
/// </summary>
internal abstract class SessionAnalyzer : DiagnosticAnalyzer
{
    private readonly Rule _rule;

    protected SessionAnalyzer(Rule rule)
    {
        _rule = rule;
        SupportedDiagnostics = new[] { rule, rule.Info, rule.OfSetting }.OfType<Rule>().Select(static form => form.Descriptor).ToImmutableArray();
    }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    public Rule Definition => _rule;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        var rules = ImmutableArray.Create(this);
        Run(context, rules, AnchorTable.Of(rules));
    }

    /// <summary>Names the anchors of this rule.</summary>
    public virtual void Register(AnchorTable anchors)
    {
    }

    /// <summary>Checks what belongs to the compilation and not to a place in its code.</summary>
    public virtual void CheckCompilation(CompilationAnalysisContext context)
    {
    }

    /// <summary>Runs rules behind one table.</summary>
    internal static void Run(AnalysisContext context, ImmutableArray<SessionAnalyzer> rules, AnchorTable anchors)
    {
        context.RegisterCompilationStartAction(start =>
        {
            var session = SessionCompilation.For(start.Compilation, start.Options);
            if (!session.IsSilent && !anchors.IsEmpty)
            {
                start.RegisterSyntaxNodeAction(node => anchors.Invocation(node, session), SyntaxKind.InvocationExpression);
                start.RegisterSyntaxNodeAction(node => anchors.Assignment(node, session), SyntaxKind.SimpleAssignmentExpression);
                if (anchors.HasCreations)
                {
                    start.RegisterSyntaxNodeAction(node => anchors.Creation(node, session), SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
                }

                if (anchors.HasOverrides)
                {
                    start.RegisterSyntaxNodeAction(node => anchors.Override(node, session), SyntaxKind.MethodDeclaration, SyntaxKind.PropertyDeclaration);
                }

                if (anchors.HasComparisons)
                {
                    start.RegisterSyntaxNodeAction(node => anchors.Comparison(node, session), SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression);
                }

                if (anchors.HasNamedValues)
                {
                    start.RegisterSyntaxNodeAction(node => anchors.Variable(node, session), SyntaxKind.VariableDeclarator);
                    start.RegisterSyntaxNodeAction(node => anchors.Member(node, session), SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.PropertyDeclaration);
                }
            }

            if (!session.IsSilent && anchors.HasTrust)
            {
                start.RegisterSemanticModelAction(model => anchors.Unsealed(model, session));
            }

            if (!session.IsSilent && anchors.HasSettings)
            {
                start.RegisterAdditionalFileAction(anchors.AdditionalFile);
            }
        });
        context.RegisterCompilationAction(compilation =>
        {
            foreach (var rule in rules)
            {
                rule.CheckCompilation(compilation);
            }
        });
    }
}
