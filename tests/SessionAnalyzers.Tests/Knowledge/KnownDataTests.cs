using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

/// <summary>The calls through which text and bytes pass, held against the real assemblies.</summary>
public class KnownDataTests : KnowledgeTests
{
    public static TheoryData<string, string?, string?> Calls => new(KnownData.Calls.Select(static row => (row.Type, row.Method, row.Target)));

    public static TheoryData<string, string> Properties => new(ClientInput.Properties);

    public static TheoryData<string, string> CacheWrites => new(CacheKnowledge.Writes.Select(static row => (row.Type, row.Method)));

    public static TheoryData<string, string> Responses => new(ResponseKnowledge.Calls.Select(static row => (row.Type, row.Method)));

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_IsARealOne(string type, string? method, string? target)
    {
        // What is newer than the oldest framework is in the newest only.
        foreach (var (_, symbol) in ResolveNewest(type))
        {
            // A row may say of a derived type what its base does not do.
            var methods = symbol.GetMembers().Concat(symbol.BaseType?.GetMembers() ?? []).OfType<IMethodSymbol>().Where(candidate => method is null || candidate.Name == method).ToArray();
            Assert.NotEmpty(methods);
            Assert.True(target is null || methods.Any(candidate => candidate.Parameters.Any(parameter => parameter.Name == target)), $"No {type}.{method} has a parameter {target}");
            Assert.Contains(methods, candidate => KnownData.Of(candidate, symbol) is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Property_IsOfTheRequest(string type, string property) =>
        Assert.All(Resolve(type), found => Assert.True(ClientInput.Is(Assert.Single(found.Type.GetMembers(property).OfType<IPropertySymbol>()))));

    [Theory]
    [MemberData(nameof(CacheWrites))]
    public void CacheWrite_HasAKeyAndAValue(string type, string method) => RequireOverload(type, method, CacheKnowledge.Key, CacheKnowledge.Value);

    [Theory]
    [MemberData(nameof(Responses))]
    public void Response_IsARealMethod(string type, string method) => RequireOverload(type, method);

    [Fact]
    public void CacheOptions_HaveTheMembers()
    {
        foreach (var name in CacheKnowledge.Writes.Select(static row => row.Options).Distinct())
        {
            Assert.All(Resolve(name), static found => Assert.All(CacheKnowledge.Absolute.Append(CacheKnowledge.Sliding), member => Assert.NotEmpty(found.Type.GetMembers(member))));
        }
    }

    [Fact]
    public void OptionsExtensions_ReturnTheOptions()
    {
        foreach (var name in CacheKnowledge.OptionsExtensions)
        {
            Assert.All(Resolve(name), static found => Assert.All(
                found.Type.GetMembers().OfType<IMethodSymbol>().Where(static method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } && !method.ReturnsVoid),
                static method => Assert.Equal(method.Parameters[0].Type, method.ReturnType, SymbolEqualityComparer.Default)));
        }
    }

    [Fact]
    public void UnknownCall_IsNotKnown() =>
        Assert.All(Methods(Resolve("System.IO.Stream")[0].Type, "Read"), static method => Assert.Null(KnownData.Of(method)));
}
