using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

/// <summary>What opens seals, and what decides by what came out of them, held against the real assemblies.</summary>
public class TrustKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string, string, string?> Unseals => new(TrustKnowledge.Unseals.Select(static row => (row.Type, row.Method, row.Target)));

    public static TheoryData<string, string[]> Envelopes => new(TrustKnowledge.Envelopes.Select(static row => (row.Type, row.Members.ToArray())));

    public static TheoryData<string, string> Calls => new(TrustKnowledge.Decisions.Concat(ReadableText.Encoders));

    public static TheoryData<string, string> Principals => new(TrustKnowledge.Principals);

    public static TheoryData<string> Identities => new(TrustKnowledge.Identities);

    [Theory]
    [MemberData(nameof(Unseals))]
    public void Unsealing_Exists(string type, string method, string? target) => RequireOverload(type, method, target);

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Envelope_HasItsMembers(string type, string[] members) =>
        Assert.All(Resolve(type), found => Assert.All(members, member => Assert.Contains(found.Type.GetMembers(member), static symbol => symbol is IPropertySymbol)));

    [Theory]
    [MemberData(nameof(Calls))]
    public void DecisionOrEncoding_Exists(string type, string method) => Assert.All(ResolveNewest(type), found => Assert.NotEmpty(Methods(found.Type, method)));

    [Theory]
    [MemberData(nameof(Principals))]
    public void Principal_CanBeSet(string type, string property) =>
        Assert.All(Resolve(type), found => Assert.Contains(found.Type.GetMembers(property), static symbol => symbol is IPropertySymbol { SetMethod: not null }));

    [Theory]
    [MemberData(nameof(Identities))]
    public void Identity_CanBeMade(string type) =>
        Assert.All(Resolve(type), static found => Assert.Contains(found.Type.InstanceConstructors, static constructor => constructor.DeclaredAccessibility == Accessibility.Public));
}
