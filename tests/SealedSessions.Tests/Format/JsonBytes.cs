using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SealedSessions.Tests.Format;

/// <summary>Payloads byte for byte, of which the library's reader of JSON says whether they can be read.</summary>
internal sealed class JsonBytes : ISessionPayload<byte[]>
{
    private readonly ISessionPayload<System.Text.Json.JsonElement> _json = SessionPayload.Json(ShopJson.Default.JsonElement);

    public void Write(IBufferWriter<byte> output, byte[] claims) => output.Write(claims);

    public bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out byte[] claims)
    {
        claims = _json.TryRead(payload, out _) ? payload.ToArray() : null;
        return claims is not null;
    }
}
