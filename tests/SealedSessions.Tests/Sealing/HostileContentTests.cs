using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SealedSessions.Tests.Format.Second;

namespace SealedSessions.Tests.Sealing;

/// <summary>Random text, and authentic tokens with hostile content: no exception, and no success but for what is well formed.</summary>
public class HostileContentTests
{
    private readonly SealingKey _key = SealingKey.Generate();
    private readonly FakeClock _clock = new();
    private readonly SessionSealer<OddClaims> _sealer;

    public HostileContentTests() => _sealer = new(
        new()
        {
            Purpose = "odd",
            Payload = SessionPayload.Json(OddJson.Default.OddClaims),
            Lifetime = Shop.Options.Lifetime,
            WhenRevocationsUnavailable = StoreFailureMode.FailClosed,
        },
        new FixedKeyRing(KeyRing.Of(_key)),
        _clock);

    [Fact]
    public void AnyText_IsRefused() => Property.Holds(
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>(),
            ArbMap.Default.GeneratorFor<string>().Select(static text => "s1." + text),
            ArbMap.Default.GeneratorFor<byte[]>().Select(static bytes => "s1." + SecondBase64Url.Write(bytes))),
        text => Assert.NotEqual(UnsealStatus.Success, _sealer.Unseal(text).Status),
        times: 3_000);

    [Fact]
    public void AnyBody_IsRefused() => Property.Holds(
        from bytes in Bytes(46, 400)
        from start in Gen.Choose(0, 2)
        select (bytes, start),
        given =>
        {
            // Random bytes, those of this version, and those of this version and key.
            byte[] head = [1, 0, .. Convert.FromHexString(_key.Id.ToString())];
            head.AsSpan(..(3 * given.start)).CopyTo(given.bytes);
            Assert.False(_sealer.Unseal("s1." + SecondBase64Url.Write(given.bytes)).Succeeded);
        },
        times: 3_000);

    [Fact]
    public void AnyAuthenticBytes_AreNoSession() => Property.Holds(
        Gen.OneOf(Bytes(0, 60), Bytes(48, 400)),
        bytes => Assert.False(Unseal(bytes).Succeeded),
        times: 3_000);

    [Fact]
    public void AnyChangeOfAnAuthenticRecord_DoesNotThrow() => Property.Holds(
        from place in Gen.Choose(0, 63)
        from value in Gen.Choose(0, 255)
        from cut in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 64)))
        select (place, value, cut),
        given =>
        {
            var plaintext = HostilePlaintext.Record(_clock.GetUtcNow(), "{\"Number\":1}"u8.ToArray());
            plaintext[Math.Min(given.place, plaintext.Length - 1)] = (byte)given.value;
            Unseal(plaintext[..^Math.Min(given.cut, plaintext.Length)]);
        },
        times: 3_000);

    [Fact]
    public void AnyAuthenticPayload_IsJsonOrRefused() => Property.Holds(
        Gen.OneOf(Bytes(0, 60), Jsons.Select(Encoding.UTF8.GetBytes), from json in Jsons from bytes in Bytes(1, 3) from place in Gen.Choose(0, 200) select Splice(json, bytes, place)),
        payload =>
        {
            var status = Unseal(HostilePlaintext.Record(_clock.GetUtcNow(), payload)).Status;
            Assert.True(status is UnsealStatus.Success or UnsealStatus.InvalidPayload, status.ToString());
            if (status == UnsealStatus.Success)
            {
                Assert.True(Utf8(payload));
            }
        },
        times: 10_000);

    [Theory]
    [InlineData("""{"Number":1e400}""")]
    [InlineData("""{"Number":99999999999999999999999999999999}""")]
    [InlineData("""{"Number":1.5}""")]
    [InlineData("""{"Number":"1"}""")]
    [InlineData("""{"Money":1e400}""")]
    [InlineData("""{"Text":1}""")]
    [InlineData("""{"Text":"\ud83d"}""")]
    [InlineData("""{"Text":"\udd11\ud83d"}""")]
    [InlineData("""{"Text":"\u12"}""")]
    [InlineData("""{"Id":"not a guid"}""")]
    [InlineData("""{"Id":"\ud83d"}""")]
    [InlineData("""{"At":"9999-99-99T00:00:00Z"}""")]
    [InlineData("""{"Span":"99999999999.00:00:00"}""")]
    [InlineData("""{"Bytes":"%%%"}""")]
    [InlineData("""{"Letter":"ab"}""")]
    [InlineData("""{"Letter":""}""")]
    [InlineData("""{"Map":{"a":1,"a":2}}""")]
    [InlineData("""{"Map":{"\ud83d":1}}""")]
    [InlineData("""{"Days":{"Someday":""}}""")]
    [InlineData("""{"Children":{}}""")]
    [InlineData("""{"Number":1,"Number":2}""")]
    [InlineData("""{"Number":1,"N\u0075mber":2}""")]
    [InlineData("""{"Any":{"a":{"b":1,"b":2}}}""")]
    [InlineData("""{"Number":1""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("")]
    public void ContentThatIsNotTheClaims_IsAnInvalidPayload(string payload) =>
        Assert.Equal(UnsealStatus.InvalidPayload, Unseal(HostilePlaintext.Record(_clock.GetUtcNow(), Encoding.UTF8.GetBytes(payload))).Status);

    [Theory]
    [InlineData("{}")]
    [InlineData(""" { "Number" : 1 } """)]
    [InlineData("""{"Unknown":[1,{"a":2}],"Number":-1}""")]
    [InlineData("""{"Text":"\ud83d\udd11","Ratio":1e400}""")]
    [InlineData("""{"Map":{"a":1,"A":2},"Any":{"a":1,"A":{"a":[]}}}""")]
    public void ContentThatIsTheClaims_IsRead(string payload) =>
        Assert.Equal(UnsealStatus.Success, Unseal(HostilePlaintext.Record(_clock.GetUtcNow(), Encoding.UTF8.GetBytes(payload))).Status);

    // The outermost object is one level, Any's value is the second.
    [Theory]
    [InlineData(15, UnsealStatus.Success)]
    [InlineData(16, UnsealStatus.InvalidPayload)]
    [InlineData(10_000, UnsealStatus.InvalidPayload)]
    public void Depth_IsBounded(int depth, UnsealStatus status)
    {
        foreach (var member in (string[])["Any", "Unknown"])
        {
            var payload = $"{{\"{member}\":{new string('[', depth)}{new string(']', depth)}}}";
            var token = HostilePlaintext.Seal(_key, "odd", "1", HostilePlaintext.Record(_clock.GetUtcNow(), Encoding.UTF8.GetBytes(payload)));
            Assert.Equal(token.Length > 16_384 ? UnsealStatus.Malformed : status, _sealer.Unseal(token).Status);
        }
    }

    private static bool Utf8(byte[] payload) => System.Text.Unicode.Utf8.IsValid(payload);

    private static Gen<byte[]> Bytes(int least, int most) =>
        from length in Gen.Choose(least, most)
        from bytes in Gen.ArrayOf(Gen.Choose(0, 255).Select(static value => (byte)value), length)
        select bytes;

    private static byte[] Splice(string json, byte[] bytes, int place)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var at = place % (text.Length + 1);
        return [.. text[..at], .. bytes, .. text[Math.Min(at + bytes.Length, text.Length)..]];
    }

    private static Gen<string> Jsons => Gen.Sized(size => Json(Math.Min(size / 10, 18)));

    private static Gen<string> Names => Gen.OneOf(
        Gen.Elements(typeof(OddClaims).GetProperties().Select(static member => member.Name).ToArray()),
        Gen.Elements("", "a", "number", "N\\u0075mber", "\\ud83d", "\\u0000", "é", "\\x"));

    private static Gen<string> Leaves => Gen.Elements(
        "null", "true", "false", "0", "-0", "1", "-1.5e3", "1e999", "-1e-999", "01", "+1", ".5", "NaN", "9223372036854775808", new string('9', 400),
        "\"\"", "\"a\"", "\"\\ud83d\"", "\"\\ud83d\\udd11\"", "\"\\q\"", "\"\t\"", "\"2026-01-01T00:00:00Z\"", "\"AQID\"", "\"Monday\"",
        "\"5b0bbf5c-2b2f-4a5c-b4f4-0b6a8e7b1c11\"", "\"01:00:00\"", "[]", "{}", "/**/1", "");

    private static Gen<string> Json(int depth) => depth <= 0 ? Leaves : Gen.Frequency(
        (1, Leaves),
        (2, from items in Gen.ListOf(Json(depth - 2)) select $"[{string.Join(',', items)}]"),
        (4, from members in Gen.ListOf(from name in Names from value in Json(depth - 2) select $"\"{name}\":{value}") select $"{{{string.Join(',', members)}}}"));

    private UnsealResult<OddClaims> Unseal(byte[] plaintext) => _sealer.Unseal(HostilePlaintext.Seal(_key, "odd", "1", plaintext));
}
