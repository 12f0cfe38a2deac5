namespace SealedSessions.Tests.Format.Second;

/// <summary>The reader against the steps of docs/sealing.md, and the order they come in.</summary>
public class SecondTokenTests
{
    private const long SignIn = 1_767_225_600_000;
    private const long Minute = 60_000;
    private const long LatestTime = 253_402_300_799_999;

    [Fact]
    public void Session_ComesBack()
    {
        var session = Session();
        session.BindingKind = 2;
        session.BindingBytes = [.. Enumerable.Repeat((byte)9, 32)];
        session.ClientContext = [.. Enumerable.Repeat((byte)8, 16)];

        var reading = SecondToken.Read(SecondToken.Write(session, Parameters()), Parameters(), Rules());

        Assert.Equal(SecondStatus.Success, reading.Status);
        Assert.Equivalent(session, reading.Session, strict: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void NoToken_IsMissing(string? token) => Assert.Equal(SecondStatus.Missing, Status(token));

    [Theory]
    [InlineData("s1")]
    [InlineData("s1.")]
    [InlineData("S1.AAAA")]
    [InlineData("s2.AAAA")]
    [InlineData("AAAA")]
    [InlineData("s1.=")]
    public void OtherText_IsMalformed(string token) => Assert.Equal(SecondStatus.Malformed, Status(token));

    [Fact]
    public void AnotherSpellingOfAToken_IsMalformed()
    {
        var token = Token();

        Assert.Equal(SecondStatus.Success, Status(token));
        Assert.Equal(SecondStatus.Malformed, Status(token + "="));
        Assert.Equal(SecondStatus.Malformed, Status(token + "\n"));
        Assert.Equal(SecondStatus.Malformed, Status(" " + token));
        Assert.Equal(SecondStatus.Malformed, Status(token.Insert(20, " ")));
    }

    [Fact]
    public void LongerThanTheLimit_IsMalformed()
    {
        var token = Token();
        var rules = Rules();

        rules.Limit = token.Length;
        Assert.Equal(SecondStatus.Success, Status(token, rules));
        rules.Limit--;
        Assert.Equal(SecondStatus.Malformed, Status(token, rules));
    }

    [Theory]
    [InlineData(45, SecondStatus.Malformed)]
    [InlineData(46, SecondStatus.UnsupportedVersion)]
    public void Length_IsBeforeTheVersion(int length, string status) =>
        Assert.Equal(status, Status("s1." + SecondBase64Url.Write([2, .. new byte[length - 1]])));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 128)]
    public void OtherVersionOrFlags_AreUnsupported(byte version, byte flags) =>
        Assert.Equal(SecondStatus.UnsupportedVersion, Status(Changed(Token(), body =>
        {
            body[0] = version;
            body[1] = flags;

            // Unsupported is before an unknown key.
            body[2] ^= 1;
        })));

    [Fact]
    public void KeyNobodyHas_IsUnknown()
    {
        Assert.Equal(SecondStatus.UnknownKey, Status(Changed(Token(), static body => body[5] ^= 1)));

        var parameters = Parameters();
        parameters.MasterKey[31] ^= 1;
        Assert.Equal(SecondStatus.UnknownKey, SecondToken.Read(Token(), parameters, Rules()).Status);
    }

    [Fact]
    public void Key_IsRefusedBeforeTheTokenIsOpened()
    {
        var token = Changed(Token(), static body => body[^1] ^= 1);
        SecondKey key = new() { MasterKey = Parameters().MasterKey };
        var rules = Rules();
        rules.Keys.Add(key);

        Assert.Equal(SecondStatus.Tampered, Status(token, rules));

        key.RetiredAt = rules.Now + 1;
        Assert.Equal(SecondStatus.Tampered, Status(token, rules));

        key.RetiredAt = rules.Now;
        Assert.Equal(SecondStatus.RetiredKey, Status(token, rules));

        key.IsRevoked = true;
        Assert.Equal(SecondStatus.RevokedKey, Status(token, rules));
    }

    [Fact]
    public void AnotherKeyOfTheReader_OpensItsOwnTokens()
    {
        var parameters = Parameters();
        parameters.MasterKey[31] ^= 1;
        var rules = Rules();
        rules.Keys.Add(new() { MasterKey = Parameters().MasterKey });

        Assert.Equal(SecondStatus.Success, SecondToken.Read(Token(), parameters, rules).Status);
        Assert.Equal(SecondStatus.Success, SecondToken.Read(SecondToken.Write(Session(), parameters), parameters, rules).Status);
    }

    [Fact]
    public void EveryByteFromTheNonceOn_IsAuthenticated()
    {
        var token = Token();
        var length = SecondBase64Url.Read(token[3..])!.Length;
        for (var i = 6; i < length; i++)
        {
            Assert.Equal(SecondStatus.Tampered, Status(Changed(token, body => body[i] ^= 0x80)));
        }
    }

    [Fact]
    public void WhatTheReaderAgreesOn_IsAuthenticated()
    {
        Action<SecondParameters>[] changes =
        [
            static p => p.Purpose = "other",
            static p => p.Audience = "other",
            static p => p.CookieName = "other",
            static p => p.Schema = "other",
            static p => (p.Audience, p.CookieName) = (p.CookieName, p.Audience),
            static p => (p.CookieName, p.Schema) = (p.CookieName + p.Schema, ""),
        ];

        Assert.All(changes, static change =>
        {
            var parameters = Parameters();
            change(parameters);
            Assert.Equal(SecondStatus.Tampered, SecondToken.Read(Token(), parameters, Rules()).Status);
        });
    }

    [Fact]
    public void PlaintextOfAnotherLayout_IsAnInvalidPayload()
    {
        var session = Session();
        session.BindingKind = 1;
        session.BindingBytes = new byte[32];
        session.ClientContext = new byte[16];
        session.Payload = [];
        var plaintext = SecondPlaintext.Write(session);
        var bindingKind = plaintext.Length - 49;
        var rules = Rules();
        rules.IsJson = false;

        Assert.Equal(SecondStatus.Success, Status(SecondToken.Seal(plaintext, Parameters()), rules));
        for (var length = 0; length < plaintext.Length; length++)
        {
            Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Seal(plaintext[..length], Parameters()), rules));
        }

        Assert.All(
            [
                (0, (byte)4),
                (0, (byte)0x83),
                (48, (byte)0xFF),
                (bindingKind, (byte)0),
                (bindingKind, (byte)4),
                (bindingKind, (byte)254),
            ],
            change =>
            {
                byte[] other = [.. plaintext];
                other[change.Item1] = change.Item2;
                Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Seal(other, Parameters()), rules));
            });

        // Bytes 39 to 42 are the idle window.
        byte[] idleOfNothing = [.. plaintext];
        Array.Clear(idleOfNothing, 39, 4);
        Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Seal(idleOfNothing, Parameters()), rules));
    }

    [Fact]
    public void Layout_IsBeforeTheTimes_AndThePayloadAfter()
    {
        var rules = Rules();
        rules.Now = long.MaxValue;
        var session = Session();
        session.Payload = [];

        Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Seal([4], Parameters()), rules));
        Assert.Equal(SecondStatus.Expired, Status(SecondToken.Write(session, Parameters()), rules));
        Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Write(session, Parameters())));
    }

    [Theory]
    // Issued at +10 minutes, authenticated at 0, expires at +60, idle for 20.
    [InlineData(10 * Minute, 0, SecondStatus.Success)]
    [InlineData((10 * Minute) - 1, 0, SecondStatus.IssuedInFuture)]
    [InlineData((10 * Minute) - 5, 5, SecondStatus.Success)]
    [InlineData((10 * Minute) - 6, 5, SecondStatus.IssuedInFuture)]
    [InlineData((30 * Minute) - 1, 0, SecondStatus.Success)]
    [InlineData(30 * Minute, 0, SecondStatus.IdleTooLong)]
    [InlineData(30 * Minute, 5 * Minute, SecondStatus.IdleTooLong)]
    [InlineData((60 * Minute) - 1, 0, SecondStatus.IdleTooLong)]
    [InlineData(60 * Minute, 0, SecondStatus.Expired)]
    [InlineData(60 * Minute, 5 * Minute, SecondStatus.Expired)]
    public void Time_IsJudgedToTheMillisecond(long now, long clockSkew, string status) =>
        Assert.Equal(status, Status(Token(), new() { Now = SignIn + now, ClockSkew = clockSkew }));

    [Theory]
    [InlineData(15 * Minute, 16 * Minute, SecondStatus.Success)]
    [InlineData(15 * Minute, 15 * Minute, SecondStatus.Expired)]
    [InlineData(60 * Minute, 999 * Minute, SecondStatus.Expired)]
    public void ShorterLifetime_IsTheReaders(long now, long absoluteLifetime, string status) =>
        Assert.Equal(status, Status(Token(), new() { Now = SignIn + now, AbsoluteLifetime = absoluteLifetime }));

    [Theory]
    [InlineData(15 * Minute, 6 * Minute, SecondStatus.Success)]
    [InlineData(15 * Minute, 5 * Minute, SecondStatus.IdleTooLong)]
    [InlineData(30 * Minute, 999 * Minute, SecondStatus.IdleTooLong)]
    public void ShorterIdleTimeout_IsTheReaders(long now, long idleTimeout, string status) =>
        Assert.Equal(status, Status(Token(), new() { Now = SignIn + now, IdleTimeout = idleTimeout }));

    [Theory]
    // Authenticated at +30 minutes, and so after the issue.
    [InlineData(30 * Minute, 0, SecondStatus.IdleTooLong)]
    [InlineData((30 * Minute) - 1, 0, SecondStatus.IssuedInFuture)]
    [InlineData((30 * Minute) - 5, 5, SecondStatus.Success)]
    [InlineData((30 * Minute) - 6, 5, SecondStatus.IssuedInFuture)]
    public void AuthenticatedLaterThanNow_IsWithinTheClockSkewOnly(long now, long clockSkew, string status)
    {
        var session = Session();
        session.AuthenticatedAt = SignIn + (30 * Minute);

        Assert.Equal(status, Status(SecondToken.Write(session, Parameters()), new() { Now = SignIn + now, ClockSkew = clockSkew }));
    }

    [Fact]
    public void LargestNumbers_DoNotOverflow()
    {
        var session = Session();
        session.AuthenticatedAt = LatestTime;
        session.IssuedAt = LatestTime;
        session.ExpiresAt = LatestTime;
        session.IdleSeconds = uint.MaxValue;
        session.Generation = uint.MaxValue;
        session.Epoch = uint.MaxValue;
        var token = SecondToken.Write(session, Parameters());

        var reading = SecondToken.Read(token, Parameters(), new() { Now = LatestTime - 1, ClockSkew = long.MaxValue });

        Assert.Equal(SecondStatus.Success, reading.Status);
        Assert.Equivalent(session, reading.Session, strict: true);
        Assert.Equal(SecondStatus.Expired, Status(token, new() { Now = LatestTime }));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(27)]
    [InlineData(33)]
    public void TimeAfterTheYear9999_IsAnInvalidPayload(int offset)
    {
        var plaintext = SecondPlaintext.Write(Session());
        var later = new SecondRecordWriter().Number(LatestTime + 1, 6).ToArray();
        later.CopyTo(plaintext, offset);

        Assert.Equal(SecondStatus.InvalidPayload, Status(SecondToken.Seal(plaintext, Parameters())));
    }

    [Fact]
    public void LongerThanTheLimit_IsNotWritten()
    {
        var length = Token().Length;

        Assert.Equal(length, SecondToken.Write(Session(), Parameters(), limit: length).Length);
        Assert.Throws<FormatException>(() => SecondToken.Write(Session(), Parameters(), limit: length - 1));
    }

    [Fact]
    public void EmptyPurpose_IsNotWritten()
    {
        var parameters = Parameters();
        parameters.Purpose = "";

        Assert.Throws<FormatException>(() => SecondToken.Write(Session(), parameters));
    }

    [Fact]
    public void WhatDoesNotFit_IsNotWritten()
    {
        Action<SecondSession>[] changes =
        [
            static s => s.SessionId = new byte[15],
            static s => s.AuthenticatedAt = -1,
            static s => s.IssuedAt = LatestTime + 1,
            static s => s.ExpiresAt = 1L << 48,
            static s => s.Subject = "",
            static s => s.IdleSeconds = 0,
            static s => s.Subject = new string('\u00fc', 128),
            static s => s.Subject = "\ud83d",
            static s => s.BindingKind = 4,
            static s => s.BindingKind = 1,
            static s => s.ClientContext = new byte[15],
        ];

        Assert.All(changes, static change =>
        {
            var session = Session();
            change(session);
            Assert.ThrowsAny<SystemException>(() => SecondToken.Write(session, Parameters()));
        });
    }

    private static string Token() => SecondToken.Write(Session(), Parameters());

    private static string Changed(string token, Action<byte[]> change)
    {
        var body = SecondBase64Url.Read(token[3..])!;
        change(body);
        return "s1." + SecondBase64Url.Write(body);
    }

    private static string Status(string? token, SecondRules? rules = null) =>
        SecondToken.Read(token, Parameters(), rules ?? Rules()).Status;

    private static SecondRules Rules() => new() { Now = SignIn + (10 * Minute) };

    private static SecondParameters Parameters() => new()
    {
        MasterKey = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)],
        Purpose = "session",
        Audience = "shop",
        CookieName = "__Host-session",
        Schema = "cart/1",
        Nonce = [.. Enumerable.Range(101, 24).Select(static i => (byte)i)],
    };

    private static SecondSession Session() => new()
    {
        SessionId = [.. Enumerable.Range(201, 16).Select(static i => (byte)i)],
        Generation = 3,
        AuthenticatedAt = SignIn,
        IssuedAt = SignIn + (10 * Minute),
        ExpiresAt = SignIn + (60 * Minute),
        IdleSeconds = 20 * 60,
        Epoch = 1,
        Subject = "zo\u00eb",
        Payload = "{\"items\":2}"u8.ToArray(),
    };
}
