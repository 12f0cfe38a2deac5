using System.Reflection;
using Microsoft.CodeAnalysis;
using SessionAnalyzers.Knowledge;

namespace SessionAnalyzers.Tests.Knowledge;

public class TokenCheckKnowledgeTests : KnowledgeTests
{
    /// <summary>Delegates of later versions of the package, which beside a flag keep the rule silent.</summary>
    private static readonly string[] Newer = ["IssuerValidatorUsingConfiguration", "SignatureValidatorUsingConfiguration"];

    private static INamedTypeSymbol Parameters => Resolve(TypeNames.TokenValidationParameters)[0].Type;

    [Fact]
    public void EveryFlagThatIsOn_IsKnown()
    {
        var fresh = Activator.CreateInstance(Assembly.LoadFrom(ReferenceAssemblies.AspNetCore100WithTokens.Paths.First(static path => Path.GetFileName(path) == "Microsoft.IdentityModel.Tokens.dll")).GetType(TypeNames.TokenValidationParameters)!)!;
        var flags = Parameters.GetMembers().OfType<IPropertySymbol>()
            .Where(static property => property.Type.SpecialType == SpecialType.System_Boolean && (property.Name.StartsWith("Validate", StringComparison.Ordinal) || property.Name.StartsWith("Require", StringComparison.Ordinal)))
            .Select(static property => property.Name).ToArray();
        Assert.Equal(
            TokenCheckKnowledge.Flags.Select(static row => row.Property).Order(StringComparer.Ordinal),
            flags.Where(flag => Plain(fresh, flag) is true).Order(StringComparer.Ordinal));
        Assert.Equal(["ValidateActor", "ValidateIssuerSigningKey", "ValidateTokenReplay"], flags.Where(flag => Plain(fresh, flag) is false).Order(StringComparer.Ordinal));
        Assert.Equal(TokenCheckKnowledge.LongestSkew, Plain(fresh, TokenCheckKnowledge.ClockSkew));
        Assert.All(TokenCheckKnowledge.ReplayCache, member => Assert.Null(Plain(fresh, member)));
    }

    [Fact]
    public void EveryDelegateThatChecks_IsKnown() => Assert.Equal(
        TokenCheckKnowledge.Delegates.Select(static row => row.Property).Order(StringComparer.Ordinal),
        Parameters.GetMembers().OfType<IPropertySymbol>().Where(static property => property.Type.TypeKind == TypeKind.Delegate && property.Name.EndsWith("Validator", StringComparison.Ordinal))
            .Select(static property => property.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void NamesOfTheRows_AreMembers()
    {
        var names = TokenCheckKnowledge.Flags.SelectMany(static row => row.Delegates.Concat(row.Counterparts))
            .Concat(TokenCheckKnowledge.Delegates.SelectMany(static row => row.Demands)).Concat(TokenCheckKnowledge.ReplayCache).Concat(TokenCheckKnowledge.LifetimeDelegates)
            .Append(TokenCheckKnowledge.Replay).Except(Newer);
        Assert.All(names, static name => Assert.Single(Parameters.GetMembers(name).OfType<IPropertySymbol>(), static property => property.SetMethod is not null));
    }

    [Theory]
    [InlineData(TypeNames.SecurityTokenHandler, "WriteToken", "token")]
    [InlineData(TypeNames.SecurityTokenHandler, "ReadToken")]
    [InlineData(TypeNames.JwtSecurityTokenHandler, "ReadJwtToken", "token")]
    [InlineData(TypeNames.JsonWebTokenHandler, "ReadJsonWebToken", "token")]
    [InlineData(TypeNames.JwtSecurityToken, ".ctor", "jwtEncodedString")]
    [InlineData(TypeNames.JsonWebToken, ".ctor", "jwtEncodedString")]
    [InlineData(TypeNames.JwtSecurityToken, ".ctor", "signingCredentials")]
    [InlineData(TypeNames.JwtSecurityToken, ".ctor", "header", "payload", "rawSignature")]
    [InlineData(TypeNames.JwtSecurityToken, ".ctor", "header", "innerToken")]
    [InlineData(TypeNames.JwtHeader, ".ctor", "signingCredentials")]
    [InlineData(TypeNames.JwtHeader, ".ctor", "encryptingCredentials")]
    [InlineData(TypeNames.SigningCredentials, ".ctor", "algorithm")]
    [InlineData(TypeNames.JsonWebTokenHandler, "CreateToken", "payload", "signingCredentials", "encryptingCredentials")]
    [InlineData(TypeNames.JwtSecurityTokenHandler, "CreateEncodedJwt", "signingCredentials")]
    [InlineData(TypeNames.JwtSecurityTokenHandler, "CreateJwtSecurityToken", "signingCredentials", "encryptingCredentials")]
    public void CallOfATokenHandler_IsReal(string type, string method, params string[] parameters) => RequireOverload(type, method, parameters);

    [Fact]
    public void DangerousUnprotect_SaysWhatWasRevoked() =>
        RequireOverload(TypeNames.PersistedDataProtector, "DangerousUnprotect", "protectedData", "ignoreRevocationErrors", "requiresMigration", "wasRevoked");
}
