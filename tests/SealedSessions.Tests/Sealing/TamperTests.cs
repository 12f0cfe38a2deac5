using System.Security.Cryptography;
using SealedSessions.Tests.Format.Second;
using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Sealing;

/// <summary>Whatever is done to a token, it does not open, and nothing is thrown.</summary>
public class TamperTests
{
    private const int BodyStart = 3;
    private const int NonceStart = 6;
    private const int CiphertextStart = 30;
    private const int TagSize = 16;

    private static readonly SealContext Context = new("https://shop.example", "__Host-session");

    private readonly SealingKey _key = SealingKey.Generate();
    private readonly SealingKey _otherKey = SealingKey.Generate();
    private readonly FakeClock _clock = new();
    private readonly TestRing _ring;
    private readonly SessionSealer<ShopClaims> _sealer;

    public TamperTests()
    {
        _ring = new((_key, SealingKeyState.Active), (_otherKey, SealingKeyState.Staged));
        _sealer = new(Shop.Options, _ring, _clock);
    }

    public static TheoryData<string> Sizes => ["tiny", "256 bytes", "1 KiB", "3 KiB", "all fields"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryBitOfEveryCharacter_IsNoticed(string size)
    {
        var token = Token(size);
        for (var place = 0; place < token.Length; place++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = token.ToCharArray();
                changed[place] ^= (char)(1 << bit);
                Refused(new string(changed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryBitOfTheBody_IsNoticed(string size)
    {
        var body = Body(Token(size));
        for (var bit = 0; bit < 8 * body.Length; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            var status = Refused(Text(body));
            body[bit / 8] ^= (byte)(1 << (bit % 8));

            var expected = (bit / 8) switch
            {
                < 2 => UnsealStatus.UnsupportedVersion,
                < NonceStart => UnsealStatus.UnknownKey,
                _ => UnsealStatus.Tampered,
            };
            if (status != expected)
            {
                Assert.Fail($"Bit {bit}: {status} instead of {expected}.");
            }
        }

        Assert.True(Unseal(Text(body)).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryTruncation_IsNoticed(string size)
    {
        var token = Token(size);
        for (var length = 0; length < token.Length; length++)
        {
            Refused(token[..length]);
            Refused(token[(token.Length - length)..]);
        }

        for (var start = BodyStart + 1; start <= token.Length; start++)
        {
            Refused(string.Concat("s1.", token.AsSpan(start)));
        }

        var body = Body(token);
        for (var length = 0; length < body.Length; length++)
        {
            Refused(Text(body[..length]));
            Refused(Text(body[(body.Length - length)..]));
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryInsertion_IsNoticed(string size)
    {
        var token = Token(size);
        foreach (var inserted in (string[])[" ", "\t", "\r", "\n", "\r\n", "=", "==", "%", ".", "A", "_", "\0", "\u00a0", "\u200b", "\ufeff", "\ud83d"])
        {
            for (var place = 0; place <= token.Length; place++)
            {
                Refused(token.Insert(place, inserted));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryFieldOfAnotherToken_IsNoticed(string size)
    {
        var mine = Body(Token(size));
        SessionSealer<ShopClaims> other = new(Shop.Options, new TestRing((_otherKey, SealingKeyState.Active), (_key, SealingKeyState.Staged)), _clock);
        foreach (var theirs in (byte[][])[Body(Token(size)), Body(other.Seal(Session(size), Context).Value)])
        {
            Assert.True(Unseal(Text(theirs)).Succeeded);
            Assert.Equal(mine.Length, theirs.Length);
            var tag = mine.Length - TagSize;

            List<(int Start, int End)> fields = [(0, 1), (1, 2), (2, NonceStart), (NonceStart, CiphertextStart), (tag, mine.Length), (CiphertextStart, tag)];
            for (var start = CiphertextStart; start < tag; start += 16)
            {
                fields.Add((start, Math.Min(start + 16, tag)));
            }

            foreach (var (start, end) in fields)
            {
                byte[] mixed = [.. mine[..start], .. theirs[start..end], .. mine[end..]];
                if (mixed.SequenceEqual(mine))
                {
                    // Version and flags are the same in all tokens, the key id in those of one key.
                    Assert.True(end <= NonceStart);
                }
                else
                {
                    Refused(Text(mixed));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BlocksInAnotherOrder_AreNoticed(string size)
    {
        var body = Body(Token(size));
        var blocks = (body.Length - CiphertextStart) / 16;
        for (var i = 0; i < blocks; i++)
        {
            for (var j = i + 1; j < blocks; j++)
            {
                byte[] changed = [.. body];
                body.AsSpan(CiphertextStart + (16 * i), 16).CopyTo(changed.AsSpan(CiphertextStart + (16 * j)));
                body.AsSpan(CiphertextStart + (16 * j), 16).CopyTo(changed.AsSpan(CiphertextStart + (16 * i)));
                Refused(Text(changed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryOtherContext_IsRefused(string size)
    {
        var token = Token(size);
        string?[] names = [null, "", "__Host-session", "__host-session", "__Host-session ", "session", "https://shop.example", "https://shop.example/"];
        foreach (var audience in names)
        {
            foreach (var cookie in names)
            {
                var context = new SealContext(audience, cookie);
                Assert.Equal(context == Context ? UnsealStatus.Success : UnsealStatus.Tampered, _sealer.Unseal(token, context).Status);
            }
        }

        Assert.Equal(UnsealStatus.Tampered, With(options => options.Purpose = "shop/Customer").Unseal(token, Context).Status);
        Assert.Equal(UnsealStatus.Tampered, With(options => options.Purpose = "shop/customer2").Unseal(token, Context).Status);
        Assert.Equal(UnsealStatus.Tampered, With(options => options.Schema = "2").Unseal(token, Context).Status);
        Assert.Equal(UnsealStatus.Tampered, With(options => options.Schema = "").Unseal(token, Context).Status);
        Assert.Equal(UnsealStatus.Success, With(_ => { }).Unseal(token, Context).Status);
    }

    [Fact]
    public void NullAndEmptyContext_AreOne()
    {
        var token = _sealer.Seal(Session("tiny")).Value;

        Assert.True(_sealer.Unseal(token, new SealContext("", "")).Succeeded);
        Assert.True(_sealer.Unseal(token).Succeeded);
    }

    [Fact]
    public void OtherKeys_AreRefused()
    {
        var token = Token("tiny");
        SessionSealer<ShopClaims> stranger = new(Shop.Options, new FixedKeyRing(KeyRing.Of(SealingKey.Generate())), _clock);
        Assert.Equal(UnsealStatus.UnknownKey, stranger.Unseal(token, Context).Status);

        // The other key's id on a token of this key: the id selects the key, and no other is tried.
        var body = Body(token);
        Convert.FromHexString(_otherKey.Id.ToString()).CopyTo(body, 2);
        Assert.Equal(UnsealStatus.Tampered, Unseal(Text(body)).Status);
    }

    [Fact]
    public void TokenOfAnotherUseOfTheKey_IsRefused()
    {
        // A successor in the shared store is encrypted by the same cipher under the same ring.
        var wrapped = new SuccessorCipher(_ring, Shop.Options.Purpose!).Wrap(SessionId.New(), 0, Token("tiny"));

        Assert.Equal(UnsealStatus.Tampered, Unseal(Text([1, 0, .. wrapped])).Status);
    }

    [Fact]
    public void TokenOfAnotherKindOfClaims_IsRefused()
    {
        SessionSealer<ShopClaims> other = With(options => options.Purpose = "shop/reset");

        Assert.Equal(UnsealStatus.Tampered, other.Unseal(Token("tiny"), Context).Status);
        Assert.Equal(UnsealStatus.Tampered, Unseal(other.Seal(Session("tiny"), Context).Value).Status);
    }

    private static byte[] Body(string token) => SecondBase64Url.Read(token[BodyStart..])!;

    private static string Text(byte[] body) => "s1." + SecondBase64Url.Write(body);

    private static NewSession<ShopClaims> Session(string size) => size switch
    {
        "tiny" => new() { Subject = "a", Claims = new("", "") },
        "256 bytes" => new() { Subject = "ada", Claims = new("Ada", "buyer", new string('n', 256)) },
        "1 KiB" => new() { Subject = "ada", Claims = new("Ada", "buyer", new string('n', 1024)) },
        "3 KiB" => new() { Subject = "ada", Claims = new("Ada", "buyer", new string('n', 3072)) },
        _ => new()
        {
            Subject = new string('s', 255),
            Claims = ShopClaims.Ada,
            Binding = SessionBinding.Custom(SHA256.HashData("binding"u8)),
            Client = ClientContext.From("browser", System.Net.IPAddress.Loopback),
            Epoch = 7,
        },
    };

    private string Token(string size)
    {
        var token = _sealer.Seal(Session(size), Context).Value;
        Assert.True(Unseal(token).Succeeded);
        return token;
    }

    private SessionSealer<ShopClaims> With(Action<SealedSessionOptions<ShopClaims>> change)
    {
        var options = Shop.Options;
        change(options);
        return new(options, _ring, _clock);
    }

    private UnsealResult<ShopClaims> Unseal(string token) => _sealer.Unseal(token, Context);

    private UnsealStatus Refused(string token)
    {
        var result = Unseal(token);
        if (result.Succeeded || result.Session is not null)
        {
            Assert.Fail($"This opens: {token}");
        }

        return result.Status;
    }
}
