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
    [InlineData("""Encoding.UTF8.GetBytes(@"a-very-secret-signing-key")""")]
    [InlineData(""""Encoding.UTF8.GetBytes("""a-very-secret-signing-key""")"""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-\u0073ecret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(nameof(Sealer) + Key)""")]
    [InlineData("""Encoding.UTF8.GetBytes(number > 1 ? "a-very-secret-signing-key" : "another-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(new[] { 'k', 'e', 'y' })""")]
    [InlineData("""Encoding.UTF8.GetBytes(new string(new[] { 'k', 'e', 'y' }))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key".Insert(3, "x").Remove(1, 2).Trim().TrimStart('a').PadLeft(32))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key".Split('-')[0])""")]
    [InlineData("""Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("key", 10)))""")]
    [InlineData("""Encoding.UTF8.GetBytes($"{"a-very"}-{123}-{Key,10}")""")]
    [InlineData("""Encoding.UTF8.GetBytes($"{configuration["Key"] ?? "a-very-secret-signing-key"}-suffix")""")]
    [InlineData("""Encoding.UTF8.GetBytes((configuration["Key"] ?? "a-very-secret-signing-key").PadRight(32))""")]
    [InlineData("""Encoding.UTF8.GetBytes("a-very-secret-signing-key", 0, 16)""")]
    [InlineData("""Encoding.UTF8.GetBytes(123456789.ToString())""")]
    [InlineData("""new[] { (byte)1, (byte)2, (byte)3 }""")]
    [InlineData("""new byte[] { 1, 2, 3, 4 }.Concat(Bytes).ToArray()""")]
    [InlineData("""Bytes.Reverse().ToArray()""")]
    [InlineData("""(byte[])Bytes.Clone()""")]
    [InlineData("""Bytes.AsMemory().ToArray()""")]
    [InlineData("""new ReadOnlySpan<byte>(Bytes).ToArray()""")]
    [InlineData("""new ReadOnlySpan<byte>(Bytes, 0, 8).ToArray()""")]
    [InlineData("""new ArraySegment<byte>(Bytes).ToArray()""")]
    [InlineData("""Convert.FromBase64String(Encoded)""")]
    [InlineData("""Convert.FromBase64CharArray(Encoded.ToCharArray(), 0, 44)""")]
    [InlineData("""MD5.HashData(SHA512.HashData(Encoding.UTF8.GetBytes(Key)))""")]
    [InlineData("""SHA256.HashData(Encoding.UTF8.GetBytes(configuration["Key"] ?? "a-very-secret-signing-key"))""")]
    [InlineData("""StaticConstructorBytes""")]
    [InlineData("""constructorBytes""")]
    [InlineData("""InitBytes""")]
    [InlineData("""Holder.Nested.Key""")]
    [InlineData("""KeyOf(1)""")]
    [InlineData("""KeyOf(number)""")]
    [InlineData("""Trio().Item2""")]
    [InlineData("""number switch { 1 => Bytes, 2 => instanceBytes, _ => ByteMethod() }""")]
    [InlineData("""number switch { > 1 and < 5 => Bytes, _ => given }""")]
    [InlineData("""given ?? Bytes""")]
    [InlineData("""maybe is { Length: > 0 } ? maybe : Bytes""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration.GetSection("Key").Value ?? "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration.GetConnectionString("Key") ?? "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration.GetValue<string?>("Key") ?? "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration["A"] ?? Environment.GetEnvironmentVariable("B") ?? Key)""")]
    [InlineData("""Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("KEY") is { Length: > 0 } text ? text : "a-very-secret-signing-key")""")]
    [InlineData("""Encoding.UTF8.GetBytes(configuration["Key"] is null ? Key : configuration["Key"]!)""")]
    [InlineData("""InternalBytes""")]
    [InlineData("""maybe ?? Bytes""")]
    [InlineData("""maybe is null ? Bytes : maybe""")]
    [InlineData("""configuration.GetSection("Key").Get<byte[]>() ?? Bytes""")]
    [InlineData("""new Memory<byte>(Bytes).Span[..8].ToArray()""")]
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
    [InlineData("""Span<byte> key = stackalloc[] { (byte)1, (byte)2 }; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = new byte[32]; key.Clear(); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new Span<byte>(new byte[32]); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Memory<byte> key = new byte[32]; using var aes = new [|AesGcm|](key.Span[..16], 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; Bytes.CopyTo(key); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; key[0] = 1; key[^1] = 2; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; SHA256.HashData(Bytes, key); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; "a-very-secret-signing-key"u8.CopyTo(key); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; Encoding.UTF8.GetBytes("a-very-secret", key); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; Convert.TryFromBase64String("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", key, out _); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""byte[] key = [1, 2, 3, 4]; key[0] = 7; key[^1] = 9; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""byte[] key = [1, 2, 3, 4]; key[0] ^= 7; key[1]++; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = given; key = [1, 2, 3, 4]; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""byte[] key; if (number > 1) { key = given; } else { key = Bytes; } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var text = "a-very"; text += "-secret"; text += "-signing-key"; using var mac = new [|HMACSHA512|](Encoding.UTF8.GetBytes(text));""")]
    [InlineData("""Fill(out var key); using var mac = new [|HMACSHA512|](key);""")]
    [InlineData("""byte[] key; try { key = Convert.FromBase64String(configuration["Key"]!); } catch (FormatException) { key = Bytes; } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var pair = Pair(); using var aes = new [|AesGcm|](pair.Key, 16);""")]
    [InlineData("""var keys = new[] { new byte[] { 1, 2, 3, 4 }, given }; using var aes = new [|AesGcm|](keys[number], 16);""")]
    [InlineData("""if (configuration["Key"] is not { } text) { text = "a-very-secret-signing-key"; } using var mac = new [|HMACSHA512|](Encoding.UTF8.GetBytes(text));""")]
    [InlineData("""byte[] Local() => Bytes; using var aes = new [|AesGcm|](Local(), 16);""")]
    [InlineData("""Func<byte[]> make = () => new byte[] { 1, 2, 3, 4 }; using var aes = new [|AesGcm|](make(), 16);""")]
    [InlineData("""var key = maybe; key ??= new byte[32]; using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = maybe; if (key is null) { key = Bytes; } using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""Span<byte> key = stackalloc byte[32]; Encoding.UTF8.TryGetBytes("a-very-secret", key, out _); using var aes = new [|AesGcm|](key, 16);""")]
    [InlineData("""var key = new byte[32]; app.MapGet("/", () => { using var aes = new [|AesGcm|](key, 16); });""")]
    [InlineData("""var key = Bytes; app.MapGet("/", () => new [|HMACSHA256|](key).ComputeHash(data));""")]
    [InlineData("""var key = maybe; if (key == null) { key = Bytes; } using var aes = new [|AesGcm|](key, 16);""")]
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
    [InlineData("""HMACMD5.[|HashData|](Bytes, data);""")]
    [InlineData("""HMACSHA384.[|HashData|](Bytes, data);""")]
    [InlineData("""HMACSHA3_256.[|HashData|](Bytes, data);""")]
    [InlineData("""HMACSHA256.[|HashDataAsync|](Bytes, stream);""")]
    [InlineData("""var mac = new [|HMACSHA3_512|](Bytes);""")]
    [InlineData("""var aes = Aes.Create(); aes.[|SetKey|](Bytes);""")]
    [InlineData("""var aes = Aes.Create(); aes.[|Key|] = new byte[32];""")]
    [InlineData("""var aes = new AesManaged { [|Key|] = Bytes };""")]
    [InlineData("""var derived = new [|Rfc2898DeriveBytes|](Bytes, data, 100_000, HashAlgorithmName.SHA256);""")]
    [InlineData("""var kdf = new [|SP800108HmacCounterKdf|](Bytes, HashAlgorithmName.SHA256);""")]
    [InlineData("""var ec = ECDsa.Create(); ec.[|ImportECPrivateKey|](Bytes, out _);""")]
    [InlineData("""var rsa = RSA.Create(); rsa.[|ImportPkcs8PrivateKey|](Bytes, out _);""")]
    [InlineData("""var key = new [|JsonWebKey|]("{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE\"}");""")]
    [InlineData("""CryptographicOperations.[|HmacData|](HashAlgorithmName.SHA256, Bytes, data);""")]
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
    [InlineData("""var mac = new HMACSHA256(options.Value.Key);""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(options.Value.Text));""")]
    [InlineData("""var mac = new HMACSHA256(Convert.FromBase64String(vault.GetSecret("Key").Value));""")]
    [InlineData("""var mac = new HMACSHA256(services.GetRequiredService<IStore>().Key);""")]
    [InlineData("""var mac = new HMACSHA256(Convert.FromBase64String(services.GetRequiredKeyedService<string>("Key")));""")]
    [InlineData("""var mac = new HMACSHA256(configuration.GetSection("Key").Get<byte[]>()!);""")]
    [InlineData("""var mac = new HMACSHA256(Convert.FromBase64String(configuration.GetSection("Key").Value!));""")]
    [InlineData("""var mac = new HMACSHA256(Convert.FromHexString(args[0]));""")]
    [InlineData("""var mac = new HMACSHA256(Guid.NewGuid().ToByteArray());""")]
    [InlineData("""var mac = new HMACSHA256(number switch { 1 => given, _ => RandomNumberGenerator.GetBytes(32) });""")]
    [InlineData("""var mac = new HMACSHA256([.. given, 1, 2]);""")]
    [InlineData("""var mac = new HMACSHA256(Bytes.Concat(given).ToArray());""")]
    [InlineData("""var mac = new HMACSHA256(SHA256.HashData(given));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(string.Join("-", "a", configuration["Key"])));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes(string.Format("{0}-{1}", "a", configuration["Key"])));""")]
    [InlineData("""var mac = new HMACSHA256(Encoding.UTF8.GetBytes("key".Replace("e", configuration["Key"])));""")]
    [InlineData("""var mac = new HMACSHA256(new byte[] { 1, 2, data[0] });""")]
    [InlineData("""var mac = new HMACSHA256(ConstructorGiven);""")]
    [InlineData("""byte[] key = [1, 2, 3, 4]; key[0] = given[0]; var mac = new HMACSHA256(key);""")]
    [InlineData("""byte[] key = [1, 2, 3, 4]; key[0] ^= given[0]; var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; (key[0], key[1]) = (given[0], given[1]); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Span<byte> view = key; RandomNumberGenerator.Fill(view); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var view = new Span<byte>(key); RandomNumberGenerator.Fill(view); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var view = new Memory<byte>(key); RandomNumberGenerator.Fill(view.Span); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var part = new ArraySegment<byte>(key); RandomNumberGenerator.Fill(part); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var view = key.AsMemory(); RandomNumberGenerator.Fill(view.Span[4..]); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; using var memory = new MemoryStream(key); memory.Write(given); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; await stream.ReadExactlyAsync(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var read = stream.Read(key, 0, 32); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Convert.TryFromBase64String(configuration["Key"]!, key, out _); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; SHA256.HashData(given, key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; SHA256.TryHashData(given, key, out _); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; HKDF.DeriveKey(HashAlgorithmName.SHA256, given, key, data, data); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Rfc2898DeriveBytes.Pbkdf2(given, data, key, 100_000, HashAlgorithmName.SHA256); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; foreach (ref var one in key.AsSpan()) { one = given[0]; } var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; ref var first = ref key[0]; first = given[0]; var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Parallel.For(0, 32, i => key[i] = given[i]); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; void FillIt() => RandomNumberGenerator.Fill(key); FillIt(); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Action fill = () => RandomNumberGenerator.Fill(key); fill(); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; await Task.Run(() => given.CopyTo(key, 0)); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[16]; Array.Resize(ref key, number); RandomNumberGenerator.Fill(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; BinaryPrimitives.WriteInt32LittleEndian(key, number); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; BitConverter.TryWriteBytes(key, number); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; MemoryMarshal.Write(key, number); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Unsafe.WriteUnaligned(ref key[0], number); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; if (!TryLoad(key)) { return; } var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var holder = new KeyHolder { Bytes = key }; holder.Load(stream); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var holder = new FilledHolder(key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var all = new[] { key }; RandomNumberGenerator.Fill(all[0]); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; var list = new List<byte[]> { key }; store.Load(list[0]); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = number > 1 ? given : data; var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = Bytes; Swap(ref key); var mac = new HMACSHA256(key);""")]
    [InlineData("""if (store.TryGet(out var key)) { var mac = new HMACSHA256(key); }""")]
    [InlineData("""byte[]? key = null; key ??= given; var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = maybe ?? given; var mac = new HMACSHA256(key);""")]
    [InlineData("""var mac = new HMACSHA256(maybe ?? throw new InvalidOperationException("Key is missing"));""")]
    [InlineData("""var key = Bytes; key = maybe!; if (key is null) { return; } var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; FillFrom(given, ref key); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; Task.Run(() => Load(key)).Wait(); var mac = new HMACSHA256(key);""")]
    [InlineData("""var key = new byte[32]; app.MapGet("/", () => { RandomNumberGenerator.Fill(key); }); var mac = new HMACSHA256(key);""")]
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

    /// <summary>The key is a parameter of a constructor, a member keeps it, and whoever makes the object hands in a literal.</summary>
    [Theory]
    [InlineData("""class Keeper(byte[] key) { byte[] Sign(byte[] data) => HMACSHA256.[|HashData|](key, data); }""")]
    [InlineData("""class Keeper(byte[] key) { private readonly byte[] _key = key; byte[] Sign(byte[] data) => HMACSHA256.[|HashData|](_key, data); }""")]
    [InlineData("""class Keeper(byte[] key) { private byte[] Key { get; } = SHA256.HashData(key); byte[] Sign(byte[] data) { return HMACSHA256.[|HashData|](Key, data); } }""")]
    [InlineData("""class Keeper { private readonly byte[] _key; public Keeper(byte[] key) { _key = key; } byte[] Sign(byte[] data) => HMACSHA256.[|HashData|](_key, data); }""")]
    [InlineData("""class Keeper { private readonly byte[] _key; public Keeper(byte[] key) => _key = key ?? throw new ArgumentNullException(nameof(key)); byte[] Sign(byte[] data) => HMACSHA256.[|HashData|](this._key, data); }""")]
    [InlineData("""class Keeper { private byte[] Key { get; } public Keeper(byte[] key) => Key = key; AesGcm Cipher => new [|AesGcm|](Key, 16); }""")]
    public async Task KeyOfACreator_IsReported(string keeper)
    {
        ArgumentNullException.ThrowIfNull(keeper);
        await ReportedAsync(Class("var keeper = new Keeper(Bytes);") + keeper);
        await ReportedAsync(Class("""_ = new ServiceCollection().AddSingleton(_ => new Keeper(Encoding.UTF8.GetBytes(configuration["Key"] ?? "a-very-secret-signing-key")));""") + keeper);
        await SilentAsync(Class("var keeper = new Keeper(given); keeper = new Keeper(Convert.FromBase64String(configuration[\"Key\"]!)); if (environment.IsDevelopment()) { keeper = new Keeper(Bytes); }") + keeper.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""class Keeper(byte[] key) { void Set(byte[] other) => key = other; byte[] Sign(byte[] data) => HMACSHA256.HashData(key, data); }""")]
    [InlineData("""class Keeper(byte[] key) { void Set(byte other) => key[0] = other; byte[] Sign(byte[] data) => HMACSHA256.HashData(key, data); }""")]
    [InlineData("""class Keeper { public byte[] Key { get; set; } public Keeper(byte[] key) => Key = key; byte[] Sign(byte[] data) => HMACSHA256.HashData(Key, data); }""")]
    [InlineData("""class Keeper { private byte[] _key; public Keeper(byte[] key) => _key = key; void Load(Stream stream) => stream.ReadExactly(_key); byte[] Sign(byte[] data) => HMACSHA256.HashData(_key, data); }""")]
    [InlineData("""class Keeper(byte[] salt, byte[]? key = null) { byte[] Sign(byte[] data) => HMACSHA256.HashData(key!, salt); }""")]
    [InlineData("""class Keeper(byte[] salt) { byte[] Sign(byte[] key) => HMACSHA256.HashData(key, salt); }""")]
    public Task KeyThatTheKeeperMayChange_IsSilent(string keeper) => SilentAsync(Class("var keeper = new Keeper(new byte[] { 1, 2, 3, 4 }); var blank = new byte[32]; keeper = new Keeper(blank); RandomNumberGenerator.Fill(blank);") + keeper);

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
        using System.Buffers.Binary;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.AspNetCore.Cryptography.KeyDerivation;
        using Microsoft.Extensions.Options;
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

            private static readonly byte[] StaticConstructorBytes;
            private readonly byte[] constructorBytes;
            private readonly byte[] ConstructorGiven;
            internal byte[] InternalBytes = { 1, 2, 3, 4 };
            private byte[] InitBytes { get; } = { 1, 2, 3, 4 };
            private const string Encoded = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

            static Sealer()
            {
                RandomNumberGenerator.Fill(FilledBytes);
                StaticConstructorBytes = new byte[] { 1, 2, 3, 4 };
            }

            public Sealer(byte[] key)
            {
                constructorBytes = Encoding.UTF8.GetBytes("a-very-secret-signing-key");
                ConstructorGiven = key;
            }

            void Change() => ChangedBytes[0] = (byte)Environment.ProcessId;

            static void Load(byte[] target) => RandomNumberGenerator.Fill(target);

            static bool TryLoad(byte[] target)
            {
                RandomNumberGenerator.Fill(target);
                return true;
            }

            static void Fill(out byte[] key) => key = new byte[] { 1, 2, 3, 4 };

            static void FillFrom(byte[] source, ref byte[] key) => source.CopyTo(key, 0);

            static void Swap(ref byte[] key) => key = RandomNumberGenerator.GetBytes(32);

            static byte[] KeyOf(int number) => number switch { 1 => Bytes, _ => Encoding.UTF8.GetBytes(Key) };

            static (int, byte[]) Trio() => (1, Bytes);

            async Task Handle(
                IConfiguration configuration, IHostEnvironment environment, IServiceProvider services, WebApplication app, IOptions<KeyOptions> options, IVault vault, IStore store,
                Stream stream, string[] args, byte[] given, byte[] data, byte[]? maybe, int number)
            {
                {{body}}
            }
        }

        interface IStore
        {
            string Text { get; }

            byte[] Key { get; }

            void Load(byte[] target);

            bool TryGet(out byte[] key);
        }

        record Secret(string Value);

        interface IVault
        {
            Secret GetSecret(string name);
        }

        class KeyOptions
        {
            public byte[] Key { get; set; } = { 1, 2, 3, 4 };

            public string Text { get; set; } = "a-very-secret-signing-key";
        }

        class KeyHolder
        {
            public byte[] Bytes { get; set; } = [];

            public void Load(Stream stream) => stream.ReadExactly(Bytes);
        }

        class FilledHolder
        {
            public FilledHolder(byte[] target) => RandomNumberGenerator.Fill(target);
        }


        static class Holder
        {
            public static class Nested
            {
                public static byte[] Key { get; } = Encoding.UTF8.GetBytes("a-very-secret-signing-key");
            }
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
