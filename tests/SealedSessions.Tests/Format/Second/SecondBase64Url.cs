using System.Text;

namespace SealedSessions.Tests.Format.Second;

/// <summary>base64url of RFC 4648 section 5 without padding, one spelling for each value.</summary>
internal static class SecondBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string Write(byte[] bytes)
    {
        StringBuilder text = new();
        var pending = 0;
        var pendingBits = 0;
        foreach (var value in bytes)
        {
            pending = (pending << 8) | value;
            pendingBits += 8;
            while (pendingBits >= 6)
            {
                pendingBits -= 6;
                text.Append(Alphabet[pending >> pendingBits]);
                pending &= (1 << pendingBits) - 1;
            }
        }

        return pendingBits == 0 ? text.ToString() : text.Append(Alphabet[pending << (6 - pendingBits)]).ToString();
    }

    /// <summary>The bytes, or null when the text is not what <see cref="Write"/> would have written.</summary>
    public static byte[]? Read(string text)
    {
        List<byte> bytes = [];
        var pending = 0;
        var pendingBits = 0;
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            pending = (pending << 6) | value;
            pendingBits += 6;
            if (pendingBits >= 8)
            {
                pendingBits -= 8;
                bytes.Add((byte)(pending >> pendingBits));
                pending &= (1 << pendingBits) - 1;
            }
        }

        // Six bits left: a character that holds no byte.
        return pendingBits < 6 && pending == 0 ? [.. bytes] : null;
    }
}
