using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Lifetime.SESS3001ProtectedTokenWithoutExpiry>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3001ProtectedTokenWithoutExpiryTests
{
    [Theory]
    [InlineData("""c.Response.Cookies.Append("x", protector.[|Protect|](user));""")]
    [InlineData("""var sealed1 = protector.[|Protect|](user); c.Response.Cookies.Append("x", sealed1, new CookieOptions { Secure = true, MaxAge = TimeSpan.FromHours(1) });""")]
    [InlineData("""var bytes = protector.[|Protect|](Encoding.UTF8.GetBytes(user)); c.Response.Cookies.Append("x", Convert.ToBase64String(bytes));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.[|Protect|](JsonSerializer.Serialize(new Cart(user))));""")]
    [InlineData("""c.Response.Redirect("/reset?code=" + protector.[|Protect|](user));""")]
    [InlineData("""c.Response.Redirect(QueryHelpers.AddQueryString("/reset", "code", protector.[|Protect|](user)));""")]
    [InlineData("""c.Response.WriteAsync(protector.[|Protect|](user));""")]
    [InlineData("""var token = protector.[|Protect|](user); Send(token);""")]
    [InlineData("""string CreateToken() { return protector.[|Protect|](user); } Send(CreateToken());""")]
    [InlineData("""limited.[|Protect|](user);""")]
    [InlineData("""var x = limited.[|Protect|](Encoding.UTF8.GetBytes(user));""")]
    [InlineData("""protector.ToTimeLimitedDataProtector().[|Protect|](user);""")]
    [InlineData("""c.Response.Cookies.Append("x", DataProtectionCommonExtensions.[|Protect|](protector, user));""")]
    [InlineData("""c.Response.Cookies.Append("x", Held.[|Protect|](user));""")]
    [InlineData("""_ = Results.Ok(protector.[|Protect|](user));""")]
    [InlineData("""_ = Results.Json(protector.[|Protect|](user));""")]
    [InlineData("""_ = Results.Redirect("/reset?code=" + Uri.EscapeDataString(protector.[|Protect|](user)));""")]
    public Task TokenWithoutExpiry_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""c.Response.Cookies.Append("x", limited.Protect(user, TimeSpan.FromHours(1)));""")]
    [InlineData("""c.Response.Cookies.Append("x", limited.Protect(user, DateTimeOffset.UtcNow.AddHours(1)));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.ToTimeLimitedDataProtector().Protect(user, TimeSpan.FromHours(1)));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.Protect(JsonSerializer.Serialize(new Ticket(user, DateTimeOffset.UtcNow.AddHours(1)))));""")]
    [InlineData("""var json = JsonSerializer.Serialize(new Ticket(user, default)); c.Response.Cookies.Append("x", protector.Protect(json));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.Protect(JsonSerializer.Serialize(new { user, exp = 1 })));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.Protect($"{user}|{DateTime.UtcNow.AddHours(1).Ticks}"));""")]
    [InlineData("""var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)); c.Response.Cookies.Append("x", protector.Protect(id));""")]
    [InlineData("""entity.Secret = protector.Protect(user);""")]
    [InlineData("""entity.RefreshToken = protector.Protect(user);""")]
    [InlineData("""var token = protector.Protect(user); entity.RefreshToken = token;""")]
    [InlineData("""var entity2 = new Entity { RefreshToken = protector.Protect(user) };""")]
    [InlineData("""File.WriteAllText("x", protector.Protect(user));""")]
    [InlineData("""var hidden = protector.Protect(user); Send(hidden);""")]
    [InlineData("""c.Response.Cookies.Append("x", format.Protect(null!));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.ToTimeLimitedDataProtector().Protect(user, DateTimeOffset.UtcNow.AddHours(1)));""")]
    [InlineData("""c.Response.Cookies.Append("x", Convert.ToBase64String(limited.Protect(Encoding.UTF8.GetBytes(user), TimeSpan.FromHours(1))));""")]
    [InlineData("""await File.WriteAllBytesAsync("token.bin", protector.Protect(Encoding.UTF8.GetBytes(user)));""")]
    [InlineData("""c.Response.Cookies.Append("x", protector.Protect(JsonSerializer.Serialize(new Limited(user))));""")]
    public Task LimitedOrAtRest_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.WebUtilities;

        record Cart(string User);

        record Ticket(string User, DateTimeOffset ExpiresAt);

        record Limited(string User)
        {
            public DateTime ValidUntil { get; init; }
        }

        class Entity
        {
            public string Secret { get; set; } = "";

            public string RefreshToken { get; set; } = "";
        }

        class Handler
        {
            void Send(string text)
            {
            }

            private readonly IDataProtector Held = null!;

            async Task Handle(HttpContext c, IDataProtector protector, ITimeLimitedDataProtector limited, ISecureDataFormat<AuthenticationTicket> format, Entity entity, string user)
            {
                {{body}}
                await Task.CompletedTask;
            }
        }
        """;
}
