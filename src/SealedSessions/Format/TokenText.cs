using System.Buffers;
using System.Buffers.Text;
#if !NET9_0_OR_GREATER
using System.Text;
#endif

namespace SealedSessions.Format;

/// <summary>The text of a token: <c>s1.</c> and canonical base64url. Each body has exactly one spelling.</summary>
internal static class TokenText
{
    public const string Prefix = "s1.";

    public static int BodyLength(int tokenLength) => (tokenLength - Prefix.Length) * 3 / 4;

    public static string Write(byte[] body, int length) =>
        string.Create(Prefix.Length + ((length * 4) + 2) / 3, (body, length), static (text, state) =>
        {
            Prefix.CopyTo(text);
            Encode(state.body.AsSpan(0, state.length), text[Prefix.Length..]);
        });

    /// <summary>Decodes the part behind the prefix. False for every spelling but the canonical one.</summary>
    /// <param name="text">The token.</param>
    /// <param name="body">At least <see cref="BodyLength"/> bytes.</param>
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> body)
    {
        var encoded = text[Prefix.Length..];
        var length = encoded.Length * 3 / 4;

        // The framework's decoders skip white space: then the count is short. They also take padding and stray low bits.
        return encoded.Length % 4 != 1
            && encoded[^1] != '='
            && Decode(encoded, body, out var written)
            && written == length
            && HasCanonicalEnd(encoded, body[..length]);
    }

    private static bool HasCanonicalEnd(ReadOnlySpan<char> encoded, ReadOnlySpan<byte> body)
    {
        var tail = encoded.Length % 4;
        if (tail == 0)
        {
            return true;
        }

        Span<char> again = stackalloc char[4];
        Encode(body[^(tail - 1)..], again[..tail]);
        return again[..tail].SequenceEqual(encoded[^tail..]);
    }

#if NET9_0_OR_GREATER
    private static void Encode(ReadOnlySpan<byte> bytes, Span<char> text) => Base64Url.EncodeToChars(bytes, text);

    private static bool Decode(ReadOnlySpan<char> text, Span<byte> bytes, out int written) =>
        Base64Url.DecodeFromChars(text, bytes, out _, out written) is OperationStatus.Done;
#else
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static void Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var padded = ArrayPool<char>.Shared.Rent((bytes.Length + 2) / 3 * 4);
        Convert.TryToBase64Chars(bytes, padded, out _);
        padded.AsSpan(0, text.Length).CopyTo(text);
        ArrayPool<char>.Shared.Return(padded);
        text.Replace('+', '-');
        text.Replace('/', '_');
    }

    private static bool Decode(ReadOnlySpan<char> text, Span<byte> bytes, out int written)
    {
        written = 0;
        if (text.IndexOfAnyExcept(Alphabet) >= 0)
        {
            return false;
        }

        // The decoder of bytes is vectorised, the one of characters is not.
        var size = (text.Length + 3) / 4 * 4;
        var padded = ArrayPool<byte>.Shared.Rent(size);
        var copy = padded.AsSpan(0, size);
        Ascii.FromUtf16(text, copy, out _);
        copy[text.Length..].Fill((byte)'=');
        copy.Replace((byte)'-', (byte)'+');
        copy.Replace((byte)'_', (byte)'/');
        var decoded = Base64.DecodeFromUtf8(copy, bytes, out _, out written) is OperationStatus.Done;
        ArrayPool<byte>.Shared.Return(padded);
        return decoded;
    }
#endif
}
