using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

/// <summary>Where keys, nonces and comparisons go, held against the real assemblies.</summary>
public class KeyKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string, string, string?> Sinks => new(KeyKnowledge.Sinks.Select(static row => (row.Type, row.Member, row.Key)));

    public static TheoryData<string, string, string> Nonces => new(NonceKnowledge.Sinks.Select(static row => (row.Type, row.Method, row.Nonce)));

    public static TheoryData<string, string> Comparisons => new(ComparisonKnowledge.Calls.Select(static row => (row.Type, row.Method)));

    [Theory]
    [MemberData(nameof(Sinks))]
    public void Sink_TakesAKey(string type, string member, string? key)
    {
        if (key is not null)
        {
            RequireOverloadOfNewest(type, member, key);
            return;
        }

        Assert.All(Resolve(type), found => Assert.Contains(found.Type.GetMembers(member).OfType<IPropertySymbol>(), static property => property.SetMethod is not null));
    }

    [Theory]
    [MemberData(nameof(Nonces))]
    public void Encryption_TakesANonce(string type, string method, string nonce)
    {
        RequireOverload(type, method, nonce);
        Assert.Contains(KnownData.Calls, row => row.Type == type && row.Method == method && row.Use == DataUse.Marks && row.Target == nonce);
    }

    [Theory]
    [MemberData(nameof(Comparisons))]
    public void Comparison_Exists(string type, string method) => RequireOverload(type, method);

    /// <summary>A keyed hash that the table does not know would be one whose literal key nobody sees.</summary>
    [Fact]
    public void EveryKeyedHash_IsKnown()
    {
        var known = KeyKnowledge.Sinks.Where(static row => row.Member == KeyKnowledge.Constructor).Select(static row => row.Type).ToImmutableHashSet();
        var hash = Resolve("System.Security.Cryptography.KeyedHashAlgorithm")[^1].Type;
        var hmacs = hash.ContainingNamespace.GetTypeMembers().Where(type => type is { IsAbstract: false, DeclaredAccessibility: Accessibility.Public }
            && KnownSymbols.IsOrInherits(type, "System.Security.Cryptography.HMAC")).Select(static type => type.ToDisplayString()).ToArray();
        Assert.True(hmacs.Length >= 8);
        Assert.Empty(hmacs.Except(known).Except(["System.Security.Cryptography.HMAC"]));
    }

    [Fact]
    public void WrongParameter_IsFound() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RequireOverload("System.Security.Cryptography.HKDF", "DeriveKey", "secret"));
}
