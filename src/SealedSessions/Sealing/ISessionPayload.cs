using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SealedSessions;

/// <summary>How claims become the payload of a token and come back. <see cref="SessionPayload.Json"/> makes the usual one.</summary>
/// <typeparam name="TClaims">The claims.</typeparam>
public interface ISessionPayload<TClaims>
{
    /// <summary>Writes claims.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="claims">The claims.</param>
    void Write(IBufferWriter<byte> output, TClaims claims);

    /// <summary>Reads claims. A payload that cannot be read is false and never an exception.</summary>
    /// <param name="payload">What <see cref="Write"/> has written, perhaps in an older version of the program.</param>
    /// <param name="claims">The claims.</param>
    bool TryRead(ReadOnlySpan<byte> payload, [MaybeNullWhen(false)] out TClaims claims);
}
