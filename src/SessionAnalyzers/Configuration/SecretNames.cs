using Microsoft.CodeAnalysis.CSharp.Syntax;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Configuration;

/// <summary>Does a name say that its value proves who somebody is, so that guessing it piece by piece is worth an attack?</summary>
internal static class SecretNames
{
    private static readonly ImmutableHashSet<string> Secrets =
        ImmutableHashSet.Create("token", "mac", "hmac", "signature", "otp", "totp", "secret", "jwt", "apikey", "passcode", "password");

    /// <summary>What the code calls what it has worked out itself, to compare a secret with.</summary>
    private static readonly ImmutableHashSet<string> Computed =
        ImmutableHashSet.Create("hash", "digest", "sig", "computed", "expected", "actual", "calculated", "checksum", "tag", "csrf", "xsrf", "supplied", "provided", "received", "presented", "incoming", "header");

    private static readonly ImmutableHashSet<string> Other =
        ImmutableHashSet.Create("cancellation", "kind", "type", "length", "count", "syntax", "name", "id", "index", "address", "method", "parser", "lexer", "next", "current", "null", "empty", "hint", "expires", "expiry", "endpoint", "uri", "url", "provider", "scheme");

    public static bool Is(string name) => AreOfSecret(Words.Split(name));

    /// <summary>Whether a name is worth a look when two values are compared.</summary>
    public static bool IsCompared(string name)
    {
        var words = Words.Split(name);
        return Any(words, Computed) || AreOfSecret(words);
    }

    private static bool AreOfSecret(ImmutableArray<string> words) => (Any(words, Secrets) || HasPair(words)) && !Any(words, Other);

    private static bool HasPair(ImmutableArray<string> words)
    {
        for (var i = 1; i < words.Length; i++)
        {
            if ((words[i - 1], words[i]) is ("api", "key") or ("session", "id"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Any(ImmutableArray<string> words, ImmutableHashSet<string> ofThese)
    {
        foreach (var word in words)
        {
            if (ofThese.Contains(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the code calls an expression.</summary>
    public static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }] } => key,
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } => NameOf(key),
        CastExpressionSyntax { Expression: var inner } => NameOf(inner),
        PostfixUnaryExpressionSyntax { Operand: var inner } => NameOf(inner),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Span", Expression: var inner } => NameOf(inner),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "Trim" or "FirstOrDefault" or "First" or "Single" or "AsSpan" or "ToArray", Expression: var inner } } => NameOf(inner),
        _ => TreeFacts.NameToken(expression).ValueText,
    };
}
