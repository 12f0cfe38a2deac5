using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Keys.SESS2001HardCodedKey,
    SessionAnalyzers.Rules.Keys.SESS2001HardCodedKeyFix>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public sealed class SESS2001HardCodedKeyFixTests
{
    private const string Signing = """configuration["SessionSecurity:SigningKey"] ?? throw new InvalidOperationException("SessionSecurity:SigningKey is missing: 32 random bytes in Base64, from a secret store")""";
    private const string Encryption = """configuration["SessionSecurity:EncryptionKey"] ?? throw new InvalidOperationException("SessionSecurity:EncryptionKey is missing: 32 random bytes in Base64, from a secret store")""";

    public static TheoryData<string, string> Keys => new()
    {
        { """var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes("a-very-secret-signing-key"));""", $"""var mac = new HMACSHA256(Encoding.UTF8.GetBytes({Signing}));""" },
        { """HMACSHA256 mac = [|new|](Encoding.UTF8.GetBytes("a-very-secret" + "-signing-key"));""", $"""HMACSHA256 mac = new(Encoding.UTF8.GetBytes({Signing}));""" },
        { """var mac = new System.Security.Cryptography.[|HMACSHA256|](Convert.FromBase64String("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));""", $"""var mac = new System.Security.Cryptography.HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|](Convert.FromHexString("3031323334353637383930313233343536373839303132333435363738393031"));""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|]("a-very-secret-signing-key"u8.ToArray());""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|](new byte[] { 1, 2, 3, 4 });""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|](new[] { (byte)1, (byte)2 });""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|]([1, 2, 3, 4]);""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|](new byte[32]);""", $"""var mac = new HMACSHA256(Convert.FromBase64String({Signing}));""" },
        { """var mac = new [|HMACSHA256|](SHA256.HashData(Encoding.UTF8.GetBytes("a-very-secret-signing-key")));""", $"""var mac = new HMACSHA256(SHA256.HashData(Encoding.UTF8.GetBytes({Signing})));""" },
        { """using var aes = new [|AesGcm|](SHA256.HashData("a-very-secret-signing-key"u8), 16);""", $"""using var aes = new AesGcm(SHA256.HashData(Convert.FromBase64String({Encryption})), 16);""" },
        { """using var aes = new [|AesGcm|](Encoding.UTF8.GetBytes("0123456789abcdef"), 16);""", $"""using var aes = new AesGcm(Convert.FromBase64String({Encryption}), 16);""" },
        { """using var aes = new [|AesGcm|]("0123456789abcdef"u8, 16);""", $"""using var aes = new AesGcm(Convert.FromBase64String({Encryption}), 16);""" },
        { """using var cipher = new [|ChaCha20Poly1305|](new byte[32]);""", $"""using var cipher = new ChaCha20Poly1305(Convert.FromBase64String({Encryption}));""" },
        { """var aes = Aes.Create(); aes.[|Key|] = new byte[32];""", $"""var aes = Aes.Create(); aes.Key = Convert.FromBase64String({Encryption});""" },
        { """var aes = Aes.Create(); aes.[|CreateEncryptor|](new byte[32], data);""", $"""var aes = Aes.Create(); aes.CreateEncryptor(Convert.FromBase64String({Encryption}), data);""" },
        { """HMACSHA256.[|HashData|]("a-very-secret-signing-key"u8, data);""", $"""HMACSHA256.HashData(Convert.FromBase64String({Signing}), data);""" },
        { """var mac = new HMACSHA256 { [|Key|] = new byte[32] };""", $$"""var mac = new HMACSHA256 { Key = Convert.FromBase64String({{Signing}}) };""" },
        { """Rfc2898DeriveBytes.[|Pbkdf2|]("a-very-secret-passphrase", data, 100_000, HashAlgorithmName.SHA256, 32);""", $"""Rfc2898DeriveBytes.Pbkdf2({Signing}, data, 100_000, HashAlgorithmName.SHA256, 32);""" },
        { """var key = new [|SymmetricSecurityKey|](Encoding.UTF8.GetBytes("a-very-secret-signing-key"));""", $"""var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Signing}));""" },
        { """var key = SealedSessions.SealingKey.[|FromBase64|]("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");""", $"""var key = SealedSessions.SealingKey.FromBase64({Signing});""" },
        { """var secret = "a-very-secret-signing-key"; var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(secret));""", $"""var secret = {Signing}; var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));""" },
        { """byte[] key = [1, 2, 3, 4]; using var aes = new [|AesGcm|](key, 16);""", $"""byte[] key = Convert.FromBase64String({Encryption}); using var aes = new AesGcm(key, 16);""" },
        { """ReadOnlySpan<byte> key = "0123456789abcdef"u8; using var aes = new [|AesGcm|](key, 16);""", $"""ReadOnlySpan<byte> key = Convert.FromBase64String({Encryption}); using var aes = new AesGcm(key, 16);""" },
        {
            """
            var key = new byte[]
            {
                1, 2, 3, 4,
            };
            var first = new [|HMACSHA256|](key); // the first
            var second = new [|HMACSHA512|](
                key); // the second
            """,
            $"""
            var key = Convert.FromBase64String({Signing});
            var first = new HMACSHA256(key); // the first
            var second = new HMACSHA512(
                key); // the second
            """
        },
    };

    public static TheoryData<string, string> Fallbacks => new()
    {
        { """Encoding.UTF8.GetBytes(configuration["Jwt:Key"] ?? "a-very-secret-signing-key")""", """Encoding.UTF8.GetBytes(configuration["Jwt:Key"] ?? throw new InvalidOperationException("Jwt:Key is missing: 32 random bytes in Base64, from a secret store"))""" },
        { """Convert.FromBase64String(configuration["Key"] ?? Key)""", """Convert.FromBase64String(configuration["Key"] ?? throw new InvalidOperationException("Key is missing: 32 random bytes in Base64, from a secret store"))""" },
        { """Convert.FromHexString(configuration["Key"] ?? "30313233")""", """Convert.FromHexString(configuration["Key"] ?? throw new InvalidOperationException("Key is missing: 32 random bytes in hexadecimal, from a secret store"))""" },
        { """Encoding.UTF8.GetBytes(configuration["A"] ?? configuration["B"] ?? "a-very-secret-signing-key")""", """Encoding.UTF8.GetBytes(configuration["A"] ?? configuration["B"] ?? throw new InvalidOperationException("B is missing: 32 random bytes in Base64, from a secret store"))""" },
        { """Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("KEY") ?? "a-very-secret-signing-key")""", """Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("KEY") ?? throw new InvalidOperationException("KEY is missing: 32 random bytes in Base64, from a secret store"))""" },
        { """Encoding.UTF8.GetBytes(configuration.GetValue("Key", "a-very-secret-signing-key")!)""", """Encoding.UTF8.GetBytes(configuration["Key"] ?? throw new InvalidOperationException("Key is missing: 32 random bytes in Base64, from a secret store"))""" },
        { """Encoding.UTF8.GetBytes(configuration.GetValue<string>("Key", "a-very-secret-signing-key"))""", """Encoding.UTF8.GetBytes(configuration["Key"] ?? throw new InvalidOperationException("Key is missing: 32 random bytes in Base64, from a secret store"))""" },
    };

    public static TheoryData<string> Unclear =>
    [
        // Not where it is used.
        """var mac = new [|HMACSHA256|](Bytes);""",
        """var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(Key));""",
        """const string Secret = "a-very-secret-signing-key"; var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(Secret));""",
        """var secret = "a"; secret += "-very-secret-signing-key"; var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(secret));""",
        """var key = new byte[32]; key[0] = 1; using var aes = new [|AesGcm|](key, 16);""",
        """var key = new byte[32]; Array.Copy(Bytes, key, 16); using var aes = new [|AesGcm|](key, 16);""",
        """var key = "0123456789abcdef"u8; using var aes = new [|AesGcm|](key, 16);""",

        // Text of another length.
        """var secret = "0123456789abcdef"; using var aes = new [|AesGcm|](Encoding.UTF8.GetBytes(secret), 16);""",
        """var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes("a-very-secret-signing-key".Substring(2)));""",

        // No key for 32 bytes, or no place for them.
        """var triple = TripleDES.Create(); triple.[|Key|] = new byte[24];""",
        """var rsa = RSA.Create(); rsa.[|ImportFromPem|]("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----");""",
        """Span<byte> key = stackalloc byte[32]; using var aes = new [|AesGcm|](key, 16);""",
        """var mac = new [|HMACSHA256|](new byte[] { 1, /* two */ 2 });""",
        """var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(string.IsNullOrEmpty(configuration["Key"]) ? "a-very-secret-signing-key" : configuration["Key"]!));""",
        """var text = configuration["Key"]; text ??= "a-very-secret-signing-key"; var mac = new [|HMACSHA256|](Encoding.UTF8.GetBytes(text));""",
    ];

    /// <summary>Where the configuration is, and how the code reads it there; nothing where it is not.</summary>
    public static TheoryData<string, string?> Places => new()
    {
        { """class C(IConfiguration given) { HMAC M() => new [|HMACSHA256|](new byte[32]); }""", "given" },
        { """class C(IConfiguration given) { private readonly IConfiguration kept = given; HMAC M() => new [|HMACSHA256|](new byte[32]); }""", "kept" },
        { """class C(IConfiguration given) { static HMAC M() => new [|HMACSHA256|](new byte[32]); }""", null },
        { """class C(IConfiguration given) { private readonly HMAC mac = new [|HMACSHA256|](new byte[32]); }""", "given" },
        { """class C { private readonly IConfiguration kept = null!; private readonly HMAC mac = new [|HMACSHA256|](new byte[32]); }""", null },
        { """class C { private readonly IConfiguration kept; public C(IConfiguration given) { kept = given; var mac = new [|HMACSHA256|](new byte[32]); } }""", "given" },
        { """class C { public IConfigurationRoot Kept { get; } = null!; HMAC M() { return new [|HMACSHA256|](new byte[32]); } }""", "Kept" },
        { """class C { protected IConfiguration Kept { get; } = null!; } class D : C { HMAC M() => new [|HMACSHA256|](new byte[32]); }""", "Kept" },
        { """class C { private IConfiguration kept = null!; class D { HMAC M() => new [|HMACSHA256|](new byte[32]); } }""", null },
        { """class C { private static IConfiguration kept = null!; static HMAC M() => new [|HMACSHA256|](new byte[32]); }""", "kept" },
        { """class C { private IConfiguration kept = null!; HMAC M(IConfiguration given) => new [|HMACSHA256|](new byte[32]); }""", "given" },
        { """class C { HMAC M(IConfiguration? given) => new [|HMACSHA256|](new byte[32]); }""", null },
        { """class C { HMAC M(IConfigurationSection given) => new [|HMACSHA256|](new byte[32]); }""", null },
        { """class C { HMAC M(WebApplicationBuilder builder) => new [|HMACSHA256|](new byte[32]); }""", "builder.Configuration" },
        { """class C { HMAC M(WebApplication app, IConfiguration given) => new [|HMACSHA256|](new byte[32]); }""", "given" },
        { """class C { HMAC M(HostApplicationBuilder builder) => new [|HMACSHA256|](new byte[32]); }""", "builder.Configuration" },
        { """class C { void M(IHostBuilder host) => host.ConfigureServices((context, services) => services.AddSingleton(new [|HMACSHA256|](new byte[32]))); }""", "context.Configuration" },
        { """class C { void M(IConfiguration given) { Func<HMAC> make = static () => new [|HMACSHA256|](new byte[32]); } }""", null },
        { """class C { void M(IConfiguration given) { Func<HMAC> make = () => new [|HMACSHA256|](new byte[32]); } }""", "given" },
        { """class C { void M(IServiceProvider services) { var mac = new [|HMACSHA256|](new byte[32]); var late = services.GetRequiredService<IConfiguration>(); } }""", null },
        { """class C { void M(WebApplicationBuilder builder) { var app = builder.Build(); var mac = new [|HMACSHA256|](new byte[32]); } }""", "app.Configuration" },
        { """class C { void M(IServiceProvider services) { var maybe = services.GetService<IConfiguration>(); var mac = new [|HMACSHA256|](new byte[32]); } }""", null },
        { """class C { void M(IServiceProvider services) { var early = services.GetRequiredService<IConfiguration>(); var mac = new [|HMACSHA256|](new byte[32]); } }""", "early" },
        { """class C { HMAC M() => new [|HMACSHA256|](new byte[32]); }""", null },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public Task Key_IsReadFromConfiguration(string before, string after) => VerifyAsync(Class(before), Class(after));

    [Theory]
    [MemberData(nameof(Fallbacks))]
    public Task Fallback_IsRefused(string before, string after) =>
        VerifyAsync(Class($"var mac = new [|HMACSHA256|]({before});"), Class($"var mac = new HMACSHA256({after});"));

    [Fact]
    public Task FallbackOfACipher_IsRefused() => VerifyAsync(
        Class("""var text = configuration["Key"] ?? "0123456789abcdef"; using var aes = new [|AesGcm|](Encoding.UTF8.GetBytes(text), 16);"""),
        Class("""var text = configuration["Key"] ?? throw new InvalidOperationException("Key is missing: a random key, from a secret store"); using var aes = new AesGcm(Encoding.UTF8.GetBytes(text), 16);"""));

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string body) => VerifyAsync(Class(body), Class(body));

    [Theory]
    [MemberData(nameof(Places))]
    public Task Configuration_IsReadWhereItIs(string type, string? configuration)
    {
        const string Usings = "using System.Security.Cryptography;\n\n";
        return VerifyAsync(
            Usings + type,
            Usings + (configuration is null ? type : type
                .Replace("[|HMACSHA256|]", "HMACSHA256", StringComparison.Ordinal)
                .Replace("new byte[32]", $"Convert.FromBase64String({Signing.Replace("configuration", configuration, StringComparison.Ordinal)})", StringComparison.Ordinal)));
    }

    [Fact]
    public Task Program_ReadsItsBuilder() => VerifyAsync(
        """
        using System.Text;
        using Microsoft.IdentityModel.Tokens;

        var builder = WebApplication.CreateBuilder(args);

        // Tokens of the shop.
        var key = new [|SymmetricSecurityKey|](Encoding.UTF8.GetBytes("a-very-secret-signing-key"));
        builder.Services.AddSingleton(key);
        """,
        $"""
        using System.Text;
        using Microsoft.IdentityModel.Tokens;

        var builder = WebApplication.CreateBuilder(args);

        // Tokens of the shop.
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes({Signing.Replace("configuration", "builder.Configuration", StringComparison.Ordinal)}));
        builder.Services.AddSingleton(key);
        """);

    [Fact]
    public Task FileWithoutSystem_ImportsIt() => new Verify.Test
    {
        TestCode = """
            namespace Shop
            {
                using System.Security.Cryptography;
                using Microsoft.Extensions.Configuration;

                class C
                {
                    HMAC M(IConfiguration configuration) => new [|HMACSHA256|](new byte[32]);
                }
            }
            """,
        FixedCode = $$"""
            namespace Shop
            {
                using System;
                using System.Security.Cryptography;
                using Microsoft.Extensions.Configuration;

                class C
                {
                    HMAC M(IConfiguration configuration) => new HMACSHA256(Convert.FromBase64String({{Signing}}));
                }
            }
            """,
        ImplicitUsings = false,
    }.RunAsync();

    private static Task VerifyAsync(string before, string after)
    {
        var test = new Verify.Test { TestCode = before, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens };
        if (after != before)
        {
            test.FixedCode = after;
        }

        return test.RunAsync();
    }

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.IdentityModel.Tokens;

        class Sealer
        {
            private const string Key = "a-very-secret-signing-key";
            private static readonly byte[] Bytes = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

            void Handle(IConfiguration configuration, byte[] data)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }

        namespace SealedSessions
        {
            class SealingKey
            {
                public static SealingKey FromBase64(string text) => new();
            }
        }
        """;
}
