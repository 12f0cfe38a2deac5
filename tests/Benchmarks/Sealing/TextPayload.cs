using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using SealedSessions;

namespace Benchmarks.Sealing;

/// <summary>Text as Data Protection's string API takes it: UTF-8.</summary>
internal sealed class TextPayload : ISessionPayload<string>
{
    public void Write(IBufferWriter<byte> output, string claims) => Encoding.UTF8.GetBytes(claims, output);

    public bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out string claims)
    {
        claims = Encoding.UTF8.GetString(payload);
        return true;
    }
}
