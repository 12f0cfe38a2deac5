using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Anchors;

namespace SessionAnalyzers.Tests.Fixes;

#pragma warning disable RS1001, RS2008 // No analyzer that a compiler would load.
/// <summary>Reports, as SESS1001 does of options that it did not see being made, calls that are given a variable which is not made Secure in the same method.</summary>
internal sealed class VariableWithoutSecure : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Descriptor = new("SESS1001", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.InvocationExpression);
    }

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier: { ValueText: "Append" } name }, ArgumentList.Arguments: [_, _, { Expression: var options }] } call
            && !call.Ancestors().First(node => node is BlockSyntax or MethodDeclarationSyntax).ToString().Contains($"{options}.Secure = true", StringComparison.Ordinal))
        {
            var target = FixTarget.Of(FixKeys.SetBefore, "Secure");
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), target.Locations, target.Properties));
        }
    }
}
