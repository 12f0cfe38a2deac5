using System.Buffers.Binary;
using System.Security.Cryptography;
using SealedSessions.Format;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Fuzz;

/// <summary>One sealer with a ring of keys in every state, and how it is known from outside.</summary>
internal abstract class Target
{
    private readonly string _purpose;
    private readonly byte[] _known;

    protected Target(string purpose, SealContext context)
    {
        _purpose = purpose;
        Context = context;
        _known = PurposeKey.Encode(purpose, context.Audience ?? "", context.CookieName ?? "", "1");
    }

    public static SealingKey[] Keys { get; } = [.. Enumerable.Range(0, 5).Select(static i => new SealingKey(SHA256.HashData([(byte)i])))];

    public static StillClock Clock { get; } = new();

    /// <summary>What a reader by docs/sealing.md goes by.</summary>
    public static SecondRules Rules { get; } = new()
    {
        Now = Clock.Now.ToUnixTimeMilliseconds(),
        ClockSkew = 30_000,
        AbsoluteLifetime = 8 * 3_600_000,
        IdleTimeout = 1_800_000,
    };

    public SealContext Context { get; }

    public abstract string Make(Dice dice);

    public abstract UnsealStatus Unseal(string? token, SealContext context);

    /// <summary>A token around any plaintext, under any key, as only who has the key can make it.</summary>
    public string Seal(byte[] plaintext, SealingKey key, Dice dice)
    {
        var body = new byte[46 + plaintext.Length];
        body[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(2), key.Id.Value);
        dice.Bytes(24).CopyTo(body, 6);
        byte[] associated = [.. body[..6], .. _known];
        Ciphers.Of(key, _purpose).Encrypt(body.AsSpan(6, 24), plaintext, body.AsSpan(30, plaintext.Length), body.AsSpan(body.Length - 16), associated);
        return TokenText.Write(body, body.Length);
    }

    /// <summary>Active, staged, retired but open, retired and shut, revoked.</summary>
    protected static KeyRing Ring()
    {
        KeyRingOptions options = new();
        SealingKeyState[] states = [SealingKeyState.Active, SealingKeyState.Staged, SealingKeyState.Retired, SealingKeyState.Retired, SealingKeyState.Revoked];
        for (var i = 0; i < Keys.Length; i++)
        {
            options.Keys.Add(new()
            {
                Key = Keys[i].ExportBase64(),
                State = states[i],
                OpensUntil = Clock.Now.AddHours(i == 2 ? 1 : -1),
            });
        }

        return KeyRing.Create(options);
    }

    private static class Ciphers
    {
        private static readonly Dictionary<(SealingKeyId, string), Xaes256Gcm> Made = [];

        public static Xaes256Gcm Of(SealingKey key, string purpose)
        {
            if (!Made.TryGetValue((key.Id, purpose), out var cipher))
            {
                Made[(key.Id, purpose)] = cipher = PurposeKey.Cipher(key, PurposeKey.SessionSeal, purpose);
            }

            return cipher;
        }
    }
}
