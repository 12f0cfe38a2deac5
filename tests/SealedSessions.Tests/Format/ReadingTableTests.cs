using System.Text;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Format;

/// <summary>The table under "Reading" in docs/sealing.md, row by row: both implementations give the status of the row.</summary>
public class ReadingTableTests
{
    private const long SignIn = 1_767_225_600_000;
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long LatestTime = 253_402_300_799_999;

    // Offsets in the plaintext.
    private const int AuthenticatedAt = 21;
    private const int IssuedAt = 27;
    private const int ExpiresAt = 33;
    private const int IdleSeconds = 39;
    private const int SubjectLength = 47;

    private static readonly byte[] MasterKey = Fixed("own");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Step1_NoToken_IsMissing(string? token) => Assert.Equal(UnsealStatus.Missing, BothReaders.Read(token, Agreed(), Rules()));

    [Theory]
    [InlineData(" ")]
    [InlineData("s1")]
    [InlineData("s1.")]
    [InlineData("s1.A")]
    [InlineData("S1.AQAA")]
    [InlineData("s2.AQAA")]
    [InlineData("AQAA")]
    [InlineData("\u017f1.AQAA")]
    [InlineData("s1.=")]
    public void Step2_OtherText_IsMalformed(string token) => Assert.Equal(UnsealStatus.Malformed, BothReaders.Read(token, Agreed(), Rules()));

    [Fact]
    public void Step2_LongerThanTheLimit_IsMalformed()
    {
        var token = Token(session => session.Payload = Encoding.ASCII.GetBytes($"\"{new string('x', 300)}\""));
        var rules = Rules();

        rules.Limit = token.Length;
        Assert.Equal(UnsealStatus.Success, BothReaders.Read(token, Agreed(), rules));
        rules.Limit--;
        Assert.Equal(UnsealStatus.Malformed, BothReaders.Read(token, Agreed(), rules));
    }

    [Fact]
    public void Step2_UsualLimit_IsOfReaderAndWriter()
    {
        // 98 bytes of this token are not payload, and 12,285 bytes are 16,380 characters.
        var fits = Encoding.ASCII.GetBytes($"\"{new string('x', 12_285 - 98 - 2)}\"");
        byte[] isTooLong = [.. fits, (byte)' '];

        Assert.Equal(UnsealStatus.Success, BothReaders.Read(Token(session => session.Payload = fits), Agreed(), Rules()));
        Assert.Throws<FormatException>(() => SecondToken.Write(Session(session => session.Payload = isTooLong), Agreed()));
        Assert.Equal(
            UnsealStatus.Malformed,
            BothReaders.Read(SecondToken.Seal(SecondPlaintext.Write(Session(session => session.Payload = isTooLong)), Agreed()), Agreed(), Rules()));
    }

    [Theory]
    [InlineData(45, UnsealStatus.Malformed)]
    [InlineData(46, UnsealStatus.UnsupportedVersion)]
    [InlineData(47, UnsealStatus.UnsupportedVersion)]
    public void Step2_ShortBody_IsMalformed(int length, UnsealStatus status) =>
        Assert.Equal(status, BothReaders.Read("s1." + SecondBase64Url.Write([2, .. new byte[length - 1]]), Agreed(), Rules()));

    [Fact]
    public void Step2_AnotherSpelling_IsMalformed()
    {
        // Tokens of every length modulo 4, so that each has its own unused bits.
        foreach (var filler in (string[])["", "1", "12"])
        {
            var token = Token(session => session.Payload = Encoding.ASCII.GetBytes($"\"{filler}\""));
            Assert.Equal(UnsealStatus.Success, BothReaders.Read(token, Agreed(), Rules()));

            foreach (var end in (string[])["=", "==", "%", "A", "\n", " ", "."])
            {
                // One more character may be canonical; it is then another token.
                var isCanonical = SecondBase64Url.Read((token + end)[3..]) is not null;
                Assert.Equal(isCanonical ? UnsealStatus.Tampered : UnsealStatus.Malformed, BothReaders.Read(token + end, Agreed(), Rules()));
            }

            foreach (var start in (string[])[" ", "s1.", "\ufeff", "="])
            {
                Assert.Equal(UnsealStatus.Malformed, BothReaders.Read(start + token, Agreed(), Rules()));
            }

            foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/")
            {
                var other = token[..^1] + last;
                var isCanonical = SecondBase64Url.Read(other[3..]) is not null;
                Assert.Equal(!isCanonical, BothReaders.Read(other, Agreed(), Rules()) == UnsealStatus.Malformed);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(255, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 128)]
    [InlineData(2, 1)]
    public void Step3_OtherVersionOrFlags_AreUnsupported(byte version, byte flags) =>
        Assert.Equal(UnsealStatus.UnsupportedVersion, BothReaders.Read(Changed(Token(), body => (body[0], body[1], body[2]) = (version, flags, (byte)~body[2])), Agreed(), Rules()));

    [Fact]
    public void Step4_KeyNobodyHas_IsUnknown()
    {
        Assert.Equal(UnsealStatus.UnknownKey, BothReaders.Read(Changed(Token(), static body => body[5] ^= 1), Agreed(), Rules()));

        var agreed = Agreed();
        agreed.MasterKey = Fixed("somebody else's");
        Assert.Equal(UnsealStatus.UnknownKey, BothReaders.Read(Token(), agreed, Rules()));
    }

    [Fact]
    public void Step4To7_KeyIsAskedBeforeTheTokenIsOpened()
    {
        var token = Changed(Token(), static body => body[^1] ^= 1);
        SecondKey key = new() { MasterKey = MasterKey };
        var rules = Rules();
        rules.Keys.Add(key);

        Assert.Equal(UnsealStatus.Tampered, BothReaders.Read(token, Agreed(), rules));

        key.RetiredAt = rules.Now + 1;
        Assert.Equal(UnsealStatus.Tampered, BothReaders.Read(token, Agreed(), rules));

        key.RetiredAt = rules.Now;
        Assert.Equal(UnsealStatus.RetiredKey, BothReaders.Read(token, Agreed(), rules));

        key.IsRevoked = true;
        Assert.Equal(UnsealStatus.RevokedKey, BothReaders.Read(token, Agreed(), rules));
    }

    [Fact]
    public void Step6_StagedAndRetiredKey_Open()
    {
        SecondKey key = new() { MasterKey = MasterKey };
        var rules = Rules();
        rules.Keys.Add(key);

        Assert.Equal(UnsealStatus.Success, BothReaders.Read(Token(), Agreed(), rules));
        key.RetiredAt = rules.Now + 1;
        Assert.Equal(UnsealStatus.Success, BothReaders.Read(Token(), Agreed(), rules));
    }

    public static TheoryData<string> OtherAgreements => ["purpose", "audience", "cookie name", "schema", "swapped", "joined", "moved"];

    [Theory]
    [MemberData(nameof(OtherAgreements))]
    public void Step7_WhatIsAgreedOn_IsAuthenticated(string which)
    {
        var agreed = Agreed();
        switch (which)
        {
            case "purpose":
                agreed.Purpose += " ";
                break;
            case "audience":
                agreed.Audience = "SHOP";
                break;
            case "cookie name":
                agreed.CookieName = "";
                break;
            case "schema":
                agreed.Schema = "2";
                break;
            case "swapped":
                (agreed.Audience, agreed.CookieName) = (agreed.CookieName, agreed.Audience);
                break;
            case "joined":
                (agreed.Audience, agreed.CookieName) = (agreed.Audience + agreed.CookieName, "");
                break;
            default:
                (agreed.Purpose, agreed.Audience) = (agreed.Purpose[..^1], agreed.Purpose[^1] + agreed.Audience);
                break;
        }

        Assert.Equal(UnsealStatus.Tampered, BothReaders.Read(Token(), agreed, Rules()));
    }

    [Fact]
    public void Step8_CutPlaintext_IsInvalid()
    {
        var plaintext = SecondPlaintext.Write(Session(session =>
        {
            Bind(session, 2);
            session.ClientContext = new byte[16];
            session.Payload = [];
        }));

        for (var length = 0; length < plaintext.Length; length++)
        {
            Assert.Equal(UnsealStatus.InvalidPayload, BothReaders.Read(SecondToken.Seal(plaintext[..length], Agreed()), Agreed(), Rules()));
        }
    }

    [Theory]
    [InlineData(0, "04")]
    [InlineData(0, "80")]
    [InlineData(0, "83")]
    [InlineData(IdleSeconds, "00000000")]
    [InlineData(SubjectLength, "ff")]
    [InlineData(SubjectLength + 1, "ff")]
    [InlineData(SubjectLength + 1, "eda0bd")]
    [InlineData(SubjectLength + 1, "c080")]
    [InlineData(AuthenticatedAt, "e677d21fdc00")]
    [InlineData(IssuedAt, "e677d21fdc00")]
    [InlineData(ExpiresAt, "e677d21fdc00")]
    [InlineData(ExpiresAt, "ffffffffffff")]
    public void Step8_OtherLayout_IsInvalid(int offset, string bytes)
    {
        var plaintext = SecondPlaintext.Write(Session(static session => session.Payload = "1"u8.ToArray()));
        Convert.FromHexString(bytes).CopyTo(plaintext, offset);

        Assert.Equal(UnsealStatus.InvalidPayload, BothReaders.Read(SecondToken.Seal(plaintext, Agreed()), Agreed(), Rules()));
    }

    [Fact]
    public void Step8_BindingKinds_AreThoseOfTheTable()
    {
        var plaintext = SecondPlaintext.Write(Session(static session => Bind(session, 1)));
        var kindAt = SubjectLength + 1 + plaintext[SubjectLength];

        for (var kind = 0; kind <= byte.MaxValue; kind++)
        {
            plaintext[kindAt] = (byte)kind;
            Assert.Equal(
                kind is 1 or 2 or 3 or 255 ? UnsealStatus.Success : UnsealStatus.InvalidPayload,
                BothReaders.Read(SecondToken.Seal(plaintext, Agreed()), Agreed(), Rules()));
        }
    }

    [Fact]
    public void Step8_EmptySubjectAndLatestTimes_AreRead()
    {
        var session = Session(static session =>
        {
            session.Subject = "";
            session.ExpiresAt = LatestTime;
        });

        Assert.Equal(UnsealStatus.Success, BothReaders.Read(SecondToken.Seal(SecondPlaintext.Write(session), Agreed()), Agreed(), Rules()));
    }

    // Issued at +10 minutes, authenticated at 0, sealed to expire at +60, idle for 20 minutes; the policy is 8 hours and 1 hour unless given.
    [Theory]
    [InlineData(10 * Minute, 0, UnsealStatus.Success)]
    [InlineData((10 * Minute) - 1, 0, UnsealStatus.IssuedInFuture)]
    [InlineData((10 * Minute) - 5000, 5000, UnsealStatus.Success)]
    [InlineData((10 * Minute) - 5001, 5000, UnsealStatus.IssuedInFuture)]
    [InlineData((30 * Minute) - 1, 0, UnsealStatus.Success)]
    [InlineData(30 * Minute, 0, UnsealStatus.IdleTooLong)]
    [InlineData(30 * Minute, 5 * Minute, UnsealStatus.IdleTooLong)]
    [InlineData((60 * Minute) - 1, 0, UnsealStatus.IdleTooLong)]
    [InlineData(60 * Minute, 0, UnsealStatus.Expired)]
    [InlineData(60 * Minute, 5 * Minute, UnsealStatus.Expired)]
    public void Step9To11_Times_AreJudgedToTheMillisecond(long now, long skew, UnsealStatus status)
    {
        var rules = Rules(now);
        rules.ClockSkew = skew;

        Assert.Equal(status, BothReaders.Read(Token(), Agreed(), rules));
    }

    [Theory]
    [InlineData((40 * Minute) - 5001, UnsealStatus.IssuedInFuture)]
    [InlineData((40 * Minute) - 5000, UnsealStatus.IdleTooLong)]
    public void Step9_AuthenticatedInTheFuture_IsBeforeTheEnds(long now, UnsealStatus status)
    {
        var rules = Rules(now);
        rules.ClockSkew = 5000;

        Assert.Equal(status, BothReaders.Read(Token(static session => session.AuthenticatedAt = SignIn + (40 * Minute)), Agreed(), rules));
    }

    [Theory]
    [InlineData(15 * Minute, (15 * Minute) + 1, UnsealStatus.Success)]
    [InlineData(15 * Minute, 15 * Minute, UnsealStatus.Expired)]
    [InlineData(60 * Minute, 8 * Hour, UnsealStatus.Expired)]
    public void Step10_ShorterLifetime_IsTheReaders(long now, long absolute, UnsealStatus status)
    {
        var rules = Rules(now);
        rules.AbsoluteLifetime = absolute;
        rules.IdleTimeout = 15 * Minute;

        Assert.Equal(status, BothReaders.Read(Token(), Agreed(), rules));
    }

    [Theory]
    [InlineData((16 * Minute) - 1, 6 * Minute, UnsealStatus.Success)]
    [InlineData(16 * Minute, 6 * Minute, UnsealStatus.IdleTooLong)]
    [InlineData(30 * Minute, 60 * Minute, UnsealStatus.IdleTooLong)]
    public void Step11_ShorterIdleTimeout_IsTheReaders(long now, long idle, UnsealStatus status)
    {
        var rules = Rules(now);
        rules.IdleTimeout = idle;

        Assert.Equal(status, BothReaders.Read(Token(), Agreed(), rules));
    }

    [Theory]
    [InlineData("{\"a\":1,\"A\":2}", UnsealStatus.Success)]
    [InlineData(" \t\r\n[{\"a\":1},{\"a\":1}] ", UnsealStatus.Success)]
    [InlineData("{\"a\":{\"a\":1}}", UnsealStatus.Success)]
    [InlineData("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", UnsealStatus.Success)]
    [InlineData("[[[[[[[[[[[[[[[{\"a\":1}]]]]]]]]]]]]]]]", UnsealStatus.Success)]
    [InlineData("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", UnsealStatus.InvalidPayload)]
    [InlineData("[[[[[[[[[[[[[[[[[", UnsealStatus.InvalidPayload)]
    [InlineData("{\"a\":1,\"a\":2}", UnsealStatus.InvalidPayload)]
    [InlineData("{\"a\":1,\"\\u0061\":1}", UnsealStatus.InvalidPayload)]
    [InlineData("[{\"b\":{\"a\":1,\"c\":2,\"a\":3}}]", UnsealStatus.InvalidPayload)]
    [InlineData("", UnsealStatus.InvalidPayload)]
    [InlineData(" ", UnsealStatus.InvalidPayload)]
    [InlineData("{}{}", UnsealStatus.InvalidPayload)]
    [InlineData("1 2", UnsealStatus.InvalidPayload)]
    [InlineData("[1,]", UnsealStatus.InvalidPayload)]
    [InlineData("{\"a\":1,}", UnsealStatus.InvalidPayload)]
    [InlineData("/**/1", UnsealStatus.InvalidPayload)]
    [InlineData("1 // one", UnsealStatus.InvalidPayload)]
    [InlineData("\ufeff1", UnsealStatus.InvalidPayload)]
    [InlineData("NaN", UnsealStatus.InvalidPayload)]
    [InlineData("'a'", UnsealStatus.InvalidPayload)]
    public void Step12_Payload_IsJson(string payload, UnsealStatus status) =>
        Assert.Equal(status, BothReaders.Read(Token(session => session.Payload = Encoding.UTF8.GetBytes(payload)), Agreed(), Rules()));

    [Theory]
    [InlineData("22ff22")]
    [InlineData("22c0af22")]
    [InlineData("22eda0bd22")]
    [InlineData("7b22ff223a317d")]
    [InlineData("7b2261223a22ff227d")]
    public void Step12_OtherThanUtf8_IsInvalid(string payload) =>
        Assert.Equal(UnsealStatus.InvalidPayload, BothReaders.Read(Token(session => session.Payload = Convert.FromHexString(payload)), Agreed(), Rules()));

    [Fact]
    public void EveryStep_IsBeforeTheNext()
    {
        // One token in which everything from step 8 on is wrong: each repair leads to the next row.
        var session = Session(static session =>
        {
            session.IssuedAt = SignIn + (11 * Minute);
            session.ExpiresAt = SignIn + Minute;
            session.IdleSeconds = 1;
            session.Payload = "?"u8.ToArray();
        });
        var rules = Rules(10 * Minute);

        byte[] plaintext = [.. SecondPlaintext.Write(session)];
        plaintext[0] = 0x40;
        Assert.Equal(UnsealStatus.InvalidPayload, BothReaders.Read(SecondToken.Seal(plaintext, Agreed()), Agreed(), rules));
        Assert.Equal(UnsealStatus.IssuedInFuture, Status());
        session.IssuedAt = SignIn + (9 * Minute);
        Assert.Equal(UnsealStatus.Expired, Status());
        session.ExpiresAt = SignIn + (60 * Minute);
        Assert.Equal(UnsealStatus.IdleTooLong, Status());
        session.IdleSeconds = 600;
        Assert.Equal(UnsealStatus.InvalidPayload, Status());
        session.Payload = "0"u8.ToArray();
        Assert.Equal(UnsealStatus.Success, Status());

        UnsealStatus Status() => BothReaders.Read(SecondToken.Write(session, Agreed()), Agreed(), rules);
    }

    private static string Token(Action<SecondSession>? change = null) => SecondToken.Write(Session(change), Agreed());

    private static string Changed(string token, Action<byte[]> change)
    {
        var body = SecondBase64Url.Read(token[3..])!;
        change(body);
        return "s1." + SecondBase64Url.Write(body);
    }

    private static SecondRules Rules(long now = 10 * Minute) =>
        new() { Now = SignIn + now, AbsoluteLifetime = 8 * Hour, IdleTimeout = Hour };

    private static SecondParameters Agreed() => new()
    {
        MasterKey = MasterKey,
        Purpose = "session",
        Audience = "shop",
        CookieName = "__Host-session",
        Schema = "1",
        Nonce = Fixed("nonce")[..24],
    };

    private static SecondSession Session(Action<SecondSession>? change = null)
    {
        SecondSession session = new()
        {
            SessionId = Fixed("session")[..16],
            Generation = 3,
            AuthenticatedAt = SignIn,
            IssuedAt = SignIn + (10 * Minute),
            ExpiresAt = SignIn + (60 * Minute),
            IdleSeconds = 20 * 60,
            Epoch = 1,
            Subject = "zoë",
            Payload = "{\"items\":2}"u8.ToArray(),
        };
        change?.Invoke(session);
        return session;
    }

    private static void Bind(SecondSession session, byte kind)
    {
        session.BindingKind = kind;
        session.BindingBytes = Fixed("binding");
    }

    private static byte[] Fixed(string name) => System.Security.Cryptography.SHA256.HashData(SecondText.Bytes($"reading {name}"));
}
