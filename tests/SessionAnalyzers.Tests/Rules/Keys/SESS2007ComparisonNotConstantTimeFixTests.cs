using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Keys.SESS2007ComparisonNotConstantTime,
    SessionAnalyzers.Rules.Keys.SESS2007ComparisonNotConstantTimeFix>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public sealed class SESS2007ComparisonNotConstantTimeFixTests
{
    private const string Mac = "var mac = HMACSHA256.HashData(key, data); ";
    private const string Text = "var mac = Convert.ToHexString(HMACSHA256.HashData(key, data)); ";

    public static TheoryData<string, string> Comparisons => new()
    {
        { Mac + "return mac.[|SequenceEqual|](given);", Mac + "return CryptographicOperations.FixedTimeEquals(mac, given);" },
        { Mac + "return given.AsSpan().[|SequenceEqual|](mac);", Mac + "return CryptographicOperations.FixedTimeEquals(given.AsSpan(), mac);" },
        { Mac + "return !Enumerable.[|SequenceEqual|](mac, given);", Mac + "return !CryptographicOperations.FixedTimeEquals(mac, given);" },
        { Mac + "return given.AsSpan().[|SequenceCompareTo|](mac) != 0;", Mac + "return !CryptographicOperations.FixedTimeEquals(given.AsSpan(), mac);" },
        { Mac + "return memory.Span.[|SequenceEqual|](mac);", Mac + "return CryptographicOperations.FixedTimeEquals(memory.Span, mac);" },
        { Mac + "return mac.[|SequenceEqual|](frozen);", Mac + "return CryptographicOperations.FixedTimeEquals(mac, frozen.AsSpan());" },
        { Text + "return mac [|==|] text;", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return mac [|!=|] text;", Text + "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return !(mac [|==|] text);", Text + "return !(CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text)));" },
        { Text + "return (mac [|!=|] text).Equals(true);", Text + "return (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text))).Equals(true);" },
        { Text + "return mac [|!=|] text || text.Length == 0;", Text + "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text)) || text.Length == 0;" },
        { Text + "return mac.[|Equals|](text);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return mac.[|Equals|](text, StringComparison.Ordinal);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return string.[|Equals|](mac, text, StringComparison.Ordinal);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return string.[|Equals|](b: mac, a: text);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(mac));" },
        { Text + "return object.[|Equals|](mac, text);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return StringComparer.Ordinal.[|Equals|](mac, text);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return string.[|CompareOrdinal|](mac, text) == 0;", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return 0 != string.[|Compare|](mac, text, false);", Text + "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return (mac.[|CompareTo|](text)) == 0;", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text));" },
        { Text + "return mac [|==|] maybe;", Text + """return maybe is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(expected));""" },
        { Text + "return string.[|Equals|](mac, data.Length > 1 ? maybe : text);", Text + """return (data.Length > 1 ? maybe : text) is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(expected));""" },
        { Text + "if (maybe is null) { return false; } return mac [|==|] maybe;", Text + "if (maybe is null) { return false; } return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(maybe));" },
        { Text + "return mac [|==|] (maybe ?? text);", Text + "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(maybe ?? text));" },
        { """return request.Headers["X-Api-Key"] [|==|] text;""", """return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers["X-Api-Key"].ToString()), Encoding.UTF8.GetBytes(text));""" },
        { """return request.Query["token"] [|!=|] configuration["Token"];""", """return !(configuration["Token"] is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Query["token"].ToString()), Encoding.UTF8.GetBytes(expected)));""" },
        { """request.Headers.TryGetValue("X-Api-Key", out var apiKey); return apiKey [|==|] "a-fixed-secret";""", """request.Headers.TryGetValue("X-Api-Key", out var apiKey); return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey.ToString()), Encoding.UTF8.GetBytes("a-fixed-secret"));""" },
        { """var supplied = request.Cookies["access_token"]; return text.[|Equals|](supplied);""", """var supplied = request.Cookies["access_token"]; return supplied is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(expected));""" },
        {
            """
            var mac = Convert.ToHexString(HMACSHA256.HashData(key, data)); // made
            return text.Length > 0 // given
                && mac [|==|] text // the same
                && text[0] != ' ';
            """,
            """
            var mac = Convert.ToHexString(HMACSHA256.HashData(key, data)); // made
            return text.Length > 0 // given
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(text)) // the same
                && text[0] != ' ';
            """
        },
    };

    public static TheoryData<string> Unclear =>
    [
        Text + "return string.[|Equals|](mac, text, StringComparison.OrdinalIgnoreCase);",
        Text + "return mac.[|Equals|](text, how);",
        Text + "return StringComparer.OrdinalIgnoreCase.[|Equals|](mac, text);",
        Text + "return string.[|Compare|](mac, text, true) == 0;",
        Text + "return string.[|Compare|](mac, text) < 0;",
        Text + "var order = string.[|CompareOrdinal|](mac, text); return order == 0;",
        Text + "return mac /* ours */ [|==|] text;",
        Text + "return text.AsSpan().[|Equals|](mac, StringComparison.Ordinal);",
        Mac + "return mac.[|SequenceEqual|](listed);",
        """return maybe?.[|Equals|](request.Headers["X-Api-Key"].ToString()) == true;""",
        Mac + "return mac.[|SequenceEqual|](given, EqualityComparer<byte>.Default);",
    ];

    [Theory]
    [MemberData(nameof(Comparisons))]
    public Task Comparison_TakesTheSameTime(string before, string after) => Verify.VerifyCodeFixAsync(Class(before), Class(after));

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string body) => Verify.VerifyCodeFixAsync(Class(body), Class(body));

    [Fact]
    public Task WaitingOnTheRight_HasNoFix()
    {
        const string Source = """
            class Checks
            {
                async Task<bool> Check(HttpRequest request, Task<string> expected) => request.Headers["X-Api-Key"].ToString() [|==|] await expected;
            }
            """;
        return Verify.VerifyCodeFixAsync(Source, Source);
    }

    [Fact]
    public Task WaitingOnTheLeft_IsFixed() => Verify.VerifyCodeFixAsync(
        """
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            async Task<bool> Check(HttpRequest request, Task<string> expected) => await expected [|==|] request.Headers["X-Api-Key"].ToString();
        }
        """,
        """
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            async Task<bool> Check(HttpRequest request, Task<string> expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(await expected), Encoding.UTF8.GetBytes(request.Headers["X-Api-Key"].ToString()));
        }
        """);

    [Fact]
    public Task OwnTypesOfThatName_AreLeftAlone() => Verify.VerifyCodeFixAsync(
        """
        class Encoding;

        class Checks
        {
            bool Check(HttpRequest request, string text) => request.Headers["X-Api-Key"].ToString() [|==|] text;
        }
        """,
        """
        using System.Security.Cryptography;

        class Encoding;

        class Checks
        {
            bool Check(HttpRequest request, string text) => CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(request.Headers["X-Api-Key"].ToString()), System.Text.Encoding.UTF8.GetBytes(text));
        }
        """);

    [Fact]
    public Task FrameworkWithoutTheMethod_HasNoFix() => new Verify.Test
    {
        ReferenceAssemblies = ReferenceAssemblies.NetFramework472,
        TestCode = """
            using System;
            using System.Security.Cryptography;

            class Checks
            {
                bool Check(byte[] key, byte[] data, string text)
                {
                    using (var hmac = new HMACSHA256(key))
                    {
                        var mac = Convert.ToBase64String(hmac.ComputeHash(data));
                        return mac [|==|] text;
                    }
                }
            }
            """,
    }.RunAsync();

    [Fact]
    public Task Usings_AreAdded() => Verify.VerifyCodeFixAsync(
        """
        using System.Net;

        class Checks
        {
            IEnumerable<bool> Check(HttpRequest request, string text)
            {
                yield return request.Headers["X-Api-Key"].ToString() [|==|] text;
            }
        }
        """,
        """
        using System.Net;
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            IEnumerable<bool> Check(HttpRequest request, string text)
            {
                yield return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers["X-Api-Key"].ToString()), Encoding.UTF8.GetBytes(text));
            }
        }
        """);

    [Fact]
    public Task CodeThatSaysNothingOfNull_IsGuarded() => Verify.VerifyCodeFixAsync(
        """
        #nullable disable
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            bool Check(HttpRequest request, string text) => request.Headers["X-Api-Key"].ToString() [|==|] text;
        }
        """,
        """
        #nullable disable
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            bool Check(HttpRequest request, string text) => text is { } expected && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers["X-Api-Key"].ToString()), Encoding.UTF8.GetBytes(expected));
        }
        """);

    private static string Class(string body) => $$"""
        using System.Collections.Immutable;
        using System.Security.Cryptography;
        using System.Text;

        class Checks
        {
            bool Check(HttpRequest request, IConfiguration configuration, byte[] key, byte[] data, byte[] given, string text, string? maybe,
                ReadOnlyMemory<byte> memory, ImmutableArray<byte> frozen, IEnumerable<byte> listed, StringComparison how)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
