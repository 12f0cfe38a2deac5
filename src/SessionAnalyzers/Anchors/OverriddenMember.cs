using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Anchors;

/// <summary>A method or property of a framework type being overridden: what the framework will get from it.</summary>
internal sealed class OverriddenMember(Anchor anchor)
{
    public Anchor Anchor { get; } = anchor;

    public SessionCompilation Session => Anchor.Session;

    /// <summary>What it returns on any path; unknown when that cannot be decided.</summary>
    public Value Returned
    {
        get
        {
            if (Body is not { } body || Session.Flows.Of(body) is not { } flow)
            {
                return Value.Unknown;
            }

            return Session.Flows.Resolve(body is EqualsValueClauseSyntax ? flow.At(body)?.Arguments[0] ?? Value.Unknown : flow.Returned);
        }
    }

    /// <summary>The expressions that it returns.</summary>
    public IEnumerable<SyntaxNode> Results => Body switch
    {
        ArrowExpressionClauseSyntax arrow => [arrow.Expression],
        EqualsValueClauseSyntax initializer => [initializer.Value],
        AccessorDeclarationSyntax { ExpressionBody: { } arrow } => [arrow.Expression],
        MethodDeclarationSyntax { ExpressionBody: { } arrow } => [arrow.Expression],
        { } block => block.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax)
            .OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression).OfType<ExpressionSyntax>(),
        _ => [],
    };

    private SyntaxNode? Body => Anchor.Node switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        PropertyDeclarationSyntax { Initializer: { } initializer } => initializer,
        PropertyDeclarationSyntax { AccessorList.Accessors: [var getter, ..] } => getter,
        MethodDeclarationSyntax method => method,
        _ => null,
    };
}
