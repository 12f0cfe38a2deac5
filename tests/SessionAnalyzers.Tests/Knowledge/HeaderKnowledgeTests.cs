using Microsoft.CodeAnalysis;
using Microsoft.Net.Http.Headers;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class HeaderKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string, string, string, string> Calls =>
        new(HeaderKnowledge.Calls.Select(static row => (row.Type, row.Method, row.Header, row.Values)));

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_TakesAHeaderAndItsValues(string type, string method, string header, string values)
    {
        foreach (var (framework, symbol) in Resolve(type))
        {
            Assert.True(
                Methods(symbol, method).Any(overload =>
                    overload.Parameters.Any(parameter => parameter.Name == header)
                    && overload.Parameters.Any(parameter => parameter.Name == values || parameter.Name == values + "s")),
                $"No overload of {type}.{method} in {framework} takes {header} and {values}");
        }
    }

    [Fact]
    public void SetCookie_IsTheNameOfTheHeader() => Assert.Equal(HeaderKnowledge.SetCookie, HeaderNames.SetCookie);

    [Fact]
    public void WrongParameter_IsFound() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RequireOverload(TypeNames.HeaderDictionaryExtensions, "Append", "name", "value"));

    /// <summary>A way to write a header that the table does not know would be one that SESS1006 does not see.</summary>
    [Theory]
    [InlineData(TypeNames.HeaderDictionaryExtensions, "GetCommaSeparatedValues")]
    [InlineData(TypeNames.HttpHeaders, "Clear,Contains,GetEnumerator,GetValues,Remove,ToString,TryGetValues")]
    [InlineData(TypeNames.NameValueCollection, "Clear,CopyTo,Get,GetKey,GetValues,HasKeys,OnDeserialization,Remove,GetObjectData")]
    public void EveryWritingMethod_IsKnown(string type, string others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach (var (framework, symbol) in Resolve(type))
        {
            var methods = symbol.GetMembers().OfType<IMethodSymbol>()
                .Where(static method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
                .Select(static method => method.Name).Distinct().Except(others.Split(','));
            Assert.Equal([], methods.Except(HeaderKnowledge.Calls.Where(row => row.Type == type).Select(static row => row.Method)).Select(method => $"{method} in {framework}"));
        }
    }
}
