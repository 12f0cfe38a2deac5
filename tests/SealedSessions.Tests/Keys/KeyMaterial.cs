namespace SealedSessions.Tests.Keys;

/// <summary>Finds a key in a text, however it is written there.</summary>
internal static class KeyMaterial
{
    /// <summary>Fails where the text holds the key, or a piece of it, in base64, hexadecimal digits, decimal numbers or as it was given.</summary>
    public static void IsAbsent(string given, string text)
    {
        var bytes = new byte[given.Length + 4];
        var standard = given.Trim().Replace('-', '+').Replace('_', '/');
        var isBase64 = Convert.TryFromBase64String(standard.PadRight((standard.Length + 3) / 4 * 4, '='), bytes, out var length);
        List<string> spellings = [given];
        if (isBase64 && length >= 4)
        {
            var key = bytes[..length];
            spellings.AddRange(
                [
                    Convert.ToBase64String(key),
                    Convert.ToHexString(key),
                    BitConverter.ToString(key),
                    string.Join(',', key),
                    string.Join(", ", key),
                    System.Text.Encoding.Latin1.GetString(key),
                ]);
        }

        foreach (var spelling in spellings)
        {
            for (var start = 0; start + 8 <= spelling.Length; start += 4)
            {
                Assert.DoesNotContain(spelling.Substring(start, 8), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
