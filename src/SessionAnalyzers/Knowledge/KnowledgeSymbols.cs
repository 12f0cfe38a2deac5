using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>The Knowledge tables as symbols of one compilation, resolved once.</summary>
internal sealed class KnowledgeSymbols
{
    private static readonly ImmutableArray<string> SessionMaterialMakers =
    ImmutableArray.Create<string>([
        "Microsoft.AspNetCore.DataProtection.IDataProtector.Protect",
        "Microsoft.AspNetCore.DataProtection.ITimeLimitedDataProtector.Protect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.Protect",
        "Microsoft.AspNetCore.DataProtection.DataProtectionAdvancedExtensions.Protect",
        "Microsoft.AspNetCore.Authentication.ISecureDataFormat.Protect",
        "Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.GetTokenAsync",
        "Microsoft.IdentityModel.Tokens.SecurityTokenHandler.WriteToken",
        "Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler.CreateToken",
        "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler.WriteToken",
        "System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler.CreateEncodedJwt",
        "System.Web.Security.FormsAuthentication.Encrypt",
    ]);

    private readonly Compilation _compilation;
    private readonly Dictionary<string, ImmutableArray<INamedTypeSymbol>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _tracked = new(SymbolEqualityComparer.Default);

    public KnowledgeSymbols(Compilation compilation)
    {
        _compilation = compilation;
        var types = CookieKnowledge.Members.Select(static row => row.Type)
            .Concat(CookieKnowledge.FrameworkCookies.Select(static row => row.Options))
            .Concat([TypeNames.CookiePolicyOptions, TypeNames.AppendCookieContext, TypeNames.DeleteCookieContext])
            .Distinct();
        foreach (var name in types)
        {
            foreach (var type in Types(name))
            {
                _tracked.Add(type);
            }
        }
    }

    /// <summary>Whether the compilation refers to any cookie API: without one no rule has anything to look at.</summary>
    public bool IsEmpty => _tracked.Count == 0;

    /// <summary>Every type of a metadata name, in whichever assemblies.</summary>
    public ImmutableArray<INamedTypeSymbol> Types(string metadataName)
    {
        lock (_types)
        {
            if (!_types.TryGetValue(metadataName, out var types))
            {
                types = _compilation.GetTypesByMetadataName(metadataName);
                _types.Add(metadataName, types);
                foreach (var type in types)
                {
                    _names[type] = metadataName;
                }
            }

            return types;
        }
    }

    public bool Is(ITypeSymbol? type, string metadataName)
    {
        if (type is null)
        {
            return false;
        }

        foreach (var known in Types(metadataName))
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is, or derives from or implements, the type of that name.</summary>
    public bool IsOrInherits(ITypeSymbol? type, string metadataName)
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

    /// <summary>Whether objects of the type are followed: cookies, their options, and what holds them.</summary>
    public bool IsTracked(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (_tracked.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The metadata name under which the tables know a type or a base of it; null when they do not.</summary>
    public string? TrackedName(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            lock (_types)
            {
                if (_names.TryGetValue(current.OriginalDefinition, out var name))
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a tracked object goes into or comes out of a method.</summary>
    public bool Touches(IMethodSymbol method) =>
        Mentions(method.ReturnType)
        || method.Parameters.Any(parameter => Mentions(parameter.Type))
        || Mentions(method.ReducedFrom?.Parameters[0].Type)
        || IsTracked(method.ContainingType);

    /// <summary>Whether the value of a field or property of the type is worth reading: a tracked object, text, a flag or a time.</summary>
    public bool IsReadable(ITypeSymbol type) =>
        IsTracked(type)
        || type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_DateTime
        || type.TypeKind == TypeKind.Enum
        || type is { Name: "TimeSpan" or "DateTimeOffset", ContainingNamespace.Name: "System" };

    /// <summary>Whether a method's result is a sealed payload or a written token.</summary>
    public static bool MakesSessionMaterial(IMethodSymbol method)
    {
        if (method.Name is not ("Protect" or "WriteToken" or "CreateToken" or "CreateEncodedJwt" or "Encrypt" or "GetTokenAsync"))
        {
            return false;
        }

        var name = (method.ReducedFrom ?? method).OriginalDefinition;
        return SessionMaterialMakers.Contains(QualifiedName(name))
            || name.ContainingType.AllInterfaces.Any(face => SessionMaterialMakers.Contains(QualifiedName(face) + "." + name.Name));
    }

    private static string QualifiedName(ISymbol symbol) =>
        symbol.ContainingType is { } type
            ? QualifiedName(type) + "." + symbol.Name
            : symbol.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + symbol.Name : symbol.Name;

    private bool Mentions(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => IsTracked(named) || named.TypeArguments.Any(Mentions),
        _ => IsTracked(type),
    };
}
