using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does code check a part of a token by hand that a validation leaves out?</summary>
internal static class ClaimChecks
{
    /// <summary>Words of code that opens an expired token on purpose: to renew it, or to sign its user out.</summary>
    private static readonly ImmutableHashSet<string> Renewal =
        ImmutableHashSet.Create("refresh", "refreshed", "refreshing", "renew", "renewal", "logout", "signout");

    /// <summary>Words of the same in names of members only: code that refuses expired tokens has them, too.</summary>
    private static readonly ImmutableHashSet<string> Expired = ImmutableHashSet.Create("expired", "revoke", "revocation", "hint");

    private static readonly ImmutableHashSet<(string First, string Second)> RenewalPairs =
        ImmutableHashSet.Create(("log", "out"), ("sign", "out"), ("end", "session"));

    /// <summary>Whether the member around a validation, or a file with a handler of validated tokens, looks at the claim.</summary>
    public static bool Any(SessionCompilation session, SyntaxNode validation, CheckedClaim claim)
    {
        var member = validation.Ancestors().LastOrDefault(static node => node is MemberDeclarationSyntax and not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax));
        return Mentions(session, member ?? validation.SyntaxTree.GetRoot(), validation, claim)
            || session.Compilation.SyntaxTrees.Any(tree =>
                (tree != validation.SyntaxTree || member is not null) && TreeFacts.Mentions(tree, "TokenValidated") && Mentions(session, tree.GetRoot(), validation, claim));
    }

    /// <summary>Whether names around a validation, or around the calls of its method, say that it is to open expired tokens.</summary>
    public static bool OpensExpired(SessionCompilation session, SyntaxNode validation) =>
        IsCalledForRenewal(validation)
        || (Bodies.Around(validation) is { } body and not (CompilationUnitSyntax or AnonymousFunctionExpressionSyntax)
            && ((!Configures(body) && body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && !validation.Span.Contains(token.Span) && IsRenewal(token.ValueText)))
                || (DeclaredNames.OfCode(body) is { } name && session.Facts.Mentions(name).Any(IsCalledForRenewal))));

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

    private static bool Mentions(SessionCompilation session, SyntaxNode code, SyntaxNode validation, CheckedClaim claim) =>
        code.DescendantNodes(node => node != validation && node is not ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Claim" } })
            .Any(node => node switch
            {
                LiteralExpressionSyntax { Token.Value: string text } => claim.Texts.Contains(text),
                IdentifierNameSyntax { Identifier.ValueText: var name } identifier =>
                    (claim.Members.Contains(name) && !IsWritten(identifier) && IsOfToken(session, identifier, claim)) || claim.Calls.Any(call => IsCall(identifier, call)),
                _ => false,
            });

    private static bool IsCall(IdentifierNameSyntax name, string prefix) =>
        name.Identifier.ValueText.StartsWith(prefix, StringComparison.Ordinal)
        && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && TreeFacts.NameNode(call) == name;

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole;
    }

    /// <summary>A member of a token, or a constant with the name of a claim.</summary>
    private static bool IsOfToken(SessionCompilation session, IdentifierNameSyntax name, CheckedClaim claim) =>
        session.SemanticModel(name.SyntaxTree)?.GetSymbolInfo(name).Symbol switch
        {
            IFieldSymbol { ConstantValue: string text } => claim.Texts.Contains(text),
            IPropertySymbol { ContainingType: { } type } => type.Name != "SecurityTokenDescriptor" && type.ContainingNamespace.ToDisplayString().Contains("IdentityModel"),
            _ => false,
        };
}
