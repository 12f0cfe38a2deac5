using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

/// <summary>Tokens of one implementation open in the other, with every field equal.</summary>
public class SecondImplementationTests
{
    private const long Day = 24 * 3_600_000L;

    private static readonly JsonArray Stored = JsonNode.Parse(File.ReadAllText(Repository.PathTo("tests/SealedSessions.Tests/Format/known-tokens.json")))!["tokens"]!.AsArray();

    public static TheoryData<string> KnownTokenNames => [.. Stored.Select(static row => row!["name"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(KnownTokenNames))]
    public void KnownToken_Opens(string name)
    {
        var row = Stored.Single(row => row!["name"]!.GetValue<string>() == name)!;
        var known = KnownToken.Read(row);
        SecondRules rules = new() { Now = known.Session.IssuedAt, AbsoluteLifetime = 400 * Day, IdleTimeout = Day };

        // One of them is authenticated in 1970 and issued in 9999: no policy allows that.
        var expected = known.Session.IssuedAt - known.Session.AuthenticatedAt < rules.AbsoluteLifetime ? UnsealStatus.Success : UnsealStatus.Expired;
        Assert.Equal(expected, BothReaders.Read(row["token"]!.GetValue<string>(), known.Parameters, rules));
    }

    [Fact]
    public void KnownToken_WithTheLatestTimes_IsReadInFull()
    {
        var row = Stored.Single(static row => row!["name"]!.GetValue<string>() == "far expiry, shortest idle window")!;
        var known = KnownToken.Read(row);
        var body = SecondBase64Url.Read(row["token"]!.GetValue<string>()[3..])!;
        var cipher = SealedSessions.Format.PurposeKey.Cipher(
            new SealingKey(known.Parameters.MasterKey), SealedSessions.Format.PurposeKey.SessionSeal, known.Parameters.Purpose);
        var plaintext = new byte[body.Length - 46];

        Assert.True(cipher.TryDecrypt(body.AsSpan(6, 24), body.AsSpan(30, plaintext.Length), body.AsSpan(body.Length - 16), plaintext, Convert.FromHexString(row["associatedData"]!.GetValue<string>())));
        Assert.True(SealedSessions.Format.SessionRecord.TryRead(plaintext, out var record, out var payload));
        Assert.Equal(known.Session.AuthenticatedAt, record.AuthenticatedAt);
        Assert.Equal(known.Session.IssuedAt, record.IssuedAt);
        Assert.Equal(known.Session.ExpiresAt, record.ExpiresAt);
        Assert.Equal(known.Session.IdleSeconds, record.IdleSeconds);
        Assert.Equal(known.Session.Payload, payload.ToArray());
    }

    [Fact]
    public void AnyToken_OfTheSecond_OpensInTheLibrary() => Property.Holds(
        from agreed in Agreements
        from session in Sessions
        select (agreed, session),
        static given =>
        {
            var token = SecondToken.Write(given.session, given.agreed);
            Assert.Equal(UnsealStatus.Success, BothReaders.Read(token, given.agreed, Rules(given.session.IssuedAt)));
        },
        times: 300);

    [Fact]
    public void AnyToken_OfTheLibrary_OpensInTheSecond() => Property.Holds(
        from agreed in Agreements
        from session in Sessions
        select (agreed, session),
        static given =>
        {
            var (agreed, session) = given;
            var sealer = BothReaders.Sealer(agreed, Rules(session.IssuedAt));
            var token = sealer.Seal(
                new NewSession<byte[]>
                {
                    Subject = session.Subject,
                    Claims = session.Payload,
                    AuthenticatedAt = DateTimeOffset.FromUnixTimeMilliseconds(session.AuthenticatedAt),
                    ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(session.ExpiresAt),
                    Idle = TimeSpan.FromSeconds(session.IdleSeconds),
                    Epoch = session.Epoch,
                    Binding = session.BindingKind is { } kind ? SessionBinding.Read((SessionBindingKind)kind, session.BindingBytes) : null,
                    Client = session.ClientContext is { } client ? ClientContext.Read(client) : null,
                },
                new SealContext(agreed.Audience, agreed.CookieName)).Value;

            var reading = SecondToken.Read(token, agreed, Rules(session.IssuedAt));

            Assert.Equal(SecondStatus.Success, reading.Status);
            session.Generation = 0;
            session.SessionId = reading.Session!.SessionId;
            session.ExpiresAt = Math.Min(session.ExpiresAt, session.AuthenticatedAt + (400 * Day));
            session.IdleSeconds = Math.Min(session.IdleSeconds, (uint)(Day / 1000));
            Assert.Equivalent(session, reading.Session, strict: true);
        },
        times: 300);

    [Fact]
    public void AnyReader_AtAnyTime_SaysTheSame() => Property.Holds(
        from agreed in Agreements
        from session in Sessions
        from generation in Numbers
        from now in Around(session.IssuedAt, session.ExpiresAt, session.IssuedAt + (1000L * session.IdleSeconds))
        from skew in Gen.Choose(0, 300_000)
        from idle in Gen.Choose(1, 86_400)
        from absolute in Gen.Choose(86_400, 400 * 86_400)
        select (agreed, session, generation, new SecondRules { Now = now, ClockSkew = skew, IdleTimeout = idle * 1000L, AbsoluteLifetime = absolute * 1000L }),
        static given =>
        {
            var (agreed, session, generation, rules) = given;
            session.Generation = generation;
            BothReaders.Read(SecondToken.Write(session, agreed), agreed, rules);
        },
        times: 500);

    private static Gen<uint> Numbers => Gen.OneOf(Gen.Elements(0u, 1u, uint.MaxValue), Gen.Choose(0, int.MaxValue).Select(static number => (uint)number));

    private static Gen<string> Texts => Gen.Elements("", "shop", "__Host-session", "über", "漢字", "\U0001f511", "a\0b", new string('x', 300));

    private static Gen<SecondParameters> Agreements =>
        from purpose in Texts.Where(static text => text.Length > 0)
        from audience in Texts
        from cookieName in Texts
        from schema in Texts
        select new SecondParameters
        {
            MasterKey = RandomNumberGenerator.GetBytes(32),
            Nonce = RandomNumberGenerator.GetBytes(24),
            Purpose = purpose,
            Audience = audience,
            CookieName = cookieName,
            Schema = schema,
        };

    private static Gen<SecondSession> Sessions =>
        from subject in Gen.Elements("a", "zoë", "漢字\0", new string('s', 255), "\U0001f511")
        from signIn in Gen.Choose(0, int.MaxValue)
        from issuedAfter in Gen.Choose(0, 86_400)
        from lifetime in Gen.Choose(1, 500 * 86_400)
        from idle in Gen.OneOf(Gen.Choose(1, 86_400), Gen.Constant(int.MaxValue))
        from epoch in Numbers
        from kind in Gen.Elements<byte?>(null, 1, 2, 3, 255)
        from hasClient in Gen.Elements(true, false)
        from length in Gen.Choose(0, 3000)
        let signedIn = (signIn * 1000L) + (signIn % 1000)
        select new SecondSession
        {
            SessionId = RandomNumberGenerator.GetBytes(16),
            AuthenticatedAt = signedIn,
            IssuedAt = signedIn + (issuedAfter * 997L),
            ExpiresAt = signedIn + (issuedAfter * 997L) + (lifetime * 1000L),
            IdleSeconds = (uint)idle,
            Epoch = epoch,
            Subject = subject,
            BindingKind = kind,
            BindingBytes = kind is null ? null : RandomNumberGenerator.GetBytes(32),
            ClientContext = hasClient ? RandomNumberGenerator.GetBytes(16) : null,
            Payload = SecondText.Bytes($"\"{new string('é', length / 2)}\""),
        };

    private static Gen<long> Around(params long[] times) =>
        from time in Gen.Elements(times)
        from distance in Gen.OneOf(Gen.Choose(-2, 2), Gen.Choose(-400_000, 400_000))
        select Math.Max(0, time + distance);

    private static SecondRules Rules(long now) => new() { Now = now, AbsoluteLifetime = 400 * Day, IdleTimeout = Day, ClockSkew = 30_000 };
}
