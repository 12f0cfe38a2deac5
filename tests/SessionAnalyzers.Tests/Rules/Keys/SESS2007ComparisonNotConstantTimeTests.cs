using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2007ComparisonNotConstantTime>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2007ComparisonNotConstantTimeTests
{
    [Theory]
    [InlineData("""var computed = HMACSHA256.HashData(key, data); return computed.[|SequenceEqual|](given);""")]
    [InlineData("""var computed = HMACSHA256.HashData(key, data); return given.AsSpan().[|SequenceEqual|](computed);""")]
    [InlineData("""return HMACSHA256.HashData(key, data).AsSpan().[|SequenceEqual|](given);""")]
    [InlineData("""using var mac = new HMACSHA512(key); return mac.ComputeHash(data).[|SequenceEqual|](expected);""")]
    [InlineData("""Span<byte> hash = stackalloc byte[32]; HMACSHA256.HashData(key, data, hash); return hash.[|SequenceEqual|](given);""")]
    [InlineData("""Span<byte> hash = stackalloc byte[32]; HMACSHA256.TryHashData(key, data, hash, out _); return hash.[|SequenceEqual|](given);""")]
    [InlineData("""var computed = Convert.ToHexString(HMACSHA256.HashData(key, data)); return computed [|==|] text;""")]
    [InlineData("""var computed = Convert.ToBase64String(HMACSHA256.HashData(key, data)); return computed [|!=|] text;""")]
    [InlineData("""var expectedSignature = Convert.ToBase64String(HMACSHA256.HashData(key, data)); return string.[|Equals|](expectedSignature, text, StringComparison.Ordinal);""")]
    [InlineData("""var expectedSignature = Convert.ToBase64String(HMACSHA256.HashData(key, data)); return expectedSignature.[|Equals|](text);""")]
    [InlineData("""var expectedSignature = Convert.ToBase64String(HMACSHA256.HashData(key, data)); return string.[|CompareOrdinal|](expectedSignature, text) == 0;""")]
    [InlineData("""var expectedSignature = Convert.ToBase64String(HMACSHA256.HashData(key, data)); return StringComparer.Ordinal.[|Equals|](expectedSignature, text);""")]
    [InlineData("""var hash = Rfc2898DeriveBytes.Pbkdf2(text, key, 100_000, HashAlgorithmName.SHA256, 32); return hash.[|SequenceEqual|](given);""")]
    [InlineData("""var hash = Sign(data); return hash.[|SequenceEqual|](given);""")]
    [InlineData("""return request.Headers["X-Api-Key"] [|==|] text;""")]
    [InlineData("""return request.Headers["X-Signature"].ToString() [|==|] text;""")]
    [InlineData("""return request.Query["token"] [|!=|] configuration["Token"];""")]
    [InlineData("""var token = request.Query["token"].ToString(); return token [|==|] text;""")]
    [InlineData("""var supplied = request.Cookies["access_token"]; return text.[|Equals|](supplied);""")]
    [InlineData("""request.Headers.TryGetValue("X-Api-Key", out var apiKey); return apiKey [|==|] configuration["ApiKey"];""")]
    [InlineData("""return request.Headers["X-Api-Key"] [|==|] "a-fixed-secret";""")]
    [InlineData("""string otp = request.Form["otp"]!; return otp [|==|] text;""")]
    [InlineData("""using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key); mac.AppendData(data); return mac.GetHashAndReset().[|SequenceEqual|](given);""")]
    [InlineData("""using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key); mac.AppendData(data); return mac.GetCurrentHash().AsSpan().[|SequenceEqual|](given);""")]
    [InlineData("""return CryptographicOperations.HmacData(HashAlgorithmName.SHA256, key, data).[|SequenceEqual|](given);""")]
    [InlineData("""var computed = Convert.ToHexString(HMACSHA256.HashData(key, data)); return string.[|Compare|](computed, text, StringComparison.Ordinal) == 0;""")]
    [InlineData("""ReadOnlyMemory<byte> computed = HMACSHA256.HashData(key, data); return computed.Span.[|SequenceEqual|](given);""")]
    [InlineData("""return request.RouteValues["token"]!.ToString() [|==|] text;""")]
    public Task Secret_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, data), given);""")]
    [InlineData("""var mac = HMACSHA256.HashData(key, data); return mac == given;""")]
    [InlineData("""var mac = HMACSHA256.HashData(key, data); return mac.Equals(given);""")]
    [InlineData("""var mac = HMACSHA256.HashData(key, data); return object.Equals(mac, given);""")]
    [InlineData("""return cancellationToken == other;""")]
    [InlineData("""return token == text;""")]
    [InlineData("""return token.Equals(text);""")]
    [InlineData("""return expectedToken == actualToken;""")]
    [InlineData("""return token == null;""")]
    [InlineData("""return request.Headers["X-Api-Key"] == "";""")]
    [InlineData("""return request.Query["token"] == string.Empty;""")]
    [InlineData("""return request.Query["token"].Count == 0;""")]
    [InlineData("""return request.Query["token"].ToString().Length == 32;""")]
    [InlineData("""return token.Length == text.Length;""")]
    [InlineData("""var hash = SHA256.HashData(data); return hash.SequenceEqual(given);""")]
    [InlineData("""var hash = Convert.ToHexString(SHA256.HashData(data)); return request.Headers["If-None-Match"] == hash;""")]
    [InlineData("""return request.Query["token_type"] == "refresh";""")]
    [InlineData("""return request.Headers["X-Correlation-Id"] == text;""")]
    [InlineData("""return request.Cookies["theme"] == "dark";""")]
    [InlineData("""return kind == TokenKind.Access;""")]
    [InlineData("""return correlationId == Guid.Empty;""")]
    [InlineData("""return data.SequenceEqual(given);""")]
    [InlineData("""var token = request.Query["token"].ToString(); return sessions.Any(session => session.Token == token);""")]
    [InlineData("""return hashes.Contains(text);""")]
    [InlineData("""using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256); hash.AppendData(data); return hash.GetHashAndReset().SequenceEqual(given);""")]
    [InlineData("""var mac = HMACSHA256.HashData(key, data); return mac.Length == given.Length && mac is not null;""")]
    [InlineData("""var mac = Convert.ToHexString(HMACSHA256.HashData(key, data)); return mac == null || mac == "";""")]
    [InlineData("""return string.IsNullOrEmpty(request.Headers["X-Api-Key"]);""")]
    [InlineData("""return request.Query["orderId"] == text;""")]
    [InlineData("""return request.Headers["X-Api-Key"] == string.Empty;""")]
    public Task NothingToGuess_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    [Fact]
    public Task ActionsParameter_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        public class HookController(IConfiguration configuration) : ControllerBase
        {
            public IActionResult Post(string token, string name) => token [|!=|] configuration["Hook"] || name == "x" ? Forbid() : Ok();
        }
        """);

    [Fact]
    public Task ParameterOfAnActionOfADerivedController_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        public abstract class BaseShopController : ControllerBase;

        public class Hooks(IConfiguration configuration) : BaseShopController
        {
            public IActionResult Post(string token) => token [|==|] configuration["Hook"] ? Ok() : Forbid();
        }
        """);

    [Fact]
    public Task EndpointsParameter_IsReported() => Verify.VerifyAnalyzerAsync("""
        var app = WebApplication.Create(args);
        app.MapPost("/hook", (string token, string name, IConfiguration configuration) => token [|==|] configuration["Hook"] && name == "x");
        """);

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;

        enum TokenKind { Access }

        class Session
        {
            public string Token { get; set; } = "";
        }

        class Checks
        {
            private static byte[] Sign(byte[] data)
            {
                using var mac = new HMACSHA256();
                return mac.ComputeHash(data);
            }

            bool Check(HttpRequest request, IConfiguration configuration, byte[] key, byte[] data, byte[] given, byte[] expected, string text,
                string token, string expectedToken, string actualToken, CancellationToken cancellationToken, CancellationToken other, TokenKind kind,
                Guid correlationId, IQueryable<Session> sessions, HashSet<string> hashes)
            {
                {{body}}
            }
        }
        """.Replace("string token, string expectedToken", body.Contains("var token", StringComparison.Ordinal) ? "string expectedToken" : "string token, string expectedToken", StringComparison.Ordinal);
}
