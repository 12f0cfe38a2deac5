using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Keys.SESS2002NonceReuse,
    SessionAnalyzers.Rules.Keys.SESS2002NonceReuseFix>;

namespace SessionAnalyzers.Tests.Rules.Keys;

public sealed class SESS2002NonceReuseFixTests
{
    public static TheoryData<string, string> Nonces => new()
    {
        { """var nonce = new byte[12]; aes.[|Encrypt|](nonce, data, output, tag);""", """var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""" },
        { """Span<byte> nonce = stackalloc byte[12]; aes.[|Encrypt|](nonce, data, output, tag);""", """Span<byte> nonce = stackalloc byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""" },
        { """byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; aes.[|Encrypt|](nonce, data, output, tag);""", """byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag);""" },
        { """var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag);""", """var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag); RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, output, data, tag);""" },
        { """var nonce = new byte[12]; aes.[|Encrypt|](nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag);""", """var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag); RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, output, data, tag);""" },
        { """var whole = new byte[64]; aes.[|Encrypt|](whole.AsSpan(0, 12), data, output, tag);""", """var whole = new byte[64]; RandomNumberGenerator.Fill(whole.AsSpan(0, 12)); aes.Encrypt(whole.AsSpan(0, 12), data, output, tag);""" },
        { """using var ccm = new AesCcm(data); var nonce = new byte[12]; ccm.[|Encrypt|](nonce, data, output, tag);""", """using var ccm = new AesCcm(data); var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce); ccm.Encrypt(nonce, data, output, tag);""" },
        { """var nonce = new byte[12]; if (data.Length > 0) aes.[|Encrypt|](nonce, data, output, tag);""", """var nonce = new byte[12]; if (data.Length > 0) { RandomNumberGenerator.Fill(nonce); aes.Encrypt(nonce, data, output, tag); }""" },
        {
            """
            var nonce = new byte[12];

            // One message.
            aes.[|Encrypt|](
                nonce,
                data,
                output,
                tag); // sealed
            nonce.CopyTo(result, 0);
            """,
            """
            var nonce = new byte[12];

            RandomNumberGenerator.Fill(nonce);
            // One message.
            aes.Encrypt(
                nonce,
                data,
                output,
                tag); // sealed
            nonce.CopyTo(result, 0);
            """
        },
        {
            """
            var nonce = RandomNumberGenerator.GetBytes(12);
            foreach (var part in parts)
            {
                aes.[|Encrypt|](nonce, part, output, tag);
                stream.Write(nonce);
            }
            """,
            """
            var nonce = RandomNumberGenerator.GetBytes(12);
            foreach (var part in parts)
            {
                RandomNumberGenerator.Fill(nonce);
                aes.Encrypt(nonce, part, output, tag);
                stream.Write(nonce);
            }
            """
        },
        {
            """
            var nonce = RandomNumberGenerator.GetBytes(12);
            foreach (var part in parts)
                aes.[|Encrypt|](nonce, part, output, tag);
            """,
            """
            var nonce = RandomNumberGenerator.GetBytes(12);
            foreach (var part in parts)
            {
                RandomNumberGenerator.Fill(nonce);
                aes.Encrypt(nonce, part, output, tag);
            }
            """
        },
    };

    public static TheoryData<string> Unclear =>
    [
        // Not made here, or made for this call only.
        """aes.[|Encrypt|](new byte[12], data, output, tag);""",
        """aes.[|Encrypt|]("123456789012"u8, data, output, tag);""",
        """ReadOnlySpan<byte> nonce = "123456789012"u8; aes.[|Encrypt|](nonce, data, output, tag);""",
        """var nonce = Encoding.UTF8.GetBytes("123456789012"); aes.[|Encrypt|](nonce, data, output, tag);""",
        """aes.[|Encrypt|](Constant, data, output, tag);""",
        """aes.[|Encrypt|](kept, data, output, tag);""",
        """var nonce = kept; aes.[|Encrypt|](nonce, data, output, tag);""",

        // The bytes that are kept would be other bytes.
        """var nonce = new byte[12]; nonce.CopyTo(result, 0); aes.[|Encrypt|](nonce, data, output, tag);""",
        """var nonce = RandomNumberGenerator.GetBytes(12); aes.Encrypt(nonce, data, output, tag); aes.[|Encrypt|](nonce, output, data, tag); nonce.CopyTo(result, 0);""",
        """var nonce = RandomNumberGenerator.GetBytes(12); foreach (var part in parts) { nonce.CopyTo(result, 0); aes.[|Encrypt|](nonce, part, output, tag); }""",
    ];

    [Theory]
    [MemberData(nameof(Nonces))]
    public Task Nonce_IsFilled(string before, string after) => Verify.VerifyCodeFixAsync(Class(before), Class(after));

    [Theory]
    [MemberData(nameof(Unclear))]
    public Task Unclear_HasNoFix(string body) => Verify.VerifyCodeFixAsync(Class(body), Class(body));

    private static string Class(string body) => $$"""
        using System.Security.Cryptography;
        using System.Text;

        class Sealer
        {
            private static readonly byte[] Constant = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
            private readonly byte[] kept = RandomNumberGenerator.GetBytes(12);

            void Handle(AesGcm aes, byte[] data, byte[] output, byte[] tag, byte[] result, List<byte[]> parts, Stream stream)
            {
                {{body.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
