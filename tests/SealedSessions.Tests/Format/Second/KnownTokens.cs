using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SealedSessions.Tests.Format.Second;

/// <summary>The tokens of known-tokens.json. They are never changed, only added to: tokens like them are in browsers.</summary>
internal static class KnownTokens
{
    // 2026-01-01T00:00:00.000Z
    private const long NewYear = 1_767_225_600_000;
    private const long Hour = 3_600_000;

    // 9999-12-31T23:59:59.999Z
    private const long EndOfTime = 253_402_300_799_999;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyList<KnownToken> All { get; } =
    [
        Token("plain", 1, Payload(200)),
        Token("client certificate", 2, Payload(256), s => Bind(s, 1)),
        Token("proof key and client context", 3, Payload(321), s =>
        {
            Bind(s, 2);
            s.ClientContext = Fixed("context", 16);
        }),
        Token("workload identity for an audience", 4, Payload(400), s => Bind(s, 3), p => p.Audience = "https://api.example.com/"),
        // A reader takes an empty subject; no sealer writes one.
        Token("custom binding, client context, empty subject", 5, Payload(512), s =>
        {
            Bind(s, 255);
            s.ClientContext = new byte[16];
            s.Subject = "";
        }),
        Token("subject of 255 bytes", 6, Payload(640), s => s.Subject = string.Concat(Enumerable.Repeat("0123456789abcde", 17))),
        // Not in normalization form C, and with a character outside of the basic plane.
        Token("subject beyond ASCII", 7, Payload(777), s => s.Subject = "zoe\u0308@b\u00fccher.example/\u6f22\u5b57/\U0001f511"),
        Token("audience, cookie name and schema", 8, Payload(1024), change: null, p =>
        {
            p.Audience = "shop";
            p.CookieName = "__Host-session";
            p.Schema = "cart/2";
        }),
        Token("client context, names beyond ASCII", 9, Payload(1537), s => s.ClientContext = Fixed("context", 16), p =>
        {
            p.Purpose = "anmeldung/\u00fcber";
            p.Audience = "\u6f22\u5b57";
            p.Schema = "\U0001f9fa";
        }),
        Token("payload of 3 KiB, 16 levels deep", 10, Payload(3072, levels: 16), s => s.Epoch = 7),
        Token("largest generation, epoch and idle window", 11, Payload(2047), s =>
        {
            s.Generation = uint.MaxValue;
            s.Epoch = uint.MaxValue;
            s.IdleSeconds = uint.MaxValue;
        }),
        Token("far expiry, shortest idle window", 12, Payload(2500), s =>
        {
            s.AuthenticatedAt = 0;
            s.IssuedAt = EndOfTime - 1;
            s.ExpiresAt = EndOfTime;
            s.IdleSeconds = 1;
        }),
    ];

    /// <summary>The text of the file.</summary>
    public static string Render() => new JsonObject
    {
        ["about"] = "Tokens of docs/sealing.md made by tests/SealedSessions.Tests/Format/Second. "
            + "Everything but name and token is hex: texts are UTF-8, numbers big-endian in their width.",
        ["tokens"] = new JsonArray([.. All.Select(static token => token.Write())]),
    }.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    private static KnownToken Token(
        string name,
        byte number,
        byte[] payload,
        Action<SecondSession>? change = null,
        Action<SecondParameters>? agree = null)
    {
        SecondParameters parameters = new()
        {
            // Four keys, so that tokens share some.
            MasterKey = Fixed($"master key {number % 4}", 32),
            Purpose = "session",
            Nonce = Fixed($"nonce {number}", 24),
        };
        SecondSession session = new()
        {
            SessionId = Fixed($"session {number}", 16),
            Generation = number - 1u,
            AuthenticatedAt = NewYear + number,
            IssuedAt = NewYear + (number * Hour) + 123,
            ExpiresAt = NewYear + (24 * Hour) + number,
            IdleSeconds = 900,
            Epoch = number % 2u,
            Subject = $"user-{number}",
            Payload = payload,
        };

        agree?.Invoke(parameters);
        change?.Invoke(session);
        return new(name, parameters, session);
    }

    private static void Bind(SecondSession session, byte kind)
    {
        session.BindingKind = kind;
        session.BindingBytes = Fixed($"binding {kind}", 32);
    }

    private static byte[] Fixed(string name, int length) => SHA256.HashData(SecondText.Bytes($"known-tokens {name}"))[..length];

    // An object within arrays, in all that many levels deep and that many bytes long.
    private static byte[] Payload(int length, int levels = 1)
    {
        var before = new string('[', levels - 1) + "{\"name\":\"Zo\u00eb \u6f22\",\"role\":\"\\u0062uyer\",\"note\":\"";
        var after = "\"}" + new string(']', levels - 1);
        var filler = length - SecondText.Bytes(before + after).Length;
        return SecondText.Bytes(before + string.Concat(Enumerable.Range(0, filler).Select(static i => (char)('a' + (i * i % 26)))) + after);
    }
}
