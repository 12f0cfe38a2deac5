using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SessionAnalyzers.Anchors;

/// <summary>A payload of Data Protection that is opened although its key may have been revoked.</summary>
internal sealed class RevokedPayload
{
    private const string Ignores = "ignoreRevocationErrors";
    private const string Answer = "wasRevoked";

    private readonly Anchor _anchor;
    private readonly SyntaxNode _ignores;

    private RevokedPayload(Anchor anchor, SyntaxNode ignores)
    {
        _anchor = anchor;
        _ignores = ignores;
    }

    /// <summary>Whether somebody looks at what the call says of the key.</summary>
    public bool IsAnswerUsed =>
        ((IInvocationOperation)_anchor.Operation!).Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == Answer) is not { Value: var answer, Syntax: var given }
        || (answer is IDeclarationExpressionOperation declaration ? declaration.Expression : answer) switch
        {
            IDiscardOperation => false,
            ILocalReferenceOperation { Local: var local } => IsRead(local, given),
            _ => true,
        };

    public void Report(Rule rule) => _anchor.Report(rule, FixTarget.Of(FixKeys.Deny, null, _ignores));

    /// <summary>Null where the call may refuse what was sealed under a revoked key.</summary>
    public static RevokedPayload? Of(Anchor anchor) =>
        GivenArgument.Of(anchor, Ignores) is { } argument && argument.Value.TryGetConstants<bool>(out var constants) && constants.All(static ignores => ignores)
            ? new RevokedPayload(anchor, argument.Syntax)
            : null;

    private bool IsRead(ILocalSymbol local, SyntaxNode given)
    {
        var scope = given.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? given.SyntaxTree.GetRoot();
        return _anchor.Session.SemanticModel(given.SyntaxTree) is not { } model || scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == local.Name
            && name.Parent is not ArgumentSyntax { RefKindKeyword.ValueText: "out" }
            && !(name.Parent is AssignmentExpressionSyntax assignment && (assignment.Left == name || assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "_" }))
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local));
    }
}
