using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3001ProtectedTokenWithoutExpiry,
    SessionAnalyzers.Rules.Lifetime.SESS3001ProtectedTokenWithoutExpiryFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3001ProtectedTokenWithoutExpiryFixTests
{
    [Fact]
    public Task ProtectorOfAField_ChangesOnBothSides() => Verify.VerifyCodeFixAsync(
        Class("protector.[|Protect|](user)", "protector.Unprotect(cookie)"),
        Class("protector.ToTimeLimitedDataProtector().Protect(user, TimeSpan.FromHours(8))", "protector.ToTimeLimitedDataProtector().Unprotect(cookie)"));

    [Fact]
    public Task ProtectorByThis_ChangesOnBothSides() => Verify.VerifyCodeFixAsync(
        Class("this.protector.[|Protect|](user)", "this.protector.Unprotect(cookie)"),
        Class("this.protector.ToTimeLimitedDataProtector().Protect(user, TimeSpan.FromHours(8))", "this.protector.ToTimeLimitedDataProtector().Unprotect(cookie)"));

    [Fact]
    public Task TimeLimitedProtector_IsGivenALifetime() => Verify.VerifyCodeFixAsync(
        Class("limited.[|Protect|](user)", "limited.Unprotect(cookie)"),
        Class("limited.Protect(user, TimeSpan.FromHours(8))", "limited.Unprotect(cookie)"));

    /// <summary>What opens it is elsewhere: with one side changed nothing would open any more.</summary>
    [Theory]
    [InlineData("protector.[|Protect|](user)", "cookie")]
    [InlineData("protector.[|Protect|](user)", "Open(protector, cookie)")]
    [InlineData("""provider.CreateProtector("x").[|Protect|](user)""", """provider.CreateProtector("x").Unprotect(cookie)""")]
    public Task OtherSideNotInSight_HasNoFix(string protect, string unprotect) => Verify.VerifyCodeFixAsync(Class(protect, unprotect), Class(protect, unprotect));

    private static string Class(string protect, string unprotect) => $$"""
        using Microsoft.AspNetCore.DataProtection;

        class Remember(IDataProtectionProvider provider, ITimeLimitedDataProtector limited)
        {
            private readonly IDataProtector protector = provider.CreateProtector("Remember");

            void Write(HttpContext c, string user) =>
                c.Response.Cookies.Append("x", {{protect}});

            string Read(string cookie) => {{unprotect}};

            string Both => limited.ToString() + provider;

            static string Open(IDataProtector given, string cookie) => given.Unprotect(cookie);
        }
        """;
}
