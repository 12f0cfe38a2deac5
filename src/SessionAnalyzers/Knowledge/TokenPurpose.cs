using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>What is a token for? A JWT does not say; the variable, method and class that make it may.</summary>
internal static class TokenPurpose
{
    /// <summary>Tokens that open no session: links that are sent, uploads, a client's own secret.</summary>
    private static readonly ImmutableHashSet<string> Others = ImmutableHashSet.Create(
        "email", "mail", "confirm", "confirmation", "verify", "verification", "invite", "invitation", "reset", "recovery", "activation", "unsubscribe",
        "link", "download", "upload", "file", "share", "webhook", "license", "licence", "secret", "assertion", "device", "machine", "service2service", "apikey");

    /// <summary>What limits the token that is made at a node; null when it is not one of a session.</summary>
    public static Limit? Of(SyntaxNode node)
    {
        Limit? limit = Limit.AccessToken;
        foreach (var word in Names(node).SelectMany(static name => Words.Split(name)))
        {
            if (Others.Contains(word))
            {
                return null;
            }

            limit = word == "refresh" ? Limit.RefreshToken : limit;
        }

        return limit;
    }

    private static IEnumerable<string> Names(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            var name = ancestor switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                AssignmentExpressionSyntax { Left: var left } => TreeFacts.NameToken(left).ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                TypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => null,
            };
            if (name is not null)
            {
                yield return name;
            }
        }
    }
}
