using Microsoft.AspNetCore.Identity;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Anchors;
using SessionAnalyzers.Configuration;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class LifetimeKnowledgeTests : KnowledgeTests
{
    private static readonly LifetimeProperty[] All = [.. LifetimeKnowledge.Properties, LifetimeKnowledge.CookieTicket, LifetimeKnowledge.SecurityStamp, LifetimeKnowledge.SignIn];

    public static TheoryData<int> Properties => new(Enumerable.Range(0, All.Length));

    public static TheoryData<int> Defaults => new(Enumerable.Range(0, All.Length).Where(static index => All[index].Default is not null));

    public static TheoryData<string, string?, string> Parameters => new(LifetimeKnowledge.Parameters.Append(LifetimeKnowledge.FormsTicket).Select(static row => (row.Type, row.Method, row.Parameter))
        .Concat(LifetimeKnowledge.Persistence.Select(static row => (row.Type, row.Method, row.Parameter))));

    [Theory]
    [MemberData(nameof(Properties))]
    public void Property_IsATimeThatCanBeWritten(int index)
    {
        var row = All[index];
        foreach (var (framework, symbol) in Resolve(row.Type))
        {
            Assert.True(
                symbol.GetMembers(row.Property).OfType<IPropertySymbol>().Any(static property => property is { DeclaredAccessibility: Accessibility.Public, SetMethod: not null } && IsTime(property.Type)),
                $"{row.Type}.{row.Property} is no time that can be written in {framework}");
        }
    }

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Default_IsThatOfTheRealType(int index)
    {
        var row = All[index];
        Assert.Equal(row.Default, Plain(Fresh(row.Type), row.Property));
    }

    [Fact]
    public void OnlyMomentsAndWhatHasToBeSet_HaveNoDefault() => Assert.Equal(
        ["Expires", "Absolute", "Idle", "Lifetime", "ExpiresUtc"],
        All.Where(static row => row.Default is null).Select(static row => row.Property));

    [Fact]
    public void SlidingExpiration_IsTrueUnlessItIsSet() => Assert.Equal(true, Plain(Fresh(LifetimeKnowledge.CookieTicket.Type), LifetimeKnowledge.Sliding));

    [Fact]
    public void DefaultsOfTheRules_AreThoseOfTheFramework()
    {
        Assert.Equal(false, Plain(Fresh(TypeNames.HttpConnectionDispatcherOptions), "CloseOnAuthenticationExpiration"));
        Assert.Equal(false, Plain(Fresh(TypeNames.AuthenticationProperties), "IsPersistent"));
        Assert.Null(Plain(Fresh(TypeNames.CookieAuthenticationOptions), "SessionStore"));
        Assert.Null(Plain(Fresh(TypeNames.CookieAuthenticationOptions), "EventsType"));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Parameter_IsThatOfAnOverload(string type, string? method, string parameter) => RequireOverload(type, method ?? ".ctor", parameter);

    /// <summary>A method that makes a sign-in persistent and is not in the table would never be looked at.</summary>
    [Theory]
    [InlineData(TypeNames.SignInManager)]
    [InlineData(TypeNames.FormsAuthentication)]
    public void EveryMethodWithSuchAParameter_IsKnown(string type)
    {
        string[] names = ["isPersistent", "rememberClient", "createPersistentCookie"];
        foreach (var (framework, symbol) in Resolve(type))
        {
            var pairs = symbol.GetMembers().OfType<IMethodSymbol>()
                .Where(static method => method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
                .SelectMany(static method => method.Parameters, static (method, parameter) => (method.Name, parameter.Name))
                // GetRedirectUrl is given the flag and makes no cookie of it.
                .Where(pair => names.Contains(pair.Item2) && pair.Item1 != "GetRedirectUrl").Distinct();
            Assert.Equal([], pairs.Except(LifetimeKnowledge.Persistence.Where(row => row.Type == type).Select(static row => (row.Method!, row.Parameter))).Select(pair => $"{pair.Item1} in {framework}"));
        }
    }

    [Theory]
    [InlineData(TypeNames.CookieAuthenticationOptions, LifetimeKnowledge.Sliding)]
    [InlineData(TypeNames.CookieAuthenticationOptions, "SessionStore")]
    [InlineData(TypeNames.CookieAuthenticationOptions, "Events")]
    [InlineData(TypeNames.CookieAuthenticationEvents, "OnValidatePrincipal")]
    [InlineData(TypeNames.CookieAuthenticationEvents, "OnCheckSlidingExpiration")]
    [InlineData(TypeNames.HttpConnectionDispatcherOptions, "CloseOnAuthenticationExpiration")]
    [InlineData(TypeNames.RevalidatingProvider, "RevalidationInterval")]
    [InlineData(TypeNames.RevalidatingProvider, "ValidateAuthenticationStateAsync")]
    [InlineData(TypeNames.HubEndpoints, "MapHub")]
    [InlineData(TypeNames.AuthorizationEndpoints, "RequireAuthorization")]
    [InlineData(TypeNames.AuthorizationEndpoints, "AllowAnonymous")]
    [InlineData(TypeNames.ServerRazorComponents, "AddInteractiveServerComponents")]
    [InlineData(TypeNames.ServerSideBlazor, "AddServerSideBlazor")]
    public void Member_IsThatOfTheType(string type, string member) =>
        Assert.All(Resolve(type).GroupBy(static found => found.Framework), found => Assert.True(found.Any(one => !one.Type.GetMembers(member).IsEmpty), $"{type}.{member} is not in {found.Key}"));

    [Fact]
    public void NamesOfTheSchemesOfIdentity_AreTheFrameworks()
    {
        Assert.Equal("Identity.TwoFactorRememberMe", IdentityConstants.TwoFactorRememberMeScheme);
        Assert.Equal("Identity.TwoFactorUserId", IdentityConstants.TwoFactorUserIdScheme);
    }

    [Fact]
    public void DefaultsOfTheFramework_AreWithinTheLimitsButForTheTicket()
    {
        var limits = Limits.Of(new NoOptions());
        Assert.Equal([LifetimeKnowledge.CookieTicket], All.Where(row => row.Default > limits[row.Limit]));
    }

    [Fact]
    public void RowOfACommonName_HasASubject() => Assert.All(
        All.Where(static row => row.Property is "Expires" or "Absolute" or "Idle" or "Lifetime"), static row => Assert.NotEqual(Subject.Any, row.Subject));

    private static bool IsTime(ITypeSymbol type) =>
        (type is INamedTypeSymbol { Name: "Nullable", TypeArguments: [var inner] } ? inner : type).Name is "TimeSpan" or "DateTime" or "DateTimeOffset";

    private sealed class NoOptions : Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => (value = null) is not null;
    }
}
