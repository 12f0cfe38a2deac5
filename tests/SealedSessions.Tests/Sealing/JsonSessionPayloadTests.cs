using System.Buffers;
using System.Text;

namespace SealedSessions.Tests.Sealing;

public class JsonSessionPayloadTests
{
    private static readonly ISessionPayload<ShopClaims> Lax = SessionPayload.Json(LaxJson.Default.ShopClaims);

    [Fact]
    public void Claims_AreWrittenAsTheContextSays_InOneLine()
    {
        ArrayBufferWriter<byte> output = new();
        Lax.Write(output, new("Ada", "buyer", "ë"));

        Assert.Equal("""{"name":"Ada","role":"buyer","note":"\u00EB"}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.True(Lax.TryRead(output.WrittenSpan, out var claims));
        Assert.Equal(new("Ada", "buyer", "ë"), claims);
    }

    [Theory]
    [InlineData("""{"name":"a",}""")]
    [InlineData("""{"name":"a"/* b */}""")]
    [InlineData("{\"name\":\"a\"// b\n}")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"x":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}""")]
    public void WhatTheFormatForbids_IsRefusedWhateverTheContextAllows(string json) =>
        Assert.False(Lax.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Theory]
    [InlineData("key")]
    [InlineData("time")]
    [InlineData("index")]
    public void ConverterThatThrows_IsAPayloadThatCannotBeRead(string text)
    {
        var payload = SessionPayload.Json(LaxJson.Default.LaxClaims);

        Assert.True(payload.TryRead("\"fine\""u8, out _));
        Assert.False(payload.TryRead(Encoding.UTF8.GetBytes($"\"{text}\""), out var claims));
        Assert.Null(claims);
    }

    [Fact]
    public void ConverterThatWritesClaimsItself_DoesNotDisturbTheWriter()
    {
        var payload = SessionPayload.Json(LaxJson.Default.LaxClaims);
        ArrayBufferWriter<byte> outer = new();
        ArrayBufferWriter<byte> inner = new();
        LaxClaims.Writing = () =>
        {
            LaxClaims.Writing = null;
            payload.Write(inner, new("inner"));
        };

        payload.Write(outer, new("outer"));

        Assert.Equal("\"outer\"", Encoding.UTF8.GetString(outer.WrittenSpan));
        Assert.Equal("\"inner\"", Encoding.UTF8.GetString(inner.WrittenSpan));
    }

    [Fact]
    public void WriterThatHasFailed_LeavesTheNextOneAlone()
    {
        var payload = SessionPayload.Json(LaxJson.Default.LaxClaims);
        LaxClaims.Writing = () => throw new InvalidOperationException("on purpose");
        ArrayBufferWriter<byte> output = new();

        Assert.Throws<InvalidOperationException>(() => payload.Write(output, new("first")));
        LaxClaims.Writing = null;
        output.Clear();
        payload.Write(output, new("second"));

        Assert.Equal("\"second\"", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void NoType_IsRefused() => Assert.Throws<ArgumentNullException>(() => SessionPayload.Json<ShopClaims>(null!));
}
