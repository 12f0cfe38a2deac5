using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Trust.SESS4006ReadableClientSession>;

namespace SessionAnalyzers.Tests.Rules.Trust;

public class SESS4006ReadableClientSessionTests
{
    private static string In(string body, string members = "") => $$"""
        using System.Security.Cryptography;
        using System.Text;
        using System.Text.Json;
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.WebUtilities;

        public sealed record Session(string UserId, string Role);
        public sealed record Basket(string ProductId, int Quantity);
        public sealed record Tokens(string UserId, string AccessToken);
        public sealed class Member { public string Email { get; set; } = ""; public bool IsAdmin { get; set; } }
        public interface ISigner { string Sign(string text); byte[] Seal(byte[] data); }

        public class Accounts(IDataProtector protector, ISigner signer, byte[] key)
        {
            public void Enter(HttpResponse response, Session session, Basket basket, Tokens tokens, Member member, string userId, string text, byte[] data)
            {
                {{body}}
            }

            {{members}}
        }
        """;

    [Theory]
    [InlineData("""response.Cookies.[|Append|]("session", JsonSerializer.Serialize(session));""")]
    [InlineData("""response.Cookies.[|Append|]("auth", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(session)));""")]
    [InlineData("""response.Cookies.[|Append|]("auth", Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(session))), new CookieOptions { HttpOnly = true, Secure = true });""")]
    [InlineData("""var json = JsonSerializer.Serialize(session); var bytes = Encoding.UTF8.GetBytes(json); var value = WebEncoders.Base64UrlEncode(bytes); response.Cookies.[|Append|]("session", value);""")]
    [InlineData("""response.Cookies.[|Append|]("user_session", Uri.EscapeDataString(JsonSerializer.Serialize(new { session.UserId, basket.Quantity })));""")]
    [InlineData("""response.Cookies.[|Append|]("login", System.Net.WebUtility.UrlEncode(JsonSerializer.Serialize(member)));""")]
    [InlineData("""response.Cookies.[|Append|]("session", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{session.UserId}|{session.Role}")));""")]
    [InlineData("""response.Cookies.[|Append|]("session", Convert.ToBase64String(Encoding.UTF8.GetBytes(session.UserId + ":" + session.Role)));""")]
    [InlineData("""response.Cookies.[|Append|]("remember", Convert.ToBase64String(Encoding.UTF8.GetBytes(userId)));""")]
    [InlineData("""response.Cookies.[|Append|]("session", Encode(session));""", "private static string Encode(Session session) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(session));")]
    [InlineData("""response.Cookies.[|Append|]("session", Encode(session));""", "private static string Encode(Session session) { var json = JsonSerializer.Serialize(session); return Convert.ToHexString(Encoding.UTF8.GetBytes(json)); }")]
    public Task WhoSomebodyIs_InPlainText_IsReported(string body, string members = "") => Verify.VerifyAnalyzerAsync(In(body, members));

    [Theory]
    [InlineData("""response.Cookies.Append("session", protector.Protect(JsonSerializer.Serialize(session)));""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session))));""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(signer.Seal(JsonSerializer.SerializeToUtf8Bytes(session))));""")]
    [InlineData("""response.Cookies.Append("session", signer.Sign(JsonSerializer.Serialize(session)));""")]
    [InlineData("""var json = JsonSerializer.Serialize(session); response.Cookies.Append("session", json + "." + Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(json))));""")]
    [InlineData("""var json = JsonSerializer.Serialize(session); response.Cookies.Append("session", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{json}.{signer.Sign(json)}")));""")]
    [InlineData("""var json = JsonSerializer.Serialize(session); var signature = signer.Sign(json); response.Cookies.Append("session", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userId}.{signature}")));""")]
    [InlineData("""var value = JsonSerializer.Serialize(session); value = protector.Protect(value); response.Cookies.Append("session", value);""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(session))));""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(data));""")]
    [InlineData("""response.Cookies.Append("session", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));""")]
    [InlineData("""response.Cookies.Append("session", text);""")]
    [InlineData("""response.Cookies.Append("auth", JsonSerializer.Serialize(tokens));""")]
    [InlineData("""response.Cookies.Append("shopping_session", JsonSerializer.Serialize(basket));""")]
    [InlineData("""response.Cookies.Append("theme", JsonSerializer.Serialize(session));""")]
    [InlineData("""response.Cookies.Append("consent", Convert.ToBase64String(Encoding.UTF8.GetBytes(userId)));""")]
    [InlineData("""response.Cookies.Append("recently_viewed", JsonSerializer.Serialize(member));""")]
    [InlineData("""response.Cookies.Delete("session");""")]
    [InlineData("""response.Cookies.Append("session", Encode(session));""", "private string Encode(Session session) => protector.Protect(JsonSerializer.Serialize(session));")]
    [InlineData("""response.Cookies.Append("session", Encode(session));""", "protected virtual string Encode(Session session) => JsonSerializer.Serialize(session);")]
    public Task SealedSignedOrNobodysBusiness_IsSilent(string body, string members = "") => Verify.VerifySilentAsync(In(body, members));
}
