using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>Is this symbol one that the Knowledge tables name? Compared by full metadata name, whatever the assembly.</summary>
internal static class KnownSymbols
{
    private static readonly ImmutableArray<string> SessionMaterialMakers = ImmutableArray.Create<string>([
        "Microsoft.AspNetCore.DataProtection.IDataProtector.Protect",
        "Microsoft.AspNetCore.DataProtection.ITimeLimitedDataProtector.Protect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.Protect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionAdvancedExtensions.Protect",
        "Microsoft.AspNetCore.DataProtection.IDataProtector.Unprotect",
        "Microsoft.AspNetCore.DataProtection.ITimeLimitedDataProtector.Unprotect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.Unprotect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionAdvancedExtensions.Unprotect",
        "Microsoft.AspNetCore.Authentication.ISecureDataFormat`1.Protect",
        "Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.GetTokenAsync",
        "Microsoft.IdentityModel.Tokens.SecurityTokenHandler.WriteToken",
        "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler.CreateToken",
        "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler.CreateEncodedJwt",
        "System.Web.Security.FormsAuthentication.Encrypt",
    ]);

    /// <summary>The types whose objects are followed: cookies, what says how long sessions live, their options, what holds them, ciphers and protectors.</summary>
    private static readonly ILookup<string, string> Tracked =
        CookieKnowledge.Members.Select(static row => row.Type)
            .Concat(CookieKnowledge.FrameworkCookies.Select(static row => row.Options))
            .Concat([TypeNames.CookiePolicyOptions, TypeNames.AppendCookieContext, TypeNames.DeleteCookieContext])
            .Concat([TypeNames.DistributedCacheEntryOptions, TypeNames.MemoryCacheEntryOptions])
            .Concat([TypeNames.SecurityTokenDescriptor, TypeNames.JsonWebTokenHandler, TypeNames.JwtSecurityTokenHandler])
            .Concat([TypeNames.TokenValidationParameters, TypeNames.JwtBearerOptions, TypeNames.JwtSecurityToken, TypeNames.JwtHeader])
            .Concat(LifetimeKnowledge.Properties.Append(LifetimeKnowledge.SecurityStamp).Append(LifetimeKnowledge.SignIn).Select(static row => row.Type))
            .Concat([TypeNames.CookieAuthenticationEvents, TypeNames.HttpConnectionDispatcherOptions])
            .Concat([TypeNames.DataProtectionProvider, TypeNames.DataProtector, TypeNames.TimeLimitedDataProtector])
            .Concat(EncryptionKnowledge.Algorithms)
            .Distinct()
            .ToLookup(static name => name.Substring(name.LastIndexOf('.') + 1));

    private static readonly ILookup<string, string> MaterialMakerNames =
        SessionMaterialMakers.ToLookup(static name => name.Substring(name.LastIndexOf('.') + 1), static name => name.Substring(0, name.LastIndexOf('.')));

    /// <summary>
    /// Whether a compilation can name an API that the rules know: without one no rule has anything to look at. No type is looked
    /// up for that: a look-up reads the type table of every reference. Cryptography is in reach of every project: its namespace has
    /// to be mentioned.
    /// </summary>
    public static bool HasSessions(Compilation compilation) =>
        References.Of(compilation).HaveSessions
        || compilation.ContainsSymbolsWithName(static name => name is "IResponseCookies" or "HttpCookie", SymbolFilter.Type)
        || compilation.SyntaxTrees.Any(static tree => tree.GetText().Mentions("Security.Cryptography"));

    /// <summary>Whether a type is the one of a metadata name.</summary>
    public static bool Is(ITypeSymbol? type, string metadataName)
    {
        if (type is null || type.ContainingType is not null)
        {
            return false;
        }

        var end = metadataName.Length;
        if (!EndsWith(metadataName, ref end, type.MetadataName))
        {
            return false;
        }

        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (!EndsWith(metadataName, ref end, space.Name))
            {
                return false;
            }
        }

        return end < 0;
    }

    /// <summary>Whether the field, property or parameter that gives a value has an annotation. Anyone may declare the annotation: the full name counts.</summary>
    public static bool IsMarked(IOperation value, string attribute)
    {
        var symbol = value.WalkDownConversion() switch
        {
            IMemberReferenceOperation member => member.Member,
            IParameterReferenceOperation parameter => (ISymbol)parameter.Parameter,
            _ => null,
        };
        return symbol is not null && IsMarked(symbol, attribute);
    }

    /// <summary>Whether a field, property or parameter, or what a method returns, has an annotation.</summary>
    public static bool IsMarked(ISymbol symbol, string attribute) =>
        Has(symbol is IMethodSymbol method ? method.GetReturnTypeAttributes() : symbol.GetAttributes(), attribute);

    /// <summary>Whether a method, property or parameter itself has an annotation.</summary>
    public static bool IsAnnotated(ISymbol symbol, string attribute) => Has(symbol.GetAttributes(), attribute);

    /// <summary>Whether a type is, derives from or implements the type of a metadata name.</summary>
    public static bool IsOrInherits(ITypeSymbol? type, string metadataName)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, metadataName))
            {
                return true;
            }
        }

        return type is not null && type.AllInterfaces.Any(face => Is(face, metadataName));
    }

    /// <summary>Whether a type is memory of bytes or characters.</summary>
    public static bool IsBuffer(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char } => true,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte or SpecialType.System_Char }], Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment", ContainingNamespace.Name: "System" } => true,
        _ => false,
    };

    /// <summary>Whether a type is text, or memory of bytes or characters.</summary>
    public static bool IsText(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_String || IsBuffer(type);

    /// <summary>Whether who gets memory of the type may write to it.</summary>
    public static bool IsWritable(ITypeSymbol? type) => IsBuffer(type) && type!.Name is not ("ReadOnlySpan" or "ReadOnlyMemory");

    /// <summary>Whether a value of the type is text, bytes, a number or something made of them.</summary>
    public static bool IsData(ITypeSymbol? type) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Array or SpecialType.System_DateTime } => true,
        { SpecialType: >= SpecialType.System_Char and <= SpecialType.System_Double } => true,
        { TypeKind: TypeKind.TypeParameter } => true,
        IArrayTypeSymbol array => IsData(array.ElementType),
        INamedTypeSymbol { Name: "Nullable", TypeArguments: [var inner] } => IsData(inner),
        INamedTypeSymbol { TypeArguments: [var element] } named => (IsBuffer(named) || named.Name is "IEnumerable" or "IReadOnlyList" or "IList" or "List" or "Span" or "ReadOnlySpan" or "ImmutableArray") && IsData(element),
        { Name: "Guid" or "DateTimeOffset" or "TimeSpan" or "StringValues" or "StringSegment" } => true,
        _ => false,
    };

    /// <summary>Whether objects of the type are followed.</summary>
    public static bool IsTracked(ITypeSymbol? type)
    {
        if (IsBuffer(type))
        {
            return true;
        }

        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var name in Tracked[current.MetadataName])
            {
                if (Is(current, name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a type is itself in the tables, and not only derived from one that is.</summary>
    public static bool IsNamed(ITypeSymbol type) => Tracked[type.MetadataName].Any(name => Is(type, name));

    /// <summary>Whether a method takes a callback that is given tracked objects: <c>List.ForEach</c>.</summary>
    public static bool CallsBackWithTracked(IMethodSymbol method) =>
        method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Delegate && Mentions(parameter.Type));

    /// <summary>Whether a tracked object goes into or comes out of a method.</summary>
    public static bool Touches(IMethodSymbol method) =>
        Mentions(method.ReturnType)
        || method.Parameters.Any(static parameter => Mentions(parameter.Type))
        || Mentions(method.ReducedFrom?.Parameters[0].Type)
        || IsTracked(method.ContainingType);

    /// <summary>Whether the value of a field or property of the type is worth reading: a tracked object, text, a flag or a time.</summary>
    public static bool IsReadable(ITypeSymbol type) =>
        IsTracked(type)
        || type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_DateTime
        || type.TypeKind == TypeKind.Enum
        || type is { Name: "TimeSpan" or "DateTimeOffset", ContainingNamespace.Name: "System" };

    /// <summary>Whether a method's result is a sealed payload or a written token.</summary>
    public static bool MakesSessionMaterial(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return MaterialMakerNames[definition.Name].Any(type => IsOrInherits(definition.ContainingType, type));
    }

    private static bool Has(ImmutableArray<AttributeData> attributes, string attribute)
    {
        foreach (var candidate in attributes)
        {
            if (Is(candidate.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => IsBuffer(array) || Mentions(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => IsTracked(named) || named.TypeArguments.Any(Mentions),
        _ => IsTracked(type),
    };

    /// <summary>Takes one segment off the end of a dotted name; -1 once the first segment is taken.</summary>
    private static bool EndsWith(string name, ref int end, string segment)
    {
        var start = end - segment.Length;
        if (start < 0 || (start > 0 && name[start - 1] != '.') || string.CompareOrdinal(name, start, segment, 0, segment.Length) != 0)
        {
            return false;
        }

        end = start - 1;
        return true;
    }
}
