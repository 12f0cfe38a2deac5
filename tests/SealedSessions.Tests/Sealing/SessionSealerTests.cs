using System.Net;
using System.Security.Cryptography;
using System.Text;
using SealedSessions.Tests.Keys;

namespace SealedSessions.Tests.Sealing;

public class SessionSealerTests
{
    private readonly SealingKey _key = SealingKey.Generate();
    private readonly FakeClock _clock = new();

    private SessionSealer<ShopClaims> Sealer => With(_ => { });

    private DateTimeOffset Now => _clock.GetUtcNow();

    [Fact]
    public void Session_ComesBackInFull()
    {
        var binding = SessionBinding.Custom(RandomNumberGenerator.GetBytes(32));
        var client = ClientContext.From("browser", IPAddress.Parse("192.0.2.1"));
        var token = Sealer.Seal(
            new()
            {
                Subject = "zoë",
                Claims = new("Zoë", "buyer", "漢"),
                Binding = binding,
                Client = client,
                AuthenticatedAt = Now.AddMinutes(-5),
                ExpiresAt = Now.AddHours(2),
                Idle = TimeSpan.FromMinutes(10),
                Epoch = 42,
            },
            new SealContext("shop", "__Host-s"));

        var session = Open(token.Value, new SealContext("shop", "__Host-s"));

        Assert.Equal("zoë", session.UnverifiedSubject);
        Assert.Equal(new ShopClaims("Zoë", "buyer", "漢"), session.UnverifiedClaims);
        Assert.Equal(SessionBindingKind.Custom, session.BindingKind);
        Assert.True(binding.Matches(session.Record.Binding));
        Assert.Equal(client, session.Record.Client);
        Assert.Equal(Now.AddMinutes(-5), session.AuthenticatedAt);
        Assert.Equal(Now, session.IssuedAt);
        Assert.Equal(Now.AddHours(2), session.ExpiresAt);
        Assert.Equal(Now.AddMinutes(10), session.IdleUntil);
        Assert.Equal(42u, session.Record.Epoch);
        Assert.Equal(0u, session.Generation);
        Assert.Equal(_key.Id, session.KeyId);
        Assert.Equal(ResealReasons.None, session.NeedsReseal);
        Assert.NotEqual(default, session.Id);
        Assert.Equal(session.Id, token.Session);
        Assert.Equal(session.ExpiresAt, token.ExpiresAt);
    }

    [Fact]
    public void Session_WithoutWishes_HasThePolicysEnds()
    {
        var session = Open(Sealer.Seal(Shop.SignIn()).Value);

        Assert.Equal(Now, session.AuthenticatedAt);
        Assert.Equal(Now.AddHours(8), session.ExpiresAt);
        Assert.Equal(Now.AddMinutes(30), session.IdleUntil);
        Assert.Equal(SessionBindingKind.None, session.BindingKind);
    }

    [Fact]
    public void WishesBeyondThePolicy_AreThePolicys()
    {
        var session = Open(Sealer.Seal(Shop.SignIn() with
        {
            AuthenticatedAt = Now.AddMinutes(1),
            ExpiresAt = Now.AddDays(30),
            Idle = TimeSpan.FromHours(9),
        }).Value);

        Assert.Equal(Now, session.AuthenticatedAt);
        Assert.Equal(Now.AddHours(8), session.ExpiresAt);
        Assert.Equal(Now.AddMinutes(30), session.IdleUntil);
    }

    [Fact]
    public void AbsoluteLifetime_CountsFromTheAuthentication()
    {
        var session = Open(Sealer.Seal(Shop.SignIn() with { AuthenticatedAt = Now.AddHours(-7.75) }).Value);

        Assert.Equal(Now.AddMinutes(15), session.ExpiresAt);
        Assert.Equal(Now.AddMinutes(15), session.IdleUntil);
    }

    [Fact]
    public void EveryToken_IsDifferent()
    {
        var sealer = Sealer;
        var session = Shop.SignIn();
        var tokens = Enumerable.Range(0, 5_000).Select(_ => sealer.Seal(session).Value).ToArray();

        Assert.Equal(tokens.Length, tokens.Distinct().Count());
        Assert.Equal(tokens.Length, tokens.Select(token => Open(token).Id).Distinct().Count());

        // Nonces: what follows version, flags and key id.
        Assert.Equal(tokens.Length, tokens.Select(static token => token[11..43]).Distinct().Count());
    }

    [Fact]
    public void SubjectOutOfBounds_IsRefused()
    {
        var sealer = Sealer;
        Assert.All(
            ["", new string('s', 256), new string('ë', 128), "\ud83d", null!],
            subject =>
            {
                var refusal = Assert.Throws<ArgumentException>(() => sealer.Seal(Shop.SignIn(subject)));
                Assert.Contains("1 to 255 bytes", refusal.Message, StringComparison.Ordinal);
            });

        Assert.Equal(new string('s', 255), Open(sealer.Seal(Shop.SignIn(new string('s', 255))).Value).UnverifiedSubject);
    }

    [Fact]
    public void SessionThatWouldBeOver_IsRefused()
    {
        var sealer = Sealer;
        Assert.All(
            [
                Shop.SignIn() with { AuthenticatedAt = Now.AddHours(-8) },
                Shop.SignIn() with { AuthenticatedAt = DateTimeOffset.MinValue },
                Shop.SignIn() with { ExpiresAt = Now },
                Shop.SignIn() with { ExpiresAt = Now.AddHours(-1) },
                Shop.SignIn() with { Idle = TimeSpan.FromMilliseconds(999) },
                Shop.SignIn() with { Idle = TimeSpan.Zero },
                Shop.SignIn() with { Idle = TimeSpan.FromSeconds(-1) },
            ],
            session => Assert.Contains("expired at once", Assert.Throws<ArgumentException>(() => sealer.Seal(session)).Message, StringComparison.Ordinal));

        Assert.True(sealer.Unseal(sealer.Seal(Shop.SignIn() with { Idle = TimeSpan.FromSeconds(1) }).Value).Succeeded);
        Assert.True(sealer.Unseal(sealer.Seal(Shop.SignIn() with { ExpiresAt = Now.AddMilliseconds(1) }).Value).Succeeded);
    }

    [Fact]
    public void NoSession_IsRefused() => Assert.Throws<ArgumentNullException>(() => Sealer.Seal(null!));

    [Fact]
    public void SessionWithoutClaims_IsRefusedAtSignIn()
    {
        // It would never open again.
        Assert.Throws<ArgumentException>(() => Sealer.Seal(new() { Subject = "ada", Claims = null! }));
    }

    [Fact]
    public void ClaimsTooDeepToBeRead_AreRefusedAtSignIn()
    {
        SessionSealer<OddClaims> sealer = new(
            new()
            {
                Purpose = "odd",
                Payload = SessionPayload.Json(OddJson.Default.OddClaims),
                Lifetime = Shop.Options.Lifetime,
                WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
            },
            new FixedKeyRing(KeyRing.Of(_key)),
            _clock);
        for (var depth = 1; depth < 20; depth++)
        {
            OddClaims claims = new();
            for (var level = 1; level < depth; level++)
            {
                claims = new() { Children = [claims] };
            }

            string? token = null;
            var refusal = Record.Exception(() => token = sealer.Seal(new() { Subject = "ada", Claims = claims }).Value);

            // Either it is refused here, or it opens.
            Assert.True(refusal is not null || sealer.Unseal(token).Succeeded, $"{depth} levels");
            Assert.Equal((2 * depth) - 1 > 16, refusal is InvalidOperationException);
        }
    }

    [Fact]
    public void TokenBeyondTheLimit_IsRefusedWithItsSize()
    {
        var sealer = With(options => options.MaxTokenLength = 300);
        var longest = sealer.Seal(Shop.SignIn() with { Claims = new("", "", new string('n', Fits(300))) });
        Assert.InRange(longest.Value.Length, 298, 300);
        Assert.True(sealer.Unseal(longest.Value).Succeeded);

        var refusal = Assert.Throws<SealedTokenTooLongException>(
            () => sealer.Seal(Shop.SignIn() with { Claims = new("", "", "secret" + new string('n', Fits(300))) }));

        Assert.Equal(300, refusal.Limit);
        Assert.InRange(refusal.Length, 301, 310);
        Assert.Equal(Encoding.UTF8.GetByteCount($$"""{"Name":"","Role":"","Note":"secret{{new string('n', Fits(300))}}"}"""), refusal.PayloadBytes);
        Assert.Contains($"{refusal.Length} characters, 300 are allowed", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MaxTokenLength", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);

        // Before and behind the note are 31 bytes of payload and 97 of the record and the token.
        static int Fits(int limit) => ((limit - 3) * 3 / 4) - 97 - 31;
    }

    [Fact]
    public void TokenLongerThanTheReadersLimit_IsMalformed()
    {
        var token = Sealer.Seal(Shop.SignIn() with { Claims = new("Ada", "buyer", new string('n', 300)) }).Value;

        Assert.Equal(UnsealStatus.Malformed, With(options => options.MaxTokenLength = token.Length - 1).Unseal(token).Status);
        Assert.Equal(UnsealStatus.Success, With(options => options.MaxTokenLength = token.Length).Unseal(token).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(578)]
    [InlineData(3000)]
    public void Token_IsNotMuchLongerThanItsPayload(int note)
    {
        ShopClaims claims = new("Ada", "buyer", new string('n', note));
        var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(claims, ShopJson.Default.ShopClaims).Length;

        Assert.InRange(Sealer.Seal(Shop.SignIn() with { Claims = claims }).Value.Length, payload * 4 / 3, (payload + 130) * 4 / 3);
    }

    [Fact]
    public void Reseal_IsAskedForPastHalfOfTheIdleWindow()
    {
        var token = Sealer.Seal(Shop.SignIn()).Value;

        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(ResealReasons.None, Open(token).NeedsReseal);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ResealReasons.Idle, Open(token).NeedsReseal);
    }

    [Fact]
    public void Reseal_IsAskedForAfterARotation()
    {
        TestRing ring = new((_key, SealingKeyState.Active));
        SessionSealer<ShopClaims> sealer = new(Shop.Options, ring, _clock);
        var token = sealer.Seal(Shop.SignIn()).Value;

        ring.Change((_key, SealingKeyState.Retired), (SealingKey.Generate(), SealingKeyState.Active));
        Assert.Equal(ResealReasons.KeyRotated, sealer.Unseal(token).Session!.NeedsReseal);

        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(ResealReasons.KeyRotated | ResealReasons.Idle, sealer.Unseal(token).Session!.NeedsReseal);
    }

    [Fact]
    public void OptionsChangedLater_HaveNoEffect()
    {
        var options = Shop.Options;
        SessionSealer<ShopClaims> sealer = new(options, new FixedKeyRing(KeyRing.Of(_key)), _clock);

        options.Purpose = "other";
        options.Schema = "other";
        options.MaxTokenLength = 256;
        options.Payload = null;

        Assert.Equal("shop/customer", sealer.Purpose);
        Assert.Equal(TimeSpan.FromHours(8), sealer.Lifetime.Absolute);
        Assert.True(Sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Succeeded);
    }

    [Fact]
    public void IncompleteOptions_AreRefusedWithAllThatIsWrong()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new SessionSealer<ShopClaims>(new(), new FixedKeyRing(KeyRing.Of(_key)), _clock));

        Assert.All(["no purpose", "lifetime", "payload format", "WhenRevocationsUnavailable"], part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentNullException>(() => new SessionSealer<ShopClaims>(null!, new FixedKeyRing(KeyRing.Of(_key))));
        Assert.Throws<ArgumentNullException>(() => new SessionSealer<ShopClaims>(Shop.Options, null!));
    }

    [Fact]
    public void SystemsClock_IsUsedWhereNoneIsGiven()
    {
        SessionSealer<ShopClaims> sealer = new(Shop.Options, new FixedKeyRing(KeyRing.Of(_key)));
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        Assert.InRange(sealer.Unseal(sealer.Seal(Shop.SignIn()).Value).Session!.IssuedAt, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public void Contexts_OfManyCallers_AreNotMixedUp()
    {
        var sealer = Sealer;
        SealContext[] contexts = [default, new("a", "b"), new("b", "a"), new("ab"), new(null, "ab")];
        var tokens = contexts.Select(context => sealer.Seal(Shop.SignIn(), context).Value).ToArray();

        for (var i = 0; i < contexts.Length; i++)
        {
            for (var j = 0; j < contexts.Length; j++)
            {
                Assert.Equal(i == j ? UnsealStatus.Success : UnsealStatus.Tampered, sealer.Unseal(tokens[i], contexts[j]).Status);
            }
        }
    }

    private SessionSealer<ShopClaims> With(Action<SealedSessionOptions<ShopClaims>> change)
    {
        var options = Shop.Options;
        change(options);
        return new(options, new FixedKeyRing(KeyRing.Of(_key)), _clock);
    }

    private UnsealedSession<ShopClaims> Open(string token, SealContext context = default)
    {
        var result = Sealer.Unseal(token, context);
        Assert.Equal(UnsealStatus.Success, result.Status);
        return result.Session!;
    }
}
