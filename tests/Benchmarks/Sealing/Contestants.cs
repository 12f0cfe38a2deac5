using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SealedSessions;

namespace Benchmarks.Sealing;

/// <summary>All ways to seal one payload.</summary>
internal sealed class Contestants
{
    /// <summary>As long as the id of an ASP.NET Core Identity user without its hyphens. Data Protection carries no subject.</summary>
    public const string Subject = "0198c1d24b7a7f0c9d3e5a61f2b48c07";

    private static readonly SealingKey Key = SealingKey.Generate();

    private Contestants(int payloadSize) => PayloadSize = payloadSize;

    public int PayloadSize { get; }

    public required Contestant Sealed { get; init; }

    public required Contestant SealedBytes { get; init; }

    public required Contestant Default { get; init; }

    public required Contestant DefaultBytes { get; init; }

    public required Contestant Gcm { get; init; }

    public required Contestant GcmBytes { get; init; }

    public required Contestant Bare { get; init; }

    public required Contestant Alone { get; init; }

    public IEnumerable<Contestant> All => [Sealed, Default, Gcm, Bare, SealedBytes, DefaultBytes, GcmBytes, Alone];

    public static Contestants For(int payloadSize, IDataProtector byDefault, IDataProtector gcm)
    {
        var text = Text(payloadSize);
        var bytes = Encoding.UTF8.GetBytes(text);
        var bare = new BareGcm();
        return new(payloadSize)
        {
            Sealed = Seal("SealedSessions", new TextPayload(), text),
            SealedBytes = Seal("SealedSessions, bytes", new BytesPayload(), bytes),
            Default = Contestant.Of("Data Protection default, string", () => byDefault.Protect(text), byDefault.Unprotect, static token => token.Length),
            DefaultBytes = Contestant.Of("Data Protection default, byte[]", () => byDefault.Protect(bytes), byDefault.Unprotect, static token => token.Length),
            Gcm = Contestant.Of("Data Protection GCM, string", () => gcm.Protect(text), gcm.Unprotect, static token => token.Length),
            GcmBytes = Contestant.Of("Data Protection GCM, byte[]", () => gcm.Protect(bytes), gcm.Unprotect, static token => token.Length),
            Bare = Contestant.Of("cached AesGcm, base64url", () => bare.Protect(text), bare.Unprotect, static token => token.Length),
            Alone = Contestant.Of("cached AesGcm alone", () => bare.Encrypt(bytes), bare.Decrypt, static token => token.Length),
        };
    }

    /// <summary>The same with claims that are JSON, as applications have them.</summary>
    public static IReadOnlyList<Contestant> ForJson(IDataProtector byDefault, IDataProtector gcm)
    {
        var claims = ShopClaims.Sample();
        return
        [
            Seal("SealedSessions, JSON", SessionPayload.Json(ShopJson.Default.ShopClaims), claims),
            Protect("Data Protection default, JSON", byDefault),
            Protect("Data Protection GCM, JSON", gcm),
            Contestant.Of("JSON alone", () => JsonSerializer.SerializeToUtf8Bytes(claims, ShopJson.Default.ShopClaims), static json => JsonSerializer.Deserialize(json, ShopJson.Default.ShopClaims), static json => json.Length),
        ];

        Contestant Protect(string name, IDataProtector protector) => Contestant.Of(
            name,
            () => protector.Protect(JsonSerializer.Serialize(claims, ShopJson.Default.ShopClaims)),
            token => JsonSerializer.Deserialize(protector.Unprotect(token), ShopJson.Default.ShopClaims),
            static token => token.Length);
    }

    private static Contestant Seal<TClaims>(string name, ISessionPayload<TClaims> payload, TClaims claims)
    {
        var sealer = new SessionSealer<TClaims>(Options(payload), new FixedKeyRing(KeyRing.Of(Key)));
        var context = new SealContext(CookieName: "__Host-shop");
        return Contestant.Of(
            name,
            () => sealer.Seal(new NewSession<TClaims> { Subject = Subject, Claims = claims }, context).Value,
            token => sealer.Unseal(token, context).Session,
            static token => token.Length);
    }

    public static SealedSessionOptions<TClaims> Options<TClaims>(ISessionPayload<TClaims> payload) => new()
    {
        Purpose = "shop/customer",
        Lifetime = new SessionLifetime { Absolute = TimeSpan.FromHours(12), Idle = TimeSpan.FromHours(1) },
        Payload = payload,
        WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
    };

    private static string Text(int size) => string.Create(size, 0, static (text, _) =>
    {
        var random = new Random(1);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)random.Next(' ', '~');
        }
    });
}
