using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Anchors;

/// <summary>A value that is given the name of a session's token: put into a variable or member, or returned by a method of that name.</summary>
internal sealed class NamedValue
{
    private readonly Anchor _anchor;
    private readonly SyntaxToken _name;

    private NamedValue(Anchor anchor, SyntaxToken name, Value value, FlowState state)
    {
        _anchor = anchor;
        _name = name;
        Value = value;
        State = state;
    }

    public SessionCompilation Session => _anchor.Session;

    public string Name => _name.ValueText;

    /// <summary>What it may be.</summary>
    public Value Value { get; }

    /// <summary>Where it is given.</summary>
    public FlowState State { get; }

    public void Report(Rule rule, FixTarget? fix, params object[] arguments) => _anchor.Report(rule, _name.GetLocation(), fix, arguments);

    /// <summary>The value that a node names; null when it names none or is not reached.</summary>
    public static NamedValue? Of(SessionCompilation session, SyntaxNode node, SyntaxToken name, SyntaxNodeAnalysisContext context)
    {
        var anchor = new Anchor(session, node, null!, context.ReportDiagnostic);
        switch (node)
        {
            case AssignmentExpressionSyntax { Right: not AnonymousFunctionExpressionSyntax }:
                return anchor.Seen is { Arguments: [var assigned, ..] } seen ? new NamedValue(anchor, name, session.Flows.Resolve(assigned), seen.State) : null;
            case VariableDeclaratorSyntax { Initializer: { } initializer }:
                return (session.Flows.At(node) ?? session.Flows.At(initializer)) is { Arguments: [var initial, ..] } declared ? new NamedValue(anchor, name, session.Flows.Resolve(initial), declared.State) : null;
            case PropertyDeclarationSyntax property:
                return (property.ExpressionBody ?? (SyntaxNode?)property.Initializer) is { } body ? Returned(body) : null;
            case MethodDeclarationSyntax or LocalFunctionStatementSyntax:
                return Returned(node);
            default:
                return null;
        }

        NamedValue? Returned(SyntaxNode body) =>
            session.Flows.Of(body) is { Exit: { } exit } flow
                ? new NamedValue(anchor, name, session.Flows.Resolve(body is EqualsValueClauseSyntax && flow.At(body) is { Arguments: [var initial, ..] } ? initial : flow.Returned), exit)
                : null;
    }
}
