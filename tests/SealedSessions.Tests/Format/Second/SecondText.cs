using System.Text;

namespace SealedSessions.Tests.Format.Second;

/// <summary>Text as UTF-8, and no other bytes as text: a replacement character would make two names one.</summary>
internal static class SecondText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Bytes(string text) => Strict.GetBytes(text);

    /// <exception cref="FormatException">The bytes are not UTF-8.</exception>
    public static string Read(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException("Not UTF-8.", exception);
        }
    }
}
