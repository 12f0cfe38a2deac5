using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Keys.SESS2002NonceReuse>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public class SESS2002NonceReuseTests
{
    [Theory]
    [InlineData("""var nonce = new byte[12]; aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](new byte[12], data, output, tag);""")]
    [InlineData("""Span<byte> nonce = stackalloc byte[12]; aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|]("123456789012"u8, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](Encoding.UTF8.GetBytes("123456789012"), data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](Convert.FromHexString("000000000000000000000000"), data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](Constant, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](Kept, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](kept, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](fromConstructor, data, output, tag);""")]
    [InlineData("""var nonce = Kept; aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](Kept.AsSpan(), data, output, tag);""")]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag);""")]
    [InlineData("""var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag);""")]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); foreach (var part in parts) { aes.[|Encrypt|](nonce, part, output, tag); }""")]
    [InlineData("""var nonce = given.Next(); aes.Encrypt(nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag);""")]
    [InlineData("""using var ccm = new AesCcm(data); ccm.[|Encrypt|](new byte[12], data, output, tag);""")]
    [InlineData("""using var chacha = new ChaCha20Poly1305(data); chacha.[|Encrypt|](new byte[12], data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""Span<byte> nonce = stackalloc byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; switch (data.Length) { case 1: RandomNumberGenerator.Fill(nonce); break; default: break; } aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""var nonce = data.Length > 3 ? RandomNumberGenerator.GetBytes(12) : new byte[12]; aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); if (data.Length > 3) { Array.Clear(nonce); } aes.[|Encrypt|](nonce, data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](SHA256.HashData("sessions"u8)[..12], data, output, tag);""")]
    [InlineData("""aes.[|Encrypt|](new ReadOnlySpan<byte>(Constant), data, output, tag);""")]
    [InlineData("""using var ccm = new AesCcm(data); var nonce = RandomNumberGenerator.GetBytes(12); ccm.Encrypt(nonce, data, output, tag); ccm.[|Encrypt|](nonce, output, data, tag);""")]
    public Task FixedOrUsedNonce_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""Span<byte> nonce = stackalloc byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""using var random = RandomNumberGenerator.Create(); var nonce = new byte[12]; random.GetBytes(nonce); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""foreach (var part in parts) { var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, part, output, tag); }""")]
    [InlineData("""var nonce = new byte[12]; foreach (var part in parts) { RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, part, output, tag); }""")]
    [InlineData("""var nonce = new byte[12]; ulong counter = 0; foreach (var part in parts) { BinaryPrimitives.WriteUInt64BigEndian(nonce, counter++); aes.Encrypt(nonce, part, output, tag); }""")]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); foreach (var part in parts) { nonce[11]++; aes.Encrypt(nonce, part, output, tag); }""")]
    [InlineData("""var nonce = new byte[12]; BinaryPrimitives.WriteUInt64BigEndian(nonce, Interlocked.Increment(ref counter)); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""RandomNumberGenerator.Fill(buffer); aes.Encrypt(buffer, data, output, tag);""")]
    [InlineData("""aes.Encrypt(FreshNonce(), data, output, tag);""")]
    [InlineData("""aes.Encrypt(Fresh, data, output, tag);""")]
    [InlineData("""aes.Encrypt(given.Next(), data, output, tag);""")]
    [InlineData("""aes.Encrypt(data, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; given.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag); other.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""aes.Decrypt(Constant, data, tag, output);""")]
    [InlineData("""var whole = new byte[12 + data.Length + 16]; RandomNumberGenerator.Fill(whole.AsSpan(0, 12)); aes.Encrypt(whole.AsSpan(0, 12), data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } else { RandomNumberGenerator.Fill(nonce); } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } else { given.Fill(nonce); } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } else { BinaryPrimitives.WriteUInt64BigEndian(nonce, counter++); } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length <= 3) { return; } RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); } else { throw new ArgumentException("data"); } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; if (data.Length > 3) { RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag); }""")]
    [InlineData("""var nonce = new byte[12]; for (var i = 0; i < nonce.Length; i++) { nonce[i] = data[i]; } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; foreach (var part in parts) { part.CopyTo(nonce, 0); } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; do { RandomNumberGenerator.Fill(nonce); } while (nonce[0] == 0); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; while (true) { RandomNumberGenerator.Fill(nonce); if (nonce[0] > 0) { break; } } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; try { RandomNumberGenerator.Fill(nonce); } catch (CryptographicException) { return; } aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = new byte[12]; FillIt(); aes.Encrypt(nonce, data, output, tag); void FillIt() => RandomNumberGenerator.Fill(nonce);""")]
    [InlineData("""Span<byte> nonce = stackalloc byte[12]; RandomNumberGenerator.Fill(nonce[..8]); BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], (uint)data.Length); aes.Encrypt(nonce, data, output, tag);""")]
    [InlineData("""var nonce = HMACSHA256.HashData(data, output)[..12]; aes.Encrypt(nonce, data, output, tag);""")]
    public Task FreshOrUnknownNonce_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    private static string Class(string body) => $$"""
        using System.Buffers.Binary;
        using System.Security.Cryptography;
        using System.Text;

        interface INonces
        {
            byte[] Next();

            void Fill(Span<byte> nonce);
        }

        class Sealer
        {
            private static readonly byte[] Constant = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
            private static readonly byte[] Kept = RandomNumberGenerator.GetBytes(12);
            private readonly byte[] kept = RandomNumberGenerator.GetBytes(12);
            private readonly byte[] fromConstructor;
            private readonly byte[] buffer = new byte[12];
            private ulong counter;

            public Sealer() => fromConstructor = RandomNumberGenerator.GetBytes(12);

            private static byte[] Fresh => RandomNumberGenerator.GetBytes(12);

            private static byte[] FreshNonce()
            {
                var nonce = new byte[12];
                RandomNumberGenerator.Fill(nonce);
                return nonce;
            }

            void Handle(AesGcm aes, AesGcm other, byte[] data, byte[] output, byte[] tag, List<byte[]> parts, INonces given)
            {
                {{body}}
            }
        }
        """;
}
