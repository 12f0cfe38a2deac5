using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>What the calls of the token handlers mean.</summary>
internal static class TokenKnowledge
{
    /// <summary>The parameter with the text of a token, in constructors that read it.</summary>
    private static readonly ImmutableHashSet<string> Encoded = ImmutableHashSet.Create("jwtEncodedString");

    private static readonly ImmutableHashSet<string> Readers = ImmutableHashSet.Create("ReadToken", "ReadJwtToken", "ReadJsonWebToken", "CanReadToken");

    /// <summary>Whether a method or constructor makes a token of its text, without a look at its signature.</summary>
    public static bool Reads(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? method.Parameters is [{ Name: var parameter }] && Encoded.Contains(parameter) && IsToken(method.ContainingType)
        : Readers.Contains(method.Name) && IsHandler(method.ContainingType);

    public static bool IsToken(ITypeSymbol? type) =>
        KnownSymbols.IsOrInherits(type, TypeNames.JwtSecurityToken) || KnownSymbols.IsOrInherits(type, TypeNames.JsonWebToken);

    /// <summary>Whether a type is one of the framework's token handlers.</summary>
    public static bool IsHandler(ITypeSymbol? type) =>
        KnownSymbols.Is(type, TypeNames.JwtSecurityTokenHandler) || KnownSymbols.Is(type, TypeNames.JsonWebTokenHandler) || KnownSymbols.Is(type, TypeNames.SecurityTokenHandler);

    /// <summary>Whether a method only tells somebody.</summary>
    public static bool IsLogging(IMethodSymbol method) =>
        method.ContainingType is { Name: "LoggerExtensions" or "ILogger" or "Console" or "Debug" or "Trace" };
}
