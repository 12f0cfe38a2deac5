using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Flow;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class EncryptionKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string> Algorithms => new(EncryptionKnowledge.Algorithms);

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Algorithm_IsASymmetricOne(string type) => Assert.All(Resolve(type), static found => Assert.True(KnownSymbols.IsOrInherits(found.Type, TypeNames.SymmetricAlgorithm)));

    /// <summary>An algorithm that the table does not know would not be followed.</summary>
    [Fact]
    public void EveryAlgorithm_IsKnown()
    {
        foreach (var (_, algorithm) in Resolve(TypeNames.SymmetricAlgorithm))
        {
            Assert.Equal(
                EncryptionKnowledge.Algorithms.Order(StringComparer.Ordinal),
                algorithm.ContainingNamespace.GetTypeMembers().Where(static type => KnownSymbols.IsOrInherits(type, TypeNames.SymmetricAlgorithm)).Select(static type => type.ToDisplayString()).Distinct().Order(StringComparer.Ordinal));
        }
    }

    /// <summary>A method that encrypts and that the table does not know would be one that SESS2003 does not see.</summary>
    [Fact]
    public void EveryCallThatEncrypts_IsKnown()
    {
        foreach (var (_, algorithm) in Resolve(TypeNames.SymmetricAlgorithm))
        {
            Assert.Equal(
                EncryptionKnowledge.Calls.Select(static row => row.Method).Order(StringComparer.Ordinal),
                algorithm.GetMembers().OfType<IMethodSymbol>()
                    .Where(static method => method.DeclaredAccessibility == Accessibility.Public && method.Name.Contains("Encrypt", StringComparison.Ordinal))
                    .Select(static method => method.Name).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void EveryCall_IsFollowed() => Assert.All(
        EncryptionKnowledge.Calls,
        static call => Assert.Contains(KnownData.Calls, row => row is { Type: TypeNames.SymmetricAlgorithm, Use: DataUse.Encrypts, Origin: Origin.Ciphertext } && row.Method == call.Method));

    [Fact]
    public void Modes_AreTheFrameworks()
    {
        Assert.Equal(Enum.GetValues<CipherMode>().ToDictionary(static mode => (int)mode, static mode => mode.ToString()), EncryptionKnowledge.Modes.ToDictionary());
        using var aes = Aes.Create();
        Assert.Equal(EncryptionKnowledge.DefaultMode, (int)aes.Mode);
        Assert.All(Resolve(TypeNames.SymmetricAlgorithm), static found => Assert.Single(found.Type.GetMembers(EncryptionKnowledge.Mode)));
    }

    [Fact]
    public void Filter_HasItsParameters()
    {
        foreach (var row in KnownData.Filters)
        {
            RequireOverload(row.Type, ".ctor", row.Target, row.Transform);
        }
    }

    [Theory]
    [InlineData("System.Security.Cryptography.ICryptoTransform", "TransformFinalBlock")]
    [InlineData("System.IO.MemoryStream", "ToArray")]
    [InlineData("System.IO.MemoryStream", "GetBuffer")]
    public void CallThatReadsItsObject_IsReal(string type, string method)
    {
        Assert.Contains(KnownData.Calls, row => row.Use == DataUse.Reads && row.Type == type && row.Method == method);
        RequireOverload(type, method);
    }
}
