using System.Reflection;

namespace SealedSessions.Tests.Revalidation;

/// <summary>Trust is a type: what may decide can be had by revalidation only.</summary>
public class TrustTypesTests
{
    private static readonly Type[] Public = typeof(SessionId).Assembly.GetExportedTypes();

    [Theory]
    [InlineData(typeof(UnsealedSession<>))]
    [InlineData(typeof(RevalidatedSession<>))]
    [InlineData(typeof(AgentSession))]
    public void Session_CannotBeMade(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.Empty(type.GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.DoesNotContain(type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Instance), static made => made.IsFamily || made.IsFamilyOrAssembly);
        Assert.DoesNotContain(type.GetProperties(), static property => property.SetMethod?.IsPublic == true);
        Assert.DoesNotContain(type.GetMethods(BindingFlags.Public | BindingFlags.Static), method => method.ReturnType == type);
        Assert.Empty(type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static));
    }

    [Fact]
    public void UnsealedSession_HasNoClaims()
    {
        Assert.Null(typeof(UnsealedSession<>).GetProperty("Claims"));
        Assert.Null(typeof(UnsealedSession<>).GetProperty("Subject"));

        // What it hands out says in its name what it is.
        var claims = typeof(UnsealedSession<>).GetGenericArguments()[0];
        Assert.All(
            typeof(UnsealedSession<>).GetProperties().Where(property => property.PropertyType == claims || property.PropertyType == typeof(string)),
            static property => Assert.StartsWith("Unverified", property.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Claims_OfASession_AreWithTheRevalidatedOnly() => Assert.Equal(
        // The others are what goes in: sign-in, and the answers of the application's own checks.
        ["NewSession`1", "RevalidatedSession`1", "SubjectCheckResult`1"],
        Public.Where(static type => type.GetProperty("Claims") is { } claims && claims.PropertyType.IsGenericParameter).Select(static type => type.Name).Order());

    [Fact]
    public void RevalidatedSession_ComesFromRevalidationOnly()
    {
        var givers = Public
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => Mentions(method.ReturnType, typeof(RevalidatedSession<>)) || Mentions(method.ReturnType, typeof(RevalidationResult<>)))
            .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Order();

        Assert.Equal(
            ["ISessionRevalidator`1.RevalidateAsync", "RevalidationResult`1.get_Session", "SessionManager`1.OpenAsync", "SessionManager`1.RevalidateAsync"],
            givers);
    }

    [Fact]
    public void UnsealedSession_ComesFromUnsealingOnly()
    {
        var givers = Public
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(static method => Mentions(method.ReturnType, typeof(UnsealedSession<>)) || Mentions(method.ReturnType, typeof(UnsealResult<>)))
            .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}")
            .Order();

        Assert.Equal(["SessionManager`1.Unseal", "SessionSealer`1.Unseal", "UnsealResult`1.get_Session"], givers);
    }

    [Fact]
    public void DefaultResults_AreRefusals()
    {
        Assert.False(default(UnsealResult<ShopClaims>).Succeeded);
        Assert.Equal(UnsealStatus.Missing, default(UnsealResult<ShopClaims>).Status);
        Assert.False(default(RevalidationResult<ShopClaims>).Succeeded);
        Assert.Equal(RevalidationStatus.NotUnsealed, default(RevalidationResult<ShopClaims>).Status);
        Assert.False(default(SubjectCheckResult<ShopClaims>).IsValid);
        Assert.False(default(ToolAuthorization).IsAllowed);
        Assert.False(default(AgentSessionResult).Succeeded);
        Assert.NotEqual(RevocationStatus.NotRevoked, default);
    }

    [Theory]
    [InlineData(typeof(UnsealResult<>))]
    [InlineData(typeof(RevalidationResult<>))]
    [InlineData(typeof(AgentSessionResult))]
    [InlineData(typeof(SealedToken))]
    public void Result_CannotBeMadeButForTheDefault(Type type) => Assert.Empty(type.GetConstructors(BindingFlags.Public | BindingFlags.Instance));

    private static bool Mentions(Type type, Type definition) =>
        (type.IsGenericType && type.GetGenericTypeDefinition() == definition) || type.GenericTypeArguments.Any(argument => Mentions(argument, definition));
}
