using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does code check a part of a token by hand that a validation leaves out?</summary>
internal sealed class ClaimChecks(SessionCompilation session)
{
    /// <summary>Words of code that opens an expired token on purpose: to renew it, or to sign its user out.</summary>
    private static readonly ImmutableHashSet<string> Renewal =
        ImmutableHashSet.Create("refresh", "refreshed", "refreshing", "renew", "renewal", "logout", "signout");

    /// <summary>Words of the same in names of members only: code that refuses expired tokens has them, too.</summary>
    private static readonly ImmutableHashSet<string> Expired = ImmutableHashSet.Create("expired", "revoke", "revocation", "hint");

    private static readonly ImmutableHashSet<(string First, string Second)> RenewalPairs =
        ImmutableHashSet.Create(("log", "out"), ("sign", "out"), ("end", "session"));

    private readonly ConcurrentDictionary<(SyntaxNode Code, CheckedClaim Claim), ImmutableArray<SyntaxNode>> _mentions = new();
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<SyntaxToken>> _renewals = new();

    /// <summary>Whether the member around a validation, or a file with a handler of validated tokens, looks at the claim.</summary>
    public bool Any(SyntaxNode validation, CheckedClaim claim) =>
        Handlers().Select(static tree => tree.GetRoot())
            .Prepend(validation.Ancestors().LastOrDefault(IsMember) ?? validation.SyntaxTree.GetRoot())
            .Any(code => _mentions.GetOrAdd((code, claim), Mentions).Any(mention => !validation.Contains(mention)));

    /// <summary>Whether names around a validation, or around the calls of its method, say that it is to open expired tokens.</summary>
    public bool OpensExpired(SyntaxNode validation) =>
        IsCalledForRenewal(validation)
        || (Bodies.Around(validation) is { } body and not (CompilationUnitSyntax or AnonymousFunctionExpressionSyntax)
            && (_renewals.GetOrAdd(body, Renewals).Any(token => !validation.Span.Contains(token.Span))
                || (DeclaredNames.OfCode(body) is { } name && session.Facts.Mentions(name).Any(IsCalledForRenewal))));

    /// <summary>The files that are called when the framework has validated a token.</summary>
    private IEnumerable<SyntaxTree> Handlers() =>
        session.Facts.Mentions("OnTokenValidated").Concat(session.Facts.Mentions("TokenValidatedContext")).Select(static name => name.SyntaxTree).Distinct();

    private static bool IsMember(SyntaxNode node) => node is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax);

    private static ImmutableArray<SyntaxToken> Renewals(SyntaxNode body) => Configures(body)
        ? ImmutableArray<SyntaxToken>.Empty
        : body.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && IsRenewal(token.ValueText)).ToImmutableArray();

    private static bool IsCalledForRenewal(SyntaxNode node) =>
        node.Ancestors().SelectMany(Names).Any(static name => IsRenewal(name) || Words.Split(name).Any(Expired.Contains));

    /// <summary>What configures all of an application is about renewal in some of its lines only.</summary>
    private static bool Configures(SyntaxNode body) =>
        body.DescendantNodes().Any(static node => node is SimpleNameSyntax { Identifier.ValueText: "AddJwtBearer" or "AddOpenIdConnect" or "AddAuthentication" });

    private static bool IsRenewal(string name)
    {
        var words = Words.Split(name);
        return words.Any(Renewal.Contains) || Words.Pairs(words).Any(RenewalPairs.Contains);
    }

    /// <summary>What a declaration is called, and, of the call that a callback is given to, what else it is given.</summary>
    private static IEnumerable<string> Names(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => [type.Identifier.ValueText],
        VariableDeclaratorSyntax variable => [variable.Identifier.ValueText],
        ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments => arguments.Arguments
            .Where(static argument => argument.Expression is not AnonymousFunctionExpressionSyntax)
            .SelectMany(static argument => argument.DescendantTokens().Select(static token => token.ValueText))
            .Append(TreeFacts.InvokedName(call) ?? ""),
        _ => DeclaredNames.Of(node),
    };

    private ImmutableArray<SyntaxNode> Mentions((SyntaxNode Code, CheckedClaim Claim) asked) =>
        asked.Code.DescendantNodes(static node => node is not ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Claim" } })
            .Where(node => node switch
            {
                LiteralExpressionSyntax { Token.Value: string text } => asked.Claim.Texts.Contains(text),
                IdentifierNameSyntax { Identifier.ValueText: var name } identifier =>
                    (asked.Claim.Members.Contains(name) && !IsWritten(identifier) && IsOfToken(identifier, asked.Claim)) || asked.Claim.Calls.Any(call => IsCall(identifier, call)),
                _ => false,
            })
            .ToImmutableArray();

    private static bool IsCall(IdentifierNameSyntax name, string prefix) =>
        name.Identifier.ValueText.StartsWith(prefix, StringComparison.Ordinal)
        && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && TreeFacts.NameNode(call) == name;

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole;
    }

    /// <summary>A member of a token, or a constant with the name of a claim.</summary>
    private bool IsOfToken(IdentifierNameSyntax name, CheckedClaim claim) =>
        session.SemanticModel(name.SyntaxTree)?.GetSymbolInfo(name).Symbol switch
        {
            IFieldSymbol { ConstantValue: string text } => claim.Texts.Contains(text),
            IPropertySymbol { ContainingType: { } type } => type.Name != "SecurityTokenDescriptor" && type.ContainingNamespace.ToDisplayString().Contains("IdentityModel"),
            _ => false,
        };
}
