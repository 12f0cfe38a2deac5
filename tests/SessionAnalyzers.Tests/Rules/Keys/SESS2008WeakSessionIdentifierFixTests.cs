using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Keys.SESS2008WeakSessionIdentifier,
    SessionAnalyzers.Rules.Keys.SESS2008WeakSessionIdentifierFix>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public sealed class SESS2008WeakSessionIdentifierFixTests
{
    private const string Hex = "Convert.ToHexString(RandomNumberGenerator.GetBytes(32))";

    public static TheoryData<string, string> Identifiers => new()
    {
        { "Guid.NewGuid().ToString()", Hex },
        { """Guid.NewGuid().ToString("N")""", Hex },
        { """Guid.NewGuid().ToString("N", System.Globalization.CultureInfo.InvariantCulture)""", Hex },
        { """Guid.NewGuid().ToString().Replace("-", "")""", Hex },
        { """(Guid.NewGuid().ToString("N").Substring(0, 16))""", $"({Hex})" },
        { "Guid.CreateVersion7().ToString()", Hex },
        { """$"{Guid.NewGuid()}" """, Hex + " " },
        { """@$"{Guid.NewGuid()}-" """, $$"""@$"{{{Hex}}}-" """ },
        { """$"{Guid.NewGuid():N}{Guid.NewGuid():N}" """, Hex + " " },
        { """Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N")""", Hex },
        { """$"sess-{Guid.NewGuid():N}" """, $$"""$"sess-{{{Hex}}}" """ },
        { """$"{Prefix}.{Guid.NewGuid()}.{Random.Shared.Next()}" """, $$"""$"{Prefix}.{{{Hex}}}.{{{Hex}}}" """ },
        { """ "sess-" + Guid.NewGuid()""", $""" "sess-" + {Hex}""" },
        { """Prefix + "-" + Guid.NewGuid().ToString("N") + "-v1" """, $"""Prefix + "-" + {Hex} + "-v1" """ },
        { "new Random().Next().ToString()", Hex },
        { "Random.Shared.NextInt64().ToString()", Hex },
        { "random.Next(1000, 9999).ToString(System.Globalization.CultureInfo.InvariantCulture)", Hex },
        { "DateTime.UtcNow.Ticks.ToString()", Hex },
        { "DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString()", Hex },
        { "Environment.TickCount64.ToString()", Hex },
        { "user.GetHashCode().ToString()", Hex },
        { "Convert.ToBase64String(Guid.NewGuid().ToByteArray())", "Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))" },
        { """Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-')""", """Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-')""" },
        { "Convert.ToHexString(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString()))", Hex },
        { """("s-" + Guid.NewGuid()).ToUpperInvariant()""", $"""("s-" + {Hex}).ToUpperInvariant()""" },
        { "Convert.ToHexString(RandomNumberGenerator.GetBytes(8))", Hex },
        { "Convert.ToHexString(RandomNumberGenerator.GetBytes(Size))", Hex },
        { """ "s-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8))""", $""" "s-" + {Hex}""" },
        { "RandomNumberGenerator.GetHexString(16)", "RandomNumberGenerator.GetHexString(64)" },
        { "RandomNumberGenerator.GetHexString(16, lowercase: true)", "RandomNumberGenerator.GetHexString(64, lowercase: true)" },
    };

    public static TheoryData<string, string> Bodies => new()
    {
        { """byte[] [|sessionToken|] = Guid.NewGuid().ToByteArray();""", """byte[] sessionToken = RandomNumberGenerator.GetBytes(32);""" },
        { """var [|sessionToken|] = RandomNumberGenerator.GetBytes(8);""", """var sessionToken = RandomNumberGenerator.GetBytes(32);""" },
        { """string accessToken; [|accessToken|] = Guid.NewGuid().ToString("N");""", $"""string accessToken; accessToken = {Hex};""" },
        { """var entry = new Entry { [|RefreshToken|] = Guid.NewGuid().ToString() };""", $$"""var entry = new Entry { RefreshToken = {{Hex}} };""" },
        { """string [|GenerateRefreshToken|]() => Guid.NewGuid().ToString(); GenerateRefreshToken();""", $"""string GenerateRefreshToken() => {Hex}; GenerateRefreshToken();""" },
        { """string [|GenerateRefreshToken|]() { return Guid.NewGuid().ToString(); } GenerateRefreshToken();""", $$"""string GenerateRefreshToken() { return {{Hex}}; } GenerateRefreshToken();""" },
        { """c.Response.Cookies.[|Append|]("session", Guid.NewGuid().ToString());""", $"""c.Response.Cookies.Append("session", {Hex});""" },
        { """c.Response.Cookies.[|Append|](value: Guid.NewGuid().ToString(), key: "session");""", $"""c.Response.Cookies.Append(value: {Hex}, key: "session");""" },
        { """var x = Guid.NewGuid().ToString(); c.Response.Cookies.[|Append|]("session", x, new CookieOptions());""", $"""var x = {Hex}; c.Response.Cookies.Append("session", x, new CookieOptions());""" },
        {
            """
            // The session of the visitor.
            var [|sessionId|] =
                Guid.NewGuid().ToString(); // random
            """,
            $"""
            // The session of the visitor.
            var sessionId =
                {Hex}; // random
            """
        },
    };

    public static TheoryData<string> Unclear =>
    [
        "Convert.ToHexString(Short())",
        "Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user + DateTime.UtcNow.Ticks)))",
        "NewId()",
        """user + "-" + Guid.NewGuid()""",
        """$"{user}-{Guid.NewGuid()}" """,
        """$"{Guid.NewGuid(),40}" """,
        """("s-" + Guid.NewGuid()).Substring(0, 16)""",
        "user.Length > 1 ? Guid.NewGuid().ToString() : Guid.NewGuid().ToString(\"N\")",
        "Guid.NewGuid( /* new */ ).ToString()",
    ];

    [Theory]
    [MemberData(nameof(Identifiers))]
    public Task Identifier_IsMadeOf32RandomBytes(string before, string after) =>
        Verify.VerifyCodeFixAsync(Class($"var [|sessionId|] = {before};"), Class($"var sessionId = {after};"));

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task Identifier_IsMendedWhereItIsMade(string before, string after) => Verify.VerifyCodeFixAsync(Class(before), Class(after));

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string id)
    {
        var source = Class($"var [|sessionId|] = {id};");
        return Verify.VerifyCodeFixAsync(source, source);
    }

    [Theory]
    [InlineData("""void M(HttpContext c, bool first) { var x = Guid.NewGuid().ToString(); if (first) { x = Guid.NewGuid().ToString("N"); } c.Response.Cookies.[|Append|]("session", x); }""")]
    [InlineData("""string [|NewSessionId|](bool first) { if (first) { return Guid.NewGuid().ToString(); } return Guid.NewGuid().ToString("N"); }""")]
    [InlineData("""void Send(HttpContext c, string value) => c.Response.Cookies.Append("session", value); void M(HttpContext c) => Send(c, Random.Shared.Next().ToString());""")]
    public Task SeveralWrites_HaveNoFix(string members)
    {
        var source = $"class C {{ {members} void Use(HttpContext used) => _ = used; }}";
        return source.Contains("[|", StringComparison.Ordinal)
            ? Verify.VerifyCodeFixAsync(source, source)
            : Verify.VerifyAnalyzerAsync(source.Replace(" Send(c,", " [|Send|](c,", StringComparison.Ordinal));
    }

    [Fact]
    public Task Members_AreFixed_AndUsingsAdded() => Verify.VerifyCodeFixAsync(
        """
        namespace Shop;

        class Sessions
        {
            public string [|AccessToken|] => Guid.NewGuid().ToString();

            public Task<string> [|CreateSessionTokenAsync|]() => Task.FromResult(Guid.NewGuid().ToString("N"));
        }
        """,
        $$"""
        using System.Security.Cryptography;

        namespace Shop;

        class Sessions
        {
            public string AccessToken => {{Hex}};

            public Task<string> CreateSessionTokenAsync() => Task.FromResult({{Hex}});
        }
        """);

    [Fact]
    public Task VariableAndCookie_AreFixedOnce() => Verify.VerifyCodeFixAsync(
        Class("""var [|sessionId|] = Guid.NewGuid().ToString(); c.Response.Cookies.Append("session", sessionId);"""),
        Class($"""var sessionId = {Hex}; c.Response.Cookies.Append("session", sessionId);"""));

    [Fact]
    public Task FrameworkWithoutTheMethod_HasNoFix() => new Verify.Test
    {
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        TestCode = """
            using System;
            using System.Web;

            class Login
            {
                void Send(HttpResponse response)
                {
                    var [|sessionId|] = Guid.NewGuid().ToString();
                    response.Write(sessionId);
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task KeyOfATicketStore_IsFixedWhereItIsMade() => Verify.VerifyCodeFixAsync(Store("[|StoreAsync|]", "Guid.NewGuid()"), Store("StoreAsync", Hex));

    private static string Store(string store, string id) => $$"""
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;
        using Microsoft.Extensions.Caching.Memory;

        class Store(IMemoryCache cache) : ITicketStore
        {
            public async Task<string> {{store}}(AuthenticationTicket ticket)
            {
                var key = "ticket-" + {{id}};
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
        """;

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;
        using System.Text;

        class Entry
        {
            public string RefreshToken { get; set; } = "";
        }

        class Login
        {
            private const string Prefix = "shop";
            private const int Size = 8;

            private static string NewId() => Guid.NewGuid().ToString("N");

            private static byte[] Short()
            {
                var bytes = new byte[8];
                RandomNumberGenerator.Fill(bytes);
                return bytes;
            }

            void Handle(HttpContext c, string user, Random random)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
