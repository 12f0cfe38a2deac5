namespace SealedSessions.Tests.Format.Second;

/// <summary>XAES-256-GCM as the C2SP text first describes it: an SP 800-108 key derivation, then AES-256-GCM.</summary>
internal static class SecondXaes
{
    public const int NonceLength = 24;
    private const int DerivedKeyLength = 32;
    private const int ContextLength = 12;

    private static readonly byte[] Label = "X"u8.ToArray();

    public static byte[] Message(ushort counter, byte[] nonce) => SecondCounterKdf.Message(counter, Label, Context(nonce));

    public static byte[] DerivedKey(byte[] key, byte[] nonce) =>
        SecondCounterKdf.Derive(key, Label, Context(nonce), DerivedKeyLength);

    public static byte[] DerivedNonce(byte[] nonce) => nonce[ContextLength..];

    /// <summary>The ciphertext, followed by the tag.</summary>
    public static byte[] Encrypt(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) =>
        SecondGcm.Encrypt(DerivedKey(key, nonce), DerivedNonce(nonce), plaintext, associatedData);

    /// <summary>The plaintext, or null when the tag does not fit.</summary>
    public static byte[]? Decrypt(byte[] key, byte[] nonce, byte[] ciphertextAndTag, byte[] associatedData) =>
        SecondGcm.Decrypt(DerivedKey(key, nonce), DerivedNonce(nonce), ciphertextAndTag, associatedData);

    private static byte[] Context(byte[] nonce) => nonce.Length == NonceLength
        ? nonce[..ContextLength]
        : throw new ArgumentException("A nonce has 192 bits.", nameof(nonce));
}
