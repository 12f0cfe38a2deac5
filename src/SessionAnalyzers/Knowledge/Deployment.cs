using Microsoft.CodeAnalysis;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>
/// What is taken for granted about the deployed site: it runs in Production and its visitors come over HTTPS. So
/// <c>Secure = Request.IsHttps</c> is no mistake, and a branch for development is not a path that counts.
/// </summary>
internal static class Deployment
{
    private static readonly ImmutableHashSet<string> Production =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "https", "ssl", "tls", "secure", "production", "prod", "release");

    private static readonly ImmutableHashSet<string> Development =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "development", "dev", "debug", "debugging", "localhost", "insecure");

    /// <summary>The value of a flag whose name says that it tells the environment or the transport; null for any other symbol.</summary>
    public static Value? Assume(ISymbol symbol)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IMethodSymbol method => method.ReturnType,
            _ => null,
        };
        if (type is not { SpecialType: SpecialType.System_Boolean } || symbol.Name is null or "")
        {
            return null;
        }

        var words = Words.Split(symbol.Name);
        var isNegated = words.Any(static word => word is "not" or "no" or "non" or "disable" or "disabled");
        return words.Any(Production.Contains) ? Value.Constant(!isNegated)
            : words.Any(Development.Contains) ? Value.Constant(isNegated)
            : null;
    }

    /// <summary>Whether a body asks about the environment or the transport.</summary>
    public static bool LooksAtEnvironment(SyntaxNode body) =>
        body.DescendantTokens().Any(static token => token.ValueText is "IsDevelopment" or "IsProduction" or "IsEnvironment" or "EnvironmentName" or "IsHttps" or "GetEnvironmentVariable");
}
