using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class DataProtectionKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string, string, string> PayloadCalls =>
        new(DataProtectionKnowledge.Seals.Concat(DataProtectionKnowledge.Serializers).Select(static row => (row.Type, row.Method, row.Payload)));

    [Theory]
    [MemberData(nameof(PayloadCalls))]
    public void Call_TakesAPayload(string type, string method, string payload) => RequireOverload(type, method, payload);

    [Theory]
    [InlineData(TypeNames.DataProtectionProvider, "purpose")]
    [InlineData(TypeNames.TimeLimitedDataProtector, "purpose")]
    [InlineData(TypeNames.DataProtectionCommonExtensions, "purpose", "subPurposes")]
    [InlineData(TypeNames.DataProtectionCommonExtensions, "purposes")]
    public void CreateProtector_TakesPurposes(string type, params string[] parameters)
    {
        Assert.Contains(type, DataProtectionKnowledge.Makers);
        RequireOverload(type, DataProtectionKnowledge.CreateProtector, parameters);
    }

    [Fact]
    public void TimeLimitingMethod_TakesAProtector() => RequireOverload(TypeNames.DataProtectionAdvancedExtensions, DataProtectionKnowledge.LimitTime, "protector");

    /// <summary>A method of the builder that nobody knows might encrypt the keys.</summary>
    [Fact]
    public void EveryMethodOfTheBuilder_IsKnown()
    {
        foreach (var (framework, type) in Resolve(TypeNames.DataProtectionBuilderExtensions))
        {
            var methods = type.GetMembers().OfType<IMethodSymbol>()
                .Where(static method => method is { IsExtensionMethod: true, DeclaredAccessibility: Accessibility.Public })
                .Select(static method => method.Name).Distinct().ToArray();
            Assert.Equal(
                DataProtectionKnowledge.OtherBuilderMethods.Order(StringComparer.Ordinal),
                methods.Where(static name => !name.StartsWith(DataProtectionKnowledge.Persists, StringComparison.Ordinal) && !name.StartsWith(DataProtectionKnowledge.Protects, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Contains(methods, static name => name.StartsWith(DataProtectionKnowledge.Persists, StringComparison.Ordinal));
            Assert.True(methods.Any(static name => name.StartsWith(DataProtectionKnowledge.Protects, StringComparison.Ordinal)), $"Nothing protects keys in {framework}");
        }
    }

    [Fact]
    public void SetDefaultKeyLifetime_TakesALifetime() => RequireOverload(TypeNames.DataProtectionBuilderExtensions, "SetDefaultKeyLifetime", "lifetime");

    [Fact]
    public void KeyManager_MakesKeys() => RequireOverload(TypeNames.KeyManager, "CreateNewKey");

    [Fact]
    public void KeysRotateByThemselves()
    {
        var options = new KeyManagementOptions();
        Assert.True(options.AutoGenerateKeys);
        Assert.Equal(TimeSpan.FromDays(90), options.NewKeyLifetime);
        Assert.Null(options.XmlEncryptor);
    }

    /// <summary>The classes of the framework that seal objects of one type.</summary>
    [Fact]
    public void EveryFormat_IsKnown()
    {
        foreach (var (framework, format) in Resolve(TypeNames.SecureDataFormat))
        {
            var formats = format.ContainingAssembly.GlobalNamespace.GetNamespaceMembers().SelectMany(Types)
                .Where(type => type.DeclaredAccessibility == Accessibility.Public && (SymbolEqualityComparer.Default.Equals(type, format) || SymbolEqualityComparer.Default.Equals(type.BaseType?.OriginalDefinition, format)))
                .ToArray();
            Assert.Equal(DataProtectionKnowledge.Formats.Order(StringComparer.Ordinal), formats.Select(static type => type.Name).Order(StringComparer.Ordinal));
            Assert.All(formats, type => Assert.True(
                type.InstanceConstructors.Any(static constructor => constructor.Parameters.Any(static parameter => parameter.Name == "protector")), $"{type} takes no protector in {framework}"));
        }
    }

    [Fact]
    public void Chain_IsThePurposeOfItsParts()
    {
        var provider = new EphemeralDataProtectionProvider();
        Assert.Equal("cart", provider.CreateProtector("a", "b").Unprotect(provider.CreateProtector("a").CreateProtector("b").Protect("cart")));
        Assert.Equal("cart", provider.CreateProtector(["a", "b"]).Unprotect(provider.CreateProtector("a", "b").Protect("cart")));
        Assert.Throws<CryptographicException>(() => provider.CreateProtector("a").Unprotect(provider.CreateProtector("a", "b").Protect("cart")));
        Assert.Throws<CryptographicException>(() => provider.CreateProtector("a").Unprotect(provider.CreateProtector("a").ToTimeLimitedDataProtector().Protect("cart", TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void EmptyPurpose_IsAccepted(string purpose)
    {
        var protector = new EphemeralDataProtectionProvider().CreateProtector(purpose);
        Assert.Equal("cart", protector.Unprotect(protector.Protect("cart")));
    }

    [Fact]
    public void MemoryCacheOfOneProcess_IsRegisteredByItsName() => RequireOverload(TypeNames.MemoryCacheServices, DistributedCaches.InMemory, "services");

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));
}
