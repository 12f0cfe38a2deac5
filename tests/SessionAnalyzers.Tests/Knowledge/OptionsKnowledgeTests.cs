using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class OptionsKnowledgeTests : KnowledgeTests
{
    public static TheoryData<int> Registrations => new(Enumerable.Range(0, OptionsKnowledge.Registrations.Length));

    public static TheoryData<int> Calls => new(Enumerable.Range(0, OptionsKnowledge.Calls.Length));

    [Theory]
    [MemberData(nameof(Registrations))]
    public void Registration_ConfiguresItsOptions(int index)
    {
        var row = OptionsKnowledge.Registrations[index];
        foreach (var (framework, overloads) in Resolve(row.Type)
            .GroupBy(static found => found.Framework, found => Methods(found.Type, row.Method))
            .Select(static group => (group.Key, group.SelectMany(static methods => methods).ToArray())))
        {
            // Two assemblies have a class of this name; one of them has the method.
            Assert.True(overloads.Length > 0, $"{row.Type} has no method {row.Method} in {framework}");
            Assert.True(
                overloads.Any(overload => overload.Parameters.Any(parameter => Takes(parameter.Type, row.Options))),
                $"No overload of {row.Type}.{row.Method} takes {row.Options} in {framework}");
            if (row.NameParameter is not null)
            {
                Assert.True(
                    overloads.Any(overload => overload.Parameters.Any(parameter => parameter.Name == row.NameParameter && parameter.Type.SpecialType == SpecialType.System_String)),
                    $"No overload of {row.Type}.{row.Method} has the parameter {row.NameParameter} in {framework}");
            }
        }
    }

    [Theory]
    [InlineData("AddCookie", CookieAuthenticationDefaults.AuthenticationScheme)]
    public void NameOfARegistrationWithoutOne_IsTheFrameworks(string method, string name) =>
        Assert.Equal([name], OptionsKnowledge.Registrations.Where(row => row.Method == method).Select(static row => row.Name));

    [Fact]
    public void NamesOfIdentity_AreTheFrameworks()
    {
        Assert.Equal(IdentityConstants.ApplicationScheme, OptionsKnowledge.Registrations.Single(static row => row.Method == "ConfigureApplicationCookie").Name);
        Assert.Equal(IdentityConstants.ExternalScheme, OptionsKnowledge.Registrations.Single(static row => row.Method == "ConfigureExternalCookie").Name);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_IsGenericInItsOptions(int index)
    {
        var row = OptionsKnowledge.Calls[index];
        foreach (var (framework, symbol) in Resolve(row.Type))
        {
            Assert.True(
                Methods(symbol, row.Method).Any(method => method.TypeParameters.Length > 0 || symbol.TypeParameters.Length > 0),
                $"{row.Type}.{row.Method} is not generic in {framework}");
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void CallForAllNames_TakesNoName(int index)
    {
        var row = OptionsKnowledge.Calls[index];
        if (row.AllNames)
        {
            foreach (var (_, symbol) in Resolve(row.Type))
            {
                Assert.DoesNotContain(Methods(symbol, row.Method), static method => method.Parameters.Any(static parameter => parameter.Name == "name"));
            }
        }
    }

    /// <summary>A call of the options system that the table does not know would be a place that nobody looks at.</summary>
    [Theory]
    [InlineData(TypeNames.OptionsServices)]
    [InlineData(TypeNames.OptionsConfigurationServices)]
    [InlineData(TypeNames.OptionsBuilder)]
    [InlineData(TypeNames.OptionsBuilderConfiguration)]
    public void EveryConfiguringCall_IsKnown(string type)
    {
        // These register a type or the options themselves, or check values: the type is found by its base list.
        string[] others = ["AddOptions", "ConfigureOptions", "AddOptionsWithValidateOnStart", "Validate", "ToString", "Equals", "GetHashCode", "GetType"];
        foreach (var (framework, symbol) in Resolve(type))
        {
            var methods = symbol.GetMembers().OfType<IMethodSymbol>()
                .Where(static method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
                .Select(static method => method.Name).Distinct().Except(others);
            Assert.Equal([], methods.Except(OptionsKnowledge.Calls.Where(row => row.Type == type).Select(static row => row.Method)).Select(method => $"{method} in {framework}"));
        }
    }

    [Theory]
    [InlineData(TypeNames.ConfigureOptions, "Configure")]
    [InlineData(TypeNames.ConfigureNamedOptions, "Configure")]
    [InlineData(TypeNames.PostConfigureOptions, "PostConfigure")]
    public void ConfigurationInterface_HasItsMethod(string type, string method) => RequireOverload(type, method, "options");

    [Fact]
    public void RegistrationOfOtherOptions_IsFound() =>
        Assert.False(Takes(Resolve(TypeNames.SessionServices)[0].Type.GetMembers("AddSession").OfType<IMethodSymbol>().Last().Parameters[^1].Type, TypeNames.AntiforgeryOptions));

    private static bool Takes(ITypeSymbol type, string options) =>
        KnownSymbols.Is(type, options)
        || (type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && invoke.Parameters.Any(parameter => KnownSymbols.Is(parameter.Type, options)));
}
