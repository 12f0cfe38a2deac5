using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2003UnauthenticatedEncryption>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2003UnauthenticatedEncryptionTests
{
    /// <summary>Ways to encrypt <c>data</c>, an array of bytes, to another one.</summary>
    public static TheoryData<string> Encryptions => new(
        "aes.[|EncryptCbc|](data, iv)",
        "aes.[|EncryptCbc|](data, iv, PaddingMode.PKCS7)",
        "aes.[|EncryptEcb|](data, PaddingMode.PKCS7)",
        "aes.[|EncryptCfb|](data, iv)",
        "given.[|EncryptCbc|](data, iv)",
        "aes.[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length)",
        "aes.[|CreateEncryptor|](key, iv).TransformFinalBlock(data, 0, data.Length)",
        "Aes.Create().[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length)",
        "TripleDES.Create().[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length)");

    [Theory]
    [MemberData(nameof(Encryptions))]
    public async Task CodeCalledLikeASession_IsReported(string encryption)
    {
        await Verify.VerifyAnalyzerAsync(Code($"return {encryption};", method: "ProtectSession"));
        await Verify.VerifyAnalyzerAsync(Code($"return {encryption};", method: "WriteTicket"));
        await Verify.VerifyAnalyzerAsync(Code($"return {encryption};", type: "CookieProtector"));
        await Verify.VerifyAnalyzerAsync(Code($"return {encryption};", type: "RefreshTokens"));
    }

    [Theory]
    [MemberData(nameof(Encryptions))]
    public async Task ResultThatReachesTheClient_IsReported(string encryption)
    {
        await Verify.VerifyAnalyzerAsync(Code($"context.Response.Cookies.Append(\"cart\", Convert.ToBase64String({encryption})); return [];"));
        await Verify.VerifyAnalyzerAsync(Code($"var result = {encryption}; context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(result), new CookieOptions()); return result;"));
        await Verify.VerifyAnalyzerAsync(Code($"context.Response.Headers[\"X-Cart\"] = Convert.ToBase64String({encryption}); return [];"));
        await Verify.VerifyAnalyzerAsync(Code($"context.Response.Headers.Append(\"X-Cart\", Convert.ToBase64String({encryption})); return [];"));
        await Verify.VerifyAnalyzerAsync(Code($"var sessionToken = Convert.ToBase64String({encryption}); return [];"));
        await Verify.VerifyAnalyzerAsync(Code($"_ticket = {encryption}; return _ticket;"));
    }

    [Theory]
    [InlineData("var cipher = aes.[|EncryptCbc|](data, iv); var all = new byte[iv.Length + cipher.Length]; Buffer.BlockCopy(iv, 0, all, 0, iv.Length); Buffer.BlockCopy(cipher, 0, all, iv.Length, cipher.Length); context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(all)); return all;")]
    [InlineData("byte[] all = [.. iv, .. aes.[|EncryptCbc|](data, iv)]; context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(all)); return all;")]
    [InlineData("var all = iv.Concat(aes.[|EncryptCbc|](data, iv)).ToArray(); context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(all)); return all;")]
    [InlineData("var cipher = new byte[64]; aes.[|EncryptCbc|](data, iv, cipher); context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(cipher)); return cipher;")]
    [InlineData("var cipher = new byte[64]; if (aes.[|TryEncryptCbc|](data, iv, cipher, out var length)) { context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(cipher)); } return cipher;")]
    [InlineData("using var memory = new MemoryStream(); using (var stream = new CryptoStream(memory, aes.[|CreateEncryptor|](), CryptoStreamMode.Write)) { stream.Write(data); } context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(memory.ToArray())); return [];")]
    [InlineData("using var memory = new MemoryStream(); using (var stream = new CryptoStream(memory, aes.[|CreateEncryptor|](), CryptoStreamMode.Write)) using (var writer = new StreamWriter(stream)) { writer.Write(\"cart\"); } context.Response.Cookies.Append(\"cart\", Convert.ToHexString(memory.ToArray())); return [];")]
    [InlineData("var encryptor = aes.[|CreateEncryptor|](); try { var cipher = encryptor.TransformFinalBlock(data, 0, data.Length); context.Response.Cookies.Append(\"cart\", Convert.ToHexString(cipher)); return cipher; } finally { encryptor.Dispose(); }")]
    [InlineData("context.Response.Headers.SetCookie = new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"cart\", Convert.ToHexString(aes.[|EncryptCbc|](data, iv))).ToString(); return [];")]
    public Task ResultThatTakesAWay_IsReported(string code) => Verify.VerifyAnalyzerAsync(Code(code));

    [Theory]
    [InlineData("var cart = Hide(data); context.Response.Cookies.Append(\"cart\", cart); return [];", "static string Hide(byte[] data) { using var aes = Aes.Create(); return Convert.ToBase64String(aes.[|EncryptCbc|](data, new byte[16])); }")]
    [InlineData("context.Response.Cookies.Append(\"cart\", Text(data)); return [];", "static byte[] Hide(byte[] data) { using var aes = Aes.Create(); return aes.[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length); } static string Text(byte[] data) => Convert.ToBase64String(Hide(data));")]
    [InlineData("var token = Hide(data); return [];", "static string Hide(byte[] data) { using var aes = Aes.Create(); return Convert.ToBase64String(aes.[|EncryptCbc|](data, new byte[16])); }")]
    [InlineData("var hidden = Hide(data); context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(hidden)); return [];", "static byte[] Hide(byte[] data) { using var aes = Aes.Create(); return aes.[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length); }")]
    public Task HelperWhoseResultReachesTheClient_IsReported(string code, string helpers) => Verify.VerifyAnalyzerAsync(Code(code, helpers: helpers));

    [Fact]
    public async Task CallerInAnotherFile_Decides()
    {
        const string Helper = "using System.Security.Cryptography; static class Hider { public static string Hide(byte[] data) { using var aes = Aes.Create(); return Convert.ToBase64String(aes.{0}(data, new byte[16])); } }";
        foreach (var (isSilent, call, caller) in new[]
        {
            (false, "[|EncryptCbc|]", "class Endpoint { void Write(HttpContext context, byte[] data) => context.Response.Cookies.Append(\"cart\", Hider.Hide(data)); }"),
            (true, "EncryptCbc", "class Endpoint { void Write(HttpContext context, byte[] data) => context.Response.Cookies.Append(\"culture\", Hider.Hide(data)); }"),
            (true, "EncryptCbc", "class Endpoint { void Write(HttpContext context, byte[] data) => Console.WriteLine(Hider.Hide(data)); }"),
            (true, "EncryptCbc", "class Endpoint { void Write(HttpContext context, byte[] data) => context.Response.Cookies.Append(\"cart\", Mac.Add(Hider.Hide(data))); } static class Mac { public static string Add(string text) => text; }"),
        })
        {
            var test = new Verify.Test { IsSilent = isSilent };
            test.TestState.Sources.Add(Helper.Replace("{0}", call, StringComparison.Ordinal));
            test.TestState.Sources.Add(caller);
            await test.RunAsync();
        }
    }

    [Theory]
    [InlineData("CBC", "")]
    [InlineData("ECB", "aes.Mode = CipherMode.ECB;")]
    [InlineData("CFB", "aes.Mode = CipherMode.CFB;")]
    [InlineData("CBC or ECB", "if (data.Length == 16) { aes.Mode = CipherMode.ECB; }")]
    public Task Message_NamesTheModeAndWhatSaysThatItIsASession(string mode, string setUp) => new Verify.Test
    {
        TestCode = Code(setUp + "return aes.{|#0:CreateEncryptor|}().TransformFinalBlock(data, 0, data.Length);", method: "ProtectSession"),
        TestState = { ExpectedDiagnostics = { Verify.Diagnostic("SESS2003").WithLocation(0).WithArguments("CreateEncryptor", "method ProtectSession", mode) } },
    }.RunAsync();

    [Fact]
    public Task TopLevelProgram_IsReported() => Verify.VerifyAnalyzerAsync("""
        using System.Security.Cryptography;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", (HttpContext context) =>
        {
            using var aes = Aes.Create();
            var cart = aes.[|EncryptCbc|](new byte[] { 1 }, aes.IV);
            context.Response.Cookies.Append("cart", Convert.ToBase64String(cart));
        });
        app.Run();
        """);

    [Fact]
    public Task FieldWithTheAlgorithm_IsReported() => Verify.VerifyAnalyzerAsync("""
        using System.Security.Cryptography;

        sealed class SessionCipher
        {
            private readonly Aes _aes = Aes.Create();
            private static readonly SymmetricAlgorithm Shared = Aes.Create();

            public byte[] Seal(byte[] data) => _aes.[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length);

            public byte[] SealShared(byte[] data) => Shared.[|CreateEncryptor|]().TransformFinalBlock(data, 0, data.Length);
        }
        """);

    [Theory]
    [InlineData("return HMACSHA256.HashData(key, aes.EncryptCbc(data, iv));")]
    [InlineData("var cipher = aes.EncryptCbc(data, iv); using var mac = new HMACSHA512(key); return [.. cipher, .. mac.ComputeHash(cipher)];")]
    [InlineData("return aes.EncryptCbc(data, iv);", "private static readonly KeyedHashAlgorithm Hash = null!;")]
    [InlineData("return CryptographicOperations.HmacData(HashAlgorithmName.SHA256, key, aes.EncryptCbc(data, iv));")]
    [InlineData("return aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);", "private static byte[] Other(AesGcm gcm) => [];")]
    [InlineData("return aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);", "private static byte[] Other(AesCcm ccm) => [];")]
    [InlineData("return aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);", "private static byte[] Other(ChaCha20Poly1305 cipher) => [];")]
    [InlineData("return aes.EncryptCbc(data, iv);", "private static byte[] Other(Microsoft.AspNetCore.DataProtection.IDataProtector protector, byte[] data) => protector.Protect(data);")]
    [InlineData("return Sign(aes.EncryptCbc(data, iv));", "private static byte[] Sign(byte[] data) => data;")]
    public Task TypeThatAuthenticates_IsSilent(string code, string helpers = "") =>
        Verify.VerifySilentAsync(Code(code, method: "ProtectSession", type: "SessionProtector", helpers: helpers));

    [Fact]
    public async Task AuthenticationInAnotherPartOrInTheCaller_IsSilent()
    {
        var parts = new Verify.Test { IsSilent = true };
        parts.TestState.Sources.Add("using System.Security.Cryptography; partial class SessionProtector { byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); }");
        parts.TestState.Sources.Add("using System.Security.Cryptography; partial class SessionProtector { byte[] Tag(byte[] key, byte[] data) => HMACSHA256.HashData(key, data); }");
        await parts.RunAsync();
        await Verify.VerifySilentAsync("""
            using System.Security.Cryptography;

            static class TokenCipher
            {
                public static byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]);
            }

            class TokenWriter
            {
                byte[] Write(Aes aes, byte[] key, byte[] data) => HMACSHA256.HashData(key, TokenCipher.Encrypt(aes, data));
            }
            """);
    }

    [Fact]
    public Task SigningIn_DoesNotAuthenticateACiphertext_IsReported() => Verify.VerifyAnalyzerAsync(Code(
        "_ = SignInAsync(); return aes.[|EncryptCbc|](data, iv);", type: "SessionCookies", helpers: "private static Task SignInAsync() => Task.CompletedTask;"));

    [Theory]
    [InlineData("return aes.EncryptCbc(data, iv);")]
    [InlineData("return aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);")]
    [InlineData("var value = Convert.ToBase64String(aes.EncryptCbc(data, iv)); return [];")]
    [InlineData("context.Response.Cookies.Append(\"culture\", Convert.ToBase64String(aes.EncryptCbc(data, iv))); return [];")]
    [InlineData("context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(data)); return aes.EncryptCbc(data, iv);")]
    [InlineData("var token = Convert.ToBase64String(data); return aes.EncryptCbc(data, iv);")]
    [InlineData("var cancellationToken = Convert.ToBase64String(aes.EncryptCbc(data, iv)); return [];")]
    [InlineData("context.Request.Headers[\"X-Cart\"] = Convert.ToBase64String(aes.EncryptCbc(data, iv)); return [];")]
    [InlineData("var token = Convert.ToBase64String(aes.DecryptCbc(data, iv)); return aes.CreateDecryptor().TransformFinalBlock(data, 0, data.Length);")]
    [InlineData("customer.AccessToken = Convert.ToBase64String(aes.EncryptCbc(data, iv)); return [];")]
    [InlineData("var token = Convert.ToBase64String(given.CreateEncryptor().TransformFinalBlock(data, 0, data.Length)); return [];")]
    [InlineData("aes.Mode = mode; var token = Convert.ToBase64String(aes.CreateEncryptor().TransformFinalBlock(data, 0, data.Length)); return [];")]
    [InlineData("if (environment.IsDevelopment()) { context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(aes.EncryptCbc(data, iv))); } return [];")]
    [InlineData("#if DEBUG\ncontext.Response.Cookies.Append(\"cart\", Convert.ToBase64String(aes.EncryptCbc(data, iv)));\n#endif\nreturn [];")]
    [InlineData("context.Response.Cookies.Append(\"cart\", Convert.ToBase64String(new Own().EncryptCbc(data, iv))); return [];")]
    public Task NeutralOrNotEncrypted_IsSilent(string code) => Verify.VerifySilentAsync(Code(code));

    [Theory]
    [InlineData("File.WriteAllBytes(\"sessions.bin\", aes.EncryptCbc(data, iv)); return [];")]
    [InlineData("using var file = new FileStream(\"sessions.bin\", FileMode.Create); using var stream = new CryptoStream(file, aes.CreateEncryptor(), CryptoStreamMode.Write); stream.Write(data); return [];")]
    [InlineData("return aes.CreateDecryptor().TransformFinalBlock(data, 0, data.Length);")]
    [InlineData("return aes.DecryptCbc(data, iv);")]
    [InlineData("return given.CreateEncryptor().TransformFinalBlock(data, 0, data.Length);")]
    [InlineData("if (environment.IsDevelopment()) { return aes.EncryptCbc(data, iv); } return [];")]
    public Task FilesDecryptionOrUnknownInCodeCalledLikeASession_IsSilent(string code) => Verify.VerifySilentAsync(Code(code, type: "SessionProtector"));

    [Theory]
    [InlineData("class TokenColumn { byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); }")]
    [InlineData("class TokenConverter : ValueConverter { byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); } class ValueConverter;")]
    [InlineData("class SessionDb : DbContext { byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); } class DbContext;")]
    [InlineData("class CookieConsent { byte[] Encrypt(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); }")]
    [InlineData("class AccessLog { byte[] Login(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); }")]
    [InlineData("class Tokenizer { byte[] Authorise(Aes aes, byte[] data) => aes.EncryptCbc(data, new byte[16]); }")]
    public Task ColumnsAndNeutralTypes_IsSilent(string code) => Verify.VerifySilentAsync("using System.Security.Cryptography;\n" + code);

    [Fact]
    public async Task WordsOfTheProject_Count()
    {
        const string Code = "using System.Security.Cryptography; class {0} {{ byte[] Encrypt(Aes aes, byte[] data) => aes.{1}(data, new byte[16]); }}";
        await new Verify.Test { TestCode = Text("BasketCipher", "[|EncryptCbc|]"), EditorConfig = "[*.cs]\nsession_analyzers.sensitive_names = basket" }.RunAsync();
        await new Verify.Test { TestCode = Text("SeatTicket", "EncryptCbc"), EditorConfig = "[*.cs]\nsession_analyzers.benign_names = seat", IsSilent = true }.RunAsync();

        static string Text(string type, string call) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Code, type, call);
    }

    private static string Code(string code, string method = "Hide", string type = "Vault", string helpers = "") => $$"""
        using System.Security.Cryptography;

        class {{type}}
        {
            private byte[] _ticket = [];

            byte[] {{method}}(HttpContext context, byte[] data, byte[] key, byte[] iv, SymmetricAlgorithm given, CipherMode mode, Customer customer, IHostEnvironment environment)
            {
                using var aes = Aes.Create();
                aes.Key = key;
        {{code}}
            }

        {{helpers}}
        }

        class Customer
        {
            [System.ComponentModel.DataAnnotations.Key]
            public int Id { get; set; }

            public string AccessToken { get; set; } = "";
        }

        class Own
        {
            public byte[] EncryptCbc(byte[] data, byte[] iv) => data;
        }
        """;
}
