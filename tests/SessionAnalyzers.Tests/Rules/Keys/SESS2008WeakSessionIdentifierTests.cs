using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2008WeakSessionIdentifier>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2008WeakSessionIdentifierTests
{
    /// <summary>Where a weak identifier comes from.</summary>
    [Theory]
    [InlineData("Guid.NewGuid().ToString()")]
    [InlineData("""Guid.NewGuid().ToString("N")""")]
    [InlineData("""$"{Guid.NewGuid()}" """)]
    [InlineData("""$"sess-{Guid.NewGuid():N}" """)]
    [InlineData(""" "sess-" + Guid.NewGuid()""")]
    [InlineData("Convert.ToBase64String(Guid.NewGuid().ToByteArray())")]
    [InlineData("Guid.NewGuid().ToString().Replace(\"-\", \"\")")]
    [InlineData("Guid.CreateVersion7().ToString()")]
    [InlineData("new Random().Next().ToString()")]
    [InlineData("Random.Shared.NextInt64().ToString()")]
    [InlineData("DateTime.UtcNow.Ticks.ToString()")]
    [InlineData("DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString()")]
    [InlineData("Environment.TickCount64.ToString()")]
    [InlineData("user.GetHashCode().ToString()")]
    [InlineData("Convert.ToHexString(RandomNumberGenerator.GetBytes(8))")]
    [InlineData("Convert.ToHexString(Short())")]
    [InlineData("RandomNumberGenerator.GetHexString(16)")]
    [InlineData("Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user + DateTime.UtcNow.Ticks)))")]
    [InlineData("NewId()")]
    [InlineData("""Environment.TickCount.ToString()""")]
    [InlineData("""Stopwatch.GetTimestamp().ToString()""")]
    [InlineData("""HashCode.Combine(user, 1).ToString()""")]
    [InlineData("""Guid.NewGuid().GetHashCode().ToString()""")]
    [InlineData("""DateTime.Now.ToString("yyyyMMddHHmmss")""")]
    [InlineData("""Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes($"{user}:{DateTimeOffset.UtcNow}")))""")]
    [InlineData("""Convert.ToHexString(Guid.NewGuid().ToByteArray().AsSpan()[..8])""")]
    [InlineData("""user.Length > 3 ? Guid.NewGuid().ToString() : Random.Shared.Next().ToString()""")]
    public async Task WeakIdentifier_IsReported(string id)
    {
        await Verify.VerifyAnalyzerAsync(Class($"var [|sessionId|] = {id};"));
        await Verify.VerifyAnalyzerAsync(Class($"var x = {id}; c.Response.Cookies.[|Append|](\"session\", x);"));
    }

    [Theory]
    [InlineData("""var [|accessToken|] = Guid.NewGuid().ToString();""")]
    [InlineData("""string [|refreshToken|]; [|refreshToken|] = Guid.NewGuid().ToString("N");""")]
    [InlineData("""var entry = new Entry { [|RefreshToken|] = Guid.NewGuid().ToString() };""")]
    [InlineData("""entry0.[|RefreshToken|] = Guid.NewGuid().ToString();""")]
    [InlineData("""string [|GenerateRefreshToken|]() => Guid.NewGuid().ToString(); GenerateRefreshToken();""")]
    [InlineData("""var letters = "abcdefghijklmnopqrstuvwxyz"; var random = new Random(); var [|sessionId|] = new string(Enumerable.Range(0, 32).Select(_ => letters[random.Next(letters.Length)]).ToArray());""")]
    public Task NameOfAToken_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body.Replace("string [|refreshToken|];", "string refreshToken;", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""var sessionId = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));""")]
    [InlineData("""var sessionId = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));""")]
    [InlineData("""var sessionId = RandomNumberGenerator.GetHexString(64);""")]
    [InlineData("""var bytes = new byte[32]; RandomNumberGenerator.Fill(bytes); var sessionId = Convert.ToBase64String(bytes);""")]
    [InlineData("""var sessionId = Guid.NewGuid() + Convert.ToHexString(RandomNumberGenerator.GetBytes(32));""")]
    [InlineData("""var sessionId = Guid.NewGuid();""")]
    [InlineData("""Guid sessionId = Guid.NewGuid(); var sessionIds = new[] { sessionId };""")]
    [InlineData("""var correlationId = Guid.NewGuid().ToString();""")]
    [InlineData("""var requestId = Guid.NewGuid().ToString();""")]
    [InlineData("""var id = Guid.NewGuid().ToString();""")]
    [InlineData("""var cancellationToken = Guid.NewGuid().ToString();""")]
    [InlineData("""var sessionId = user;""")]
    [InlineData("""var sessionId = c.Session.Id;""")]
    [InlineData("""var sessionId = store.Next();""")]
    [InlineData("""var sessionId = store.Next() + DateTime.UtcNow.Ticks;""")]
    [InlineData("""var sessionId = c.Request.Cookies["sid"] ?? Guid.NewGuid().ToString();""")]
    [InlineData("""var sessionId = "";""")]
    [InlineData("""c.Response.Cookies.Append("theme", Guid.NewGuid().ToString());""")]
    [InlineData("""c.Response.Cookies.Append("session", "");""")]
    [InlineData("""var accessTokenExpires = DateTime.UtcNow.AddHours(1).ToString();""")]
    [InlineData("""var sessionId = user.Length > 3 ? Guid.NewGuid().ToString() : Convert.ToHexString(RandomNumberGenerator.GetBytes(32));""")]
    [InlineData("""Span<byte> bytes = stackalloc byte[32]; RandomNumberGenerator.Fill(bytes); var sessionId = Convert.ToHexString(bytes);""")]
    [InlineData("""var sessionId = Convert.ToHexString(HMACSHA256.HashData(RandomNumberGenerator.GetBytes(32), Encoding.UTF8.GetBytes(user + DateTime.UtcNow.Ticks)));""")]
    [InlineData("""var orderId = Guid.NewGuid().ToString("N"); var traceId = Random.Shared.NextInt64().ToString();""")]
    public Task StrongOrOtherIdentifier_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    [Theory]
    [InlineData("class Connection { private readonly string _sessionId = Guid.NewGuid().ToString(\"N\"); public string Name => _sessionId; }")]
    [InlineData("class MockIdentity { public string GetAuthToken() => Guid.NewGuid().ToString(); }")]
    public Task SessionOfAnotherProtocolOrStandIn_IsSilent(string source) => Verify.VerifySilentAsync(source);

    [Theory]
    [InlineData("class Tokens { public string [|CreateRefreshToken|]() => Guid.NewGuid().ToString(); }")]
    [InlineData("class Login { private readonly string [|_sessionId|] = Guid.NewGuid().ToString(); public void Send(HttpContext context) => context.Items[\"id\"] = _sessionId; }")]
    public Task TokenOrSessionOfAUser_IsReported(string source) => Verify.VerifyAnalyzerAsync(source);

    [Fact]
    public Task KeyOfATicketStore_IsReported() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Caching.Memory;

        class Store(IMemoryCache cache) : ITicketStore
        {
            public async Task<string> [|StoreAsync|](AuthenticationTicket ticket)
            {
                var key = "ticket-" + Guid.NewGuid();
                await RenewAsync(key, ticket);
                return key;
            }

            public Task RenewAsync(string key, AuthenticationTicket ticket)
            {
                cache.Set(key, ticket);
                return Task.CompletedTask;
            }

            public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(cache.Get<AuthenticationTicket>(key));

            public Task RemoveAsync(string key) => Task.CompletedTask;
        }
        """);

    private static string Class(string body) => $$"""
        using System.Diagnostics;
        using System.Security.Cryptography;
        using System.Text;

        class Entry
        {
            public string RefreshToken { get; set; } = "";
        }

        interface IStore
        {
            string Next();
        }

        class Login
        {
            private static string NewId() => Guid.NewGuid().ToString("N");

            private static byte[] Short()
            {
                var bytes = new byte[8];
                RandomNumberGenerator.Fill(bytes);
                return bytes;
            }

            void Handle(HttpContext c, string user, IStore store, Entry entry0)
            {
                {{body}}
            }
        }
        """;
}
