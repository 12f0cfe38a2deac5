using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class CookieKnowledgeTests : KnowledgeTests
{
    public static TheoryData<string, string> Members => new(CookieKnowledge.Members.Select(static row => (row.Type, row.Name)));

    [Theory]
    [MemberData(nameof(Members))]
    public void Member_IsAPropertyThatCanBeWritten(string type, string name)
    {
        foreach (var (framework, symbol) in Resolve(type))
        {
            Assert.True(
                symbol.GetMembers(name).OfType<IPropertySymbol>().Any(static property => property is { DeclaredAccessibility: Accessibility.Public, SetMethod: not null }),
                $"{type}.{name} is no property that can be written in {framework}");
        }
    }

    /// <summary>System.Web does not run on .NET: the members of HttpCookie are checked, their defaults are documented only.</summary>
    public static TheoryData<string, string> Creatable => new(CookieKnowledge.Members.Where(static row => !IsSystemWeb(row.Type)).Select(static row => (row.Type, row.Name)));

    [Fact]
    public void DefaultsThatCannotBeRead_AreThoseOfHttpCookieOnly() =>
        Assert.Equal([TypeNames.HttpCookie], CookieKnowledge.Members.Select(static row => row.Type).Where(IsSystemWeb).Distinct());

    [Theory]
    [MemberData(nameof(Creatable))]
    public void Default_IsThatOfTheRealType(string type, string name)
    {
        var row = CookieKnowledge.Members.Single(row => row.Type == type && row.Name == name);
        Assert.Equal(row.Default, Plain(Fresh(type), name));
    }

    [Fact]
    public void WrongDefault_IsFound()
    {
        var row = CookieKnowledge.Members.Single(static row => row.Type == TypeNames.CookieOptions && row.Name == CookieMembers.Secure);
        Assert.NotEqual(row with { Default = true }, row);
        Assert.NotEqual((row with { Default = true }).Default, Plain(Fresh(row.Type), row.Name));
    }

    [Fact]
    public void EveryMemberIsThereOnce() =>
        Assert.Equal(CookieKnowledge.Members.Length, CookieKnowledge.Members.DistinctBy(static row => (row.Type, row.Name)).Count());

    public static TheoryData<int> FrameworkCookies => new(Enumerable.Range(0, CookieKnowledge.FrameworkCookies.Length).Where(static index => IsCheckable(CookieKnowledge.FrameworkCookies[index].Options)));

    [Theory]
    [MemberData(nameof(FrameworkCookies))]
    public void FrameworkCookie_IsHeldByItsOptions(int index)
    {
        var row = CookieKnowledge.FrameworkCookies[index];
        foreach (var (framework, symbol) in Resolve(row.Options))
        {
            Assert.True(
                symbol.GetMembers(row.Member).OfType<IPropertySymbol>().Any(static property => KnownSymbols.Is(property.Type, TypeNames.CookieBuilder)),
                $"{row.Options}.{row.Member} is no CookieBuilder in {framework}");
        }
    }

    [Theory]
    [MemberData(nameof(FrameworkCookies))]
    public void FrameworkCookie_HasTheseDefaults(int index)
    {
        var row = CookieKnowledge.FrameworkCookies[index];
        var builder = Plain(Fresh(row.Options), row.Member)!;
        Assert.Equal(
            (row.HttpOnly, row.SameSite, row.SecurePolicy),
            ((bool)Plain(builder, CookieMembers.HttpOnly)!, (int)Plain(builder, CookieMembers.SameSite)!, (int)Plain(builder, CookieMembers.SecurePolicy)!));
    }

    [Fact]
    public void FrameworkCookiesThatCannotBeChecked_AreTheseOnly() => Assert.Equal(
        [TypeNames.OpenIdConnectOptions, TypeNames.TwitterOptions],
        CookieKnowledge.FrameworkCookies.Select(static row => row.Options).Where(static options => !IsCheckable(options)));

    /// <summary>A framework cookie that the tables do not know would be one that no rule looks at.</summary>
    [Fact]
    public void EveryCookieBuilderOfTheFramework_IsKnown()
    {
        var known = CookieKnowledge.FrameworkCookies.Select(static row => $"{row.Options}.{row.Member}").ToHashSet();
        var found = BuilderProperties().Order(StringComparer.Ordinal).ToArray();
        Assert.True(found.Length >= 5, "The search finds nothing.");

        string[] left =
        [
            // Says whether the visitor agreed to cookies: nothing that an attacker would want.
            "Microsoft.AspNetCore.Builder.CookiePolicyOptions.ConsentCookie",
        ];
        Assert.Equal([], found.Except(known).Except(left));
    }

    public static TheoryData<string, string, string?, string?, string?> Sinks =>
        new(CookieKnowledge.Sinks.Concat(CookieKnowledge.Deletions).Select(static row => (row.Type, row.Method, row.Cookie, row.Name, row.Value)));

    [Theory]
    [MemberData(nameof(Sinks))]
    public void Sink_HasTheseParameters(string type, string method, string? cookie, string? name, string? value) =>
        RequireOverload(type, method, cookie, name, value);

    [Theory]
    [MemberData(nameof(Sinks))]
    public void SinkParameterOfTheCookie_IsACookie(string type, string method, string? cookie, string? name, string? value)
    {
        _ = (name, value);
        string[] cookies = [TypeNames.CookieOptions, TypeNames.SetCookieHeaderValue, TypeNames.HttpCookie];
        foreach (var (framework, symbol) in Resolve(type))
        {
            var types = cookie is null ? [symbol] : Methods(symbol, method).SelectMany(static overload => overload.Parameters).Where(parameter => parameter.Name == cookie).Select(static parameter => parameter.Type);
            Assert.True(types.Any(candidate => cookies.Any(known => KnownSymbols.Is(candidate, known)) || candidate is INamedTypeSymbol { Name: "Object" } or ITypeParameterSymbol), $"{type}.{method}({cookie}) is no cookie in {framework}");
        }
    }

    [Fact]
    public void WrongParameter_IsFound() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => RequireOverload(TypeNames.ResponseCookies, "Append", "cookie", "key", "value"));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Http.SameSiteMode", typeof(SameSite))]
    [InlineData("Microsoft.Net.Http.Headers.SameSiteMode", typeof(SameSite))]
    [InlineData("Microsoft.AspNetCore.Http.CookieSecurePolicy", typeof(SecurePolicy))]
    [InlineData("Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy", typeof(HttpOnlyPolicy))]
    public void NumbersOfAnEnum_AreItsMembers(string name, Type numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var real = RuntimeType(name);
        Assert.Equal(
            Enum.GetNames(real).Order(StringComparer.Ordinal).Select(member => (member, Convert.ToInt32(Enum.Parse(real, member), System.Globalization.CultureInfo.InvariantCulture))),
            numbers.GetFields().Select(static field => (field.Name, (int)field.GetRawConstantValue()!)).OrderBy(static pair => pair.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void CookiePolicyDefaults_AreWhatTheRulesAssume()
    {
        var policy = Fresh(TypeNames.CookiePolicyOptions);
        Assert.Equal(
            (SecurePolicy.None, HttpOnlyPolicy.None, SameSite.Unspecified),
            ((int)Plain(policy, "Secure")!, (int)Plain(policy, "HttpOnly")!, (int)Plain(policy, "MinimumSameSitePolicy")!));
    }

    private static IEnumerable<string> BuilderProperties() =>
        RuntimeType(TypeNames.CookieBuilder) is var builder
            ? ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(Path.GetFileNameWithoutExtension)
                .Where(static name => name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
                .SelectMany(static name => System.Reflection.Assembly.Load(name!).GetExportedTypes())
                .SelectMany(type => type.GetProperties().Where(property => property.PropertyType == builder && property.DeclaringType == type).Select(property => $"{type.FullName}.{property.Name}"))
            : [];
}
