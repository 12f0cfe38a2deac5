using System.Reflection;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class TypeNamesTests : KnowledgeTests
{
    private static readonly string[] Names =
        [.. typeof(TypeNames).GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!)];

    public static TheoryData<string> Checkable => new(Names.Where(IsCheckable));

    [Theory]
    [MemberData(nameof(Checkable))]
    public void Name_IsThatOfARealType(string name) => Assert.NotEmpty(Resolve(name));

    [Fact]
    public void NamesThatCannotBeChecked_AreTheseOnly() => Assert.Equal(
        [TypeNames.OpenIdConnectOptions, TypeNames.TwitterOptions],
        Names.Where(static name => !IsCheckable(name)));

    [Fact]
    public void NoNameIsThereTwice() => Assert.Equal(Names.Length, Names.Distinct().Count());

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http.CookieOption")]
    [InlineData("System.Web.HttpCookies")]
    [InlineData("Microsoft.AspNetCore.Http.IHeaderDictionary`1")]
    public void NameOfNoType_IsFound(string name) => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Resolve(name));
}
