using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class SessionMaterialMakersTests : KnowledgeTests
{
    private static readonly ImmutableArray<string> Makers =
        (ImmutableArray<string>)typeof(KnownSymbols).GetField("SessionMaterialMakers", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    public static TheoryData<string> Checkable => new(Makers.Where(IsCheckable));

    [Theory]
    [MemberData(nameof(Checkable))]
    public void Maker_IsARealMethodThatReturnsSomething(string maker)
    {
        ArgumentNullException.ThrowIfNull(maker);
        var dot = maker.LastIndexOf('.');
        foreach (var (framework, symbol) in Resolve(maker[..dot]))
        {
            var methods = Methods(symbol, maker[(dot + 1)..]).ToArray();
            Assert.True(methods.Length > 0, $"{maker} is not in {framework}");
            Assert.Contains(methods, static method => !method.ReturnsVoid);
            Assert.All(methods, static method => Assert.True(KnownSymbols.MakesSessionMaterial(method), "The table's own row is not recognised: " + method));
        }
    }

    [Fact]
    public void OtherMethods_AreNoMakers()
    {
        var others = Methods(Resolve("Microsoft.AspNetCore.DataProtection.IDataProtectionProvider")[0].Type, "CreateProtector")
            .Concat(Methods(Resolve("Microsoft.AspNetCore.Http.IRequestCookieCollection")[0].Type, "TryGetValue")).ToArray();
        Assert.Equal(2, others.Length);
        Assert.All(others, static method => Assert.False(KnownSymbols.MakesSessionMaterial(method)));
    }
}
