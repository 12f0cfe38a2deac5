using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SealedSessions;

namespace Benchmarks.Sealing;

/// <summary>Bytes as Data Protection's byte[] API takes them.</summary>
internal sealed class BytesPayload : ISessionPayload<byte[]>
{
    public void Write(IBufferWriter<byte> output, byte[] claims) => output.Write(claims);

    public bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out byte[] claims)
    {
        claims = payload.ToArray();
        return true;
    }
}
