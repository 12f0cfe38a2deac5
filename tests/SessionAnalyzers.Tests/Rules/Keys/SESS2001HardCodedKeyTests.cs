using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2001HardCodedKey>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2001HardCodedKeyTests
{
    /// <summary>Expressions of a key that is in the source.</summary>
    [Theory]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key")""")]
    [InlineData("""Encoding.ASCII.GetBytes(Key)""")]
    [InlineData("""Encoding.UTF8.GetBytes(ReadOnlyText)""")]
    [InlineData("""Encoding.UTF8.GetBytes(StaticText)""")]
    [InlineData("""Encoding.UTF8.GetBytes(instanceText)""")]
    [InlineData("""Encoding.UTF8.GetBytes(TextProperty)""")]
    [InlineData("""Encoding.UTF8.GetBytes(TextMethod())""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret" + "-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes($"prefix-{Key}")""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.Concat("a", Key))""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.Join("-", "a", Key))""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.Join("-", new[] { "a", Key }))""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.Format("{0}-{1}", "a", Key))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key".Substring(2))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key"[2..])""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key".Replace("a", "b"))""")]
    [InlineData("""Encoding.UTF8.GetBytes("key".PadRight(32, '0'))""")]
    [InlineData("""Encoding.UTF8.GetBytes("key".ToUpperInvariant())""")]
    [InlineData("""Encoding.UTF8.GetBytes(new string('k', 32))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key".ToCharArray())""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key").ToArray()""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key").Take(32).ToArray()""")]
    [InlineData("""Convert.FromBase64String("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")""")]
    [InlineData("""Convert.FromHexString("3031323334353637383930313233343536373839303132333435363738393031")""")]
    [InlineData("""new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }""")]
    [InlineData("""new byte[] { 0x2a, (byte)'k', Byte, 4, 5 }""")]
    [InlineData("""[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]""")]
    [InlineData("""[.. Bytes, 1, 2]""")]
    [InlineData(""" "a-very-secret-signing-key"u8.ToArray()""")]
    [InlineData("""U8.ToArray()""")]
    [InlineData("""new byte[32]""")]
    [InlineData("""Bytes""")]
    [InlineData("""MutableBytes""")]
    [InlineData("""instanceBytes""")]
    [InlineData("""ByteProperty""")]
    [InlineData("""ByteMethod()""")]
    [InlineData("""ByteMethodOfField()""")]
    [InlineData("""Keys.Signing""")]
    [InlineData("""Keys.Make("a-very-secret-signing-key")""")]
    [InlineData("""Pair().Key""")]
    [InlineData("""SHA256.HashData(Encoding.UTF8.GetBytes("a-very-secret-signing-key"))""")]
    [InlineData("""SHA256.HashData("a-very-secret-signing-key"u8)""")]
    [InlineData("""SHA256.Create().ComputeHash(Encoding.UTF8.GetBytes("a-very-secret-signing-key"))""")]
    [InlineData("""Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e").ToByteArray()""")]
    [InlineData("""new Guid("0f8fad5b-d9cb-469f-a165-70867728950e").ToByteArray()""")]
    [InlineData("""BitConverter.GetBytes(123456789L)""")]
    [InlineData("""Enumerable.Repeat((byte)7, 32).ToArray()""")]
    [InlineData("""Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration["Key"] ?? "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration.GetValue("Key", "a-very-secret-signing-key")!)""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration.GetValue<string>("Key", "a-very-secret-signing-key"))""")]
    [InlineData("""Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("KEY") ?? "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.IsNullOrEmpty(configuration["Key"]) ? "a-very-secret-signing-key" : configuration["Key"]!)""")]
    [InlineData("""Encoding.UTF8.GetBytes(number switch { 1 => "a-very-secret-signing-key", _ => configuration["Key"]! })""")]
    [InlineData("""number > 1 ? Bytes : given""")]
    public Task KeyInTheSource_IsReported(string key) => ReportedAsync(Class($"var mac = new [|HMACSHA256|]({key});"));

    /// <summary>Statements that put a key together.</summary>
    [Theory]
    [InlineData("""var key = new byte[32]; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[] { 1, 2, 3, 4 }; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""ReadOnlySpan<byte> key = [1, 2, 3, 4]; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""ReadOnlySpan<byte> key = "a-very-secret-signing-key"u8; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""using var aes = new [|AesGcm|](U8, 16);""")]
    [InlineData("""var key = new byte[32]; key[0] = 1; key[1] = 0x2a; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; for (var i = 0; i < key.Length; i++) { key[i] = (byte)i; } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; for (var i = 0; i < key.Length; i++) { key[i] = (byte)((i * 7) ^ 0x5a); } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Encoding.UTF8.GetBytes("a-very-secret", key); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Bytes.CopyTo(key, 0); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Array.Copy(Bytes, key, 16); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Buffer.BlockCopy(Bytes, 0, key, 0, 16); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Array.Fill(key, (byte)7); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; key.AsSpan().Fill(7); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = Bytes; using var aes = new [|AesGcm|](key.AsSpan(0, 16), 16);""")]
    [InlineData("""using var aes = new [|AesGcm|](Bytes.AsSpan()[..16], 16);""")]
    [InlineData("""using var aes = new [|AesGcm|](Bytes[..16], 16);""")]
    [InlineData("""ReadOnlyMemory<byte> key = Bytes; using var aes = new [|AesGcm|](key.Span, 16);""")]
    [InlineData("""var (key, iv) = (Bytes, given); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var (key, iv) = Pair(); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var pair = (Key: Bytes, Iv: given); using var aes = new [|AesGcm|](pair.Key, 16);""")]
    [InlineData("""var key = given; if (number > 1) { key = Bytes; } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var text = configuration["Key"]; if (text is null) { text = "a-very-secret-signing-key"; } using var mac = new [|HMACSHA512|](Encoding.UTF8.GetBytes(text));""")]
    [InlineData("""string? text = configuration["Key"]; text ??= "a-very-secret-signing-key"; using var mac = new [|HMACSHA512|](Encoding.UTF8.GetBytes(text));""")]
    [InlineData("""HMACSHA256 mac = new [|(|]Bytes);""")]
    public Task KeyPutTogether_IsReported(string body) => ReportedAsync(Class(body.Replace("new [|(|]", "[|new|](", StringComparison.Ordinal)));

    /// <summary>Everything that takes a key.</summary>
    [Theory]
    [InlineData("""HMACSHA256.[|HashData|](Bytes, data);""")]
    [InlineData("""HMACSHA512.[|HashData|](U8, data);""")]
    [InlineData("""HMACSHA1.[|HashData|](Bytes, data);""")]
    [InlineData("""HMACSHA256.[|TryHashData|](Bytes, data, data, out _);""")]
    [InlineData("""var mac = new HMACSHA256(); mac.[|Key|] = Bytes;""")]
    [InlineData("""var mac = new HMACSHA256 { [|Key|] = Bytes };""")]
    [InlineData("""var mac = IncrementalHash.[|CreateHMAC|](HashAlgorithmName.SHA256, Bytes);""")]
    [InlineData("""HKDF.[|DeriveKey|](HashAlgorithmName.SHA256, Bytes, 32);""")]
    [InlineData("""HKDF.[|Extract|](HashAlgorithmName.SHA256, Bytes);""")]
    [InlineData("""HKDF.[|Expand|](HashAlgorithmName.SHA256, Bytes, 32);""")]
    [InlineData("""using var aes = new AesGcm(HKDF.[|DeriveKey|](HashAlgorithmName.SHA256, Bytes, 32), 16);""")]
    [InlineData("""Rfc2898DeriveBytes.[|Pbkdf2|]("a-very-secret-passphrase", data, 100_000, HashAlgorithmName.SHA256, 32);""")]
    [InlineData("""Rfc2898DeriveBytes.[|Pbkdf2|](Bytes, data, 100_000, HashAlgorithmName.SHA256, 32);""")]
    [InlineData("""KeyDerivation.[|Pbkdf2|]("a-very-secret-passphrase", data, KeyDerivationPrf.HMACSHA256, 100_000, 32);""")]
    [InlineData("""SP800108HmacCounterKdf.[|DeriveBytes|](Bytes, HashAlgorithmName.SHA256, data, data, 32);""")]
    [InlineData("""var aes = Aes.Create(); aes.[|Key|] = Bytes;""")]
    [InlineData("""var aes = Aes.Create(); aes.[|CreateEncryptor|](Bytes, data);""")]
    [InlineData("""var aes = Aes.Create(); aes.[|CreateDecryptor|](Bytes, data);""")]
    [InlineData("""var triple = TripleDES.Create(); triple.[|Key|] = Bytes;""")]
    [InlineData("""using var cipher = new [|AesCcm|](Bytes);""")]
    [InlineData("""using var cipher = new [|ChaCha20Poly1305|](Bytes);""")]
    [InlineData("""var rsa = RSA.Create(); rsa.[|ImportFromPem|]("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----");""")]
    [InlineData("""var rsa = RSA.Create(); rsa.[|ImportRSAPrivateKey|](Bytes, out _);""")]
    [InlineData("""var key = new [|SymmetricSecurityKey|](Bytes);""")]
    [InlineData("""var credentials = new SigningCredentials(new [|SymmetricSecurityKey|](Encoding.UTF8.GetBytes(Key)), "HS256");""")]
    [InlineData("""var parameters = new TokenValidationParameters { IssuerSigningKey = new [|SymmetricSecurityKey|](Encoding.UTF8.GetBytes(Key)) };""")]
    [InlineData("""var sampleKey = Bytes; var mac = new [|HMACSHA256|](sampleKey);""")]
    [InlineData("""var testVector = Bytes; var mac = new [|HMACSHA256|](testVector);""")]
    [InlineData("""var salt = Bytes; var mac = new [|HMACSHA256|](salt);""")]
    public Task Taker_IsReported(string body) => ReportedAsync(Class(body));

    [Theory]
    [InlineData("""var mac = new HMACSHA256(given);""")]
    [InlineData("""var mac = new HMACSHA256();""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(configuration["Key"]!));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(configuration["Key"] ?? throw new InvalidOperationException("Key is missing")));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(configuration["Key"] ?? ""));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(configuration.GetValue<string>("Key")!));""")]
    [InlineData("""var mac = new HMACSHA256(Convert.FromBase64String(Environment.GetEnvironmentVariable("KEY")!));""")]
    [InlineData("""var mac = new HMACSHA256(File.ReadAllBytes("key.bin"));""")]
    [InlineData("""var mac = new HMACSHA256(RandomNumberGenerator.GetBytes(32));""")]
    [InlineData("""var key = new byte[32]; RandomNumberGenerator.Fill(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; RandomNumberGenerator.Create().GetBytes(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; RandomNumberGenerator.Fill(key[..16]); using var aes = new AesGcm(key, 16);""")]
    [InlineData("""var key = new byte[32]; RandomNumberGenerator.Fill(key.AsSpan(0, 32)); using var aes = new AesGcm(key, 16);""")]
    [InlineData("""var key = new byte[32]; stream.ReadExactly(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Load(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; store.Load(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Array.Copy(given, key, 32); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; given.CopyTo(key, 0); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; given.AsSpan().CopyTo(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; for (var i = 0; i < 32; i++) { key[i] = given[i]; } var mac = new HMACSHA256(key);""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes("prefix-" + configuration["Key"]));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes($"{configuration["Key"]}-suffix"));""")]
    [InlineData("""var mac = new HMACSHA256(HKDF.DeriveKey(HashAlgorithmName.SHA256, given, 32, info: "sessions"u8.ToArray()));""")]
    [InlineData("""HKDF.DeriveKey(HashAlgorithmName.SHA256, given, 32, salt: Bytes, info: Bytes);""")]
    [InlineData("""Rfc2898DeriveBytes.Pbkdf2(configuration["Password"]!, Bytes, 100_000, HashAlgorithmName.SHA256, 32);""")]
    [InlineData("""HMACSHA256.HashData(given, Bytes);""")]
    [InlineData("""var aes = Aes.Create(); aes.IV = Bytes;""")]
    [InlineData("""var aes = Aes.Create(); aes.CreateEncryptor(given, Bytes);""")]
    [InlineData("""var aes = Aes.Create(); aes.GenerateKey();""")]
    [InlineData("""var rsa = RSA.Create(); rsa.ImportFromPem("-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----");""")]
    [InlineData("""var key = new SymmetricSecurityKey(given);""")]
    [InlineData("""var mac = new HMACSHA256(ChangedBytes);""")]
    [InlineData("""var mac = new HMACSHA256(FilledBytes);""")]
    [InlineData("""var mac = new HMACSHA256(SetBytes);""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(SetText));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(store.Text));""")]
    [InlineData("""var (key, iv) = (given, Bytes); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = Bytes; key = given; var mac = new HMACSHA256(key);""")]
    [InlineData("""if (environment.IsDevelopment()) { var mac = new HMACSHA256(Bytes); }""")]
    [InlineData("""var mac = new HMACSHA256(environment.IsDevelopment() ? Bytes : given);""")]
    [InlineData("""SHA256.HashData(Bytes);""")]
    [InlineData("""var other = new Other.HMACSHA256(Bytes);""")]
    public Task KeyFromElsewhere_IsSilent(string body) => SilentAsync(Class(body));

    /// <summary>The key is a parameter, and a caller in sight hands in a literal.</summary>
    [Theory]
    [InlineData("""Signer.Sign(data, "a-very-secret-signing-key");""")]
    [InlineData("""var key = "a-very-secret-signing-key"; Signer.Sign(data, key);""")]
    [InlineData("""Signer.Sign(data, configuration["Key"] ?? "a-very-secret-signing-key");""")]
    [InlineData("""Signer.Sign(data, Bytes);""")]
    [InlineData("""data.SignedWith("a-very-secret-signing-key");""")]
    public Task KeyOfACaller_IsReported(string body) => ReportedAsync(Class(body) + Signer(body));

    [Theory]
    [InlineData("""Signer.Sign(data, configuration["Key"]!);""")]
    [InlineData("""Signer.Sign(data, given);""")]
    [InlineData("""data.SignedWith(configuration["Key"]!);""")]
    [InlineData("""if (environment.IsDevelopment()) { Signer.Sign(data, "a-very-secret-signing-key"); }""")]
    public Task KeyOfACallerFromElsewhere_IsSilent(string body) => SilentAsync(Class(body) + Signer(""));

    [Theory]
    [InlineData("CacheKeyOf")]
    [InlineData("ETag")]
    [InlineData("Checksum")]
    public Task HashThatNamesAnEntry_IsSilent(string method) => Verify.VerifySilentAsync($$"""
        using System.Security.Cryptography;
        using System.Text;

        class Names
        {
            string {{method}}(string query) => Convert.ToHexString(HMACSHA256.HashData("names"u8, Encoding.UTF8.GetBytes(query)));
        }
        """);

    [Fact]
    public Task AllZeros_SaysSo()
    {
        var source = Class("""var mac = new {|#0:HMACSHA256|}(new byte[32]);""");
        return new Verify.Test
        {
            TestCode = source,
            ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
            TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS2001").WithLocation(0).WithArguments("HMACSHA256", "all zeros") } },
        }.RunAsync();
    }

    [Fact]
    public Task ClassLibraryWithoutAspNetCore_IsReported() => new Verify.Test
    {
        ReferenceAssemblies = ReferenceAssemblies.Net100,
        TestCode = """
            using System.Security.Cryptography;

            class Sealer
            {
                private static readonly byte[] Key = [1, 2, 3, 4];

                byte[] Sign(byte[] data) => HMACSHA256.[|HashData|](Key, data);
            }
            """,
    }.RunAsync();

    [Fact]
    public Task TestProject_IsSilent() => new Verify.Test
    {
        TestCode = Class("var mac = new HMACSHA256(Bytes);"),
        ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens,
        GlobalConfig = "build_property.IsTestProject = true",
        IsSilent = true,
    }.RunAsync();

    /// <summary>Marks the signature that the body calls.</summary>
    private static string Signer(string body) => $$"""

        static class Signer
        {
            public static byte[] Sign(byte[] data, string key) => HMACSHA256.{{Mark(body.Contains("Signer.", StringComparison.Ordinal) && !body.Contains("Bytes", StringComparison.Ordinal))}}(Encoding.UTF8.GetBytes(key), data);

            public static byte[] Sign(byte[] data, byte[] key) => HMACSHA256.{{Mark(body.Contains("Bytes", StringComparison.Ordinal))}}(key, data);

            public static byte[] SignedWith(this byte[] data, string key) => HMACSHA256.{{Mark(body.Contains("SignedWith", StringComparison.Ordinal))}}(Encoding.UTF8.GetBytes(key), data);
        }
        """;

    private static string Mark(bool isReported) => isReported ? "[|HashData|]" : "HashData";

    private static Task ReportedAsync(string source) =>
        new Verify.Test { TestCode = source, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens }.RunAsync();

    private static Task SilentAsync(string source) =>
        new Verify.Test { TestCode = source, ReferenceAssemblies = ReferenceAssemblies.AspNetCore100WithTokens, IsSilent = true }.RunAsync();

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.AspNetCore.Cryptography.KeyDerivation;
        using Microsoft.IdentityModel.Tokens;

        class Sealer
        {
            private const string Key = "a-very-secret-signing-key";
            private const byte Byte = 3;
            private static readonly string ReadOnlyText = "a-very-secret-signing-key";
            private static string StaticText = "a-very-secret-signing-key";
            private readonly string instanceText = "a-very-secret-signing-key";
            private static readonly byte[] Bytes = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
            private static byte[] MutableBytes = new byte[] { 1, 2, 3, 4 };
            private readonly byte[] instanceBytes = Encoding.UTF8.GetBytes("a-very-secret-signing-key");
            private static readonly byte[] ChangedBytes = { 1, 2, 3, 4 };
            private static readonly byte[] FilledBytes = new byte[32];
            public byte[] SetBytes { get; set; } = { 1, 2, 3, 4 };
            public string SetText { get; set; } = "a-very-secret-signing-key";
            private static ReadOnlySpan<byte> U8 => "a-very-secret-signing-key"u8;
            private static string TextProperty => "a-very-secret-signing-key";
            private static byte[] ByteProperty => new byte[] { 1, 2, 3, 4 };
            private static string TextMethod() => "a-very-secret-signing-key";
            private static byte[] ByteMethod() => Encoding.UTF8.GetBytes(Key);
            private static byte[] ByteMethodOfField() => Bytes;
            private static (byte[] Key, byte[] Iv) Pair() => (new byte[] { 1, 2, 3, 4 }, RandomNumberGenerator.GetBytes(16));

            static Sealer() => RandomNumberGenerator.Fill(FilledBytes);

            void Change() => ChangedBytes[0] = (byte)Environment.ProcessId;

            static void Load(byte[] target) => RandomNumberGenerator.Fill(target);

            void Handle(IConfiguration configuration, IHostEnvironment environment, byte[] given, byte[] data, int number, Stream stream, IStore store)
            {
                {{body}}
            }
        }

        interface IStore
        {
            string Text { get; }

            void Load(byte[] target);
        }

        static class Keys
        {
            public static readonly byte[] Signing = Encoding.UTF8.GetBytes("a-very-secret-signing-key");

            public static byte[] Make(string text) => Encoding.UTF8.GetBytes(text);
        }

        namespace Other
        {
            class HMACSHA256(byte[] key);
        }
        """;
}
