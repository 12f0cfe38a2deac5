using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Configuration;

namespace SessionAnalyzers.Knowledge;

/// <summary>Does the type around some code authenticate what it encrypts, by a MAC, a signature or an authenticated cipher?</summary>
internal sealed class MessageAuthentication(SessionCompilation session)
{
    private readonly ConcurrentDictionary<SyntaxNode, bool> _answers = new();

    /// <summary>Whether anything in the type, all its parts, the types around it or its bases is called like that.</summary>
    public bool IsAround(SyntaxNode node)
    {
        var outermost = node.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault();
        return _answers.GetOrAdd(outermost ?? node.SyntaxTree.GetRoot(), scope => Scopes(scope).Any(Mentions));
    }

    private List<SyntaxNode> Scopes(SyntaxNode scope)
    {
        if (scope is not TypeDeclarationSyntax || session.SemanticModel(scope.SyntaxTree)?.GetDeclaredSymbol(scope) is not INamedTypeSymbol type)
        {
            return [scope];
        }

        var scopes = new List<SyntaxNode>();
        for (var current = type; current is not null && session.IsOurs(current); current = current.BaseType)
        {
            scopes.AddRange(current.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()));
        }

        return scopes;
    }

    private static bool Mentions(SyntaxNode scope) => scope.DescendantTokens().Any(static token => token.Parent is SimpleNameSyntax or MemberDeclarationSyntax or VariableDeclaratorSyntax or ParameterSyntax && Says(token.ValueText));

    private static bool Says(string name)
    {
        if (EncryptionKnowledge.AuthenticationNames.Any(begin => name.StartsWith(begin, StringComparison.Ordinal)))
        {
            return true;
        }

        var words = Words.Split(name);
        for (var i = 0; i < words.Length; i++)
        {
            // To sign in is not to sign.
            if (EncryptionKnowledge.AuthenticationWords.Contains(words[i]) && !(i + 1 < words.Length && words[i + 1] is "in" or "out" or "up"))
            {
                return true;
            }
        }

        return false;
    }
}
