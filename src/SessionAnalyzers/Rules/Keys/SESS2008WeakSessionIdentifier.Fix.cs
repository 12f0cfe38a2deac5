using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Targets;

namespace SessionAnalyzers.Rules.Keys;

[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SESS2008WeakSessionIdentifierFix))]
internal sealed class SESS2008WeakSessionIdentifierFix() : SessionFix("SESS2008")
{
    private const string Random = "SESS2008.Random";

    protected override IEnumerable<Offer?> Offers(Finding finding)
    {
        var plan = new Plan(Random);
        if (Value(finding) is { } value && new WeakIdentifier(plan).Replace(value))
        {
            yield return plan.Offer("Take 32 bytes from RandomNumberGenerator");
        }
    }

    /// <summary>The expression that gives the identifier; null when there is none, or more than one.</summary>
    private static Place? Value(Finding finding)
    {
        var value = finding.Anchor.Node switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            AssignmentExpressionSyntax assignment => assignment.Right,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            MethodDeclarationSyntax method => method.ExpressionBody?.Expression ?? Returned(method.Body),
            LocalFunctionStatementSyntax function => function.ExpressionBody?.Expression ?? Returned(function.Body),
            InvocationExpressionSyntax when finding.Targets is [{ Node: ExpressionSyntax argument }] => argument,
            _ => null,
        };
        return value is null ? null : finding.Anchor.At(value);
    }

    private static ExpressionSyntax? Returned(BlockSyntax? body)
    {
        var returns = body?.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().ToList();
        return returns is [var only] ? only.Expression : null;
    }
}
