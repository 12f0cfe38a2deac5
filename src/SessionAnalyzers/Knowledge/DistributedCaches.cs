using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SessionAnalyzers.Knowledge;

/// <summary>Where does this compilation keep what all nodes share?</summary>
internal static class DistributedCaches
{
    public const string InMemory = "AddDistributedMemoryCache";

    /// <summary>Methods with a cache in their name that register none which all nodes share.</summary>
    private static readonly ImmutableHashSet<string> Others =
        ImmutableHashSet.Create(InMemory, "AddMemoryCache", "AddOutputCache", "UseOutputCache", "AddHybridCache", "AddCacheProfile", "AddCachePolicy");

    /// <summary>Whether session state is kept in the distributed cache, and the deployed site gets there.</summary>
    public static bool HoldsSessions(SessionCompilation session) =>
        session.Facts.Mentions("AddSession").Any(name =>
            name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            && TreeFacts.NameNode(call) == name
            && KnownSymbols.Is(session.Method(call)?.ContainingType, TypeNames.SessionServices)
            && session.Flows.At(call) is not null);

    /// <summary>Whether something registers, or may register, a cache of another kind.</summary>
    public static bool HasOther(SessionCompilation session) =>
        session.Facts.NamesWith("Cache").Any(name => RegistersByName(name, session) || RegistersByType(name));

    /// <summary>A method of another assembly that is called like a cache's registration, whoever wrote it: Redis, SQL Server, PostgreSQL, NCache.</summary>
    private static bool RegistersByName(SimpleNameSyntax name, SessionCompilation session) =>
        name.Identifier.ValueText is var text
        && (text.StartsWith("Add", StringComparison.Ordinal) || text.StartsWith("Use", StringComparison.Ordinal))
        && !Others.Contains(text)
        && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && TreeFacts.NameNode(call) == name
        && !session.IsOurs(session.Method(call)?.ContainingType);

    /// <summary><c>AddSingleton&lt;IDistributedCache, T&gt;()</c>, <c>typeof(IDistributedCache)</c>; asking for one registers none.</summary>
    private static bool RegistersByType(SimpleNameSyntax name) =>
        name.Identifier.ValueText == "IDistributedCache"
        && (name.Parent is QualifiedNameSyntax qualified ? qualified.Parent : name.Parent) switch
        {
            TypeOfExpressionSyntax => true,
            TypeArgumentListSyntax { Parent: GenericNameSyntax method } =>
                method.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && !method.Identifier.ValueText.StartsWith("Get", StringComparison.Ordinal),
            _ => false,
        };
}
