namespace SessionAnalyzers.Knowledge;

/// <summary>A call that encrypts under a nonce which must never come again with the same key.</summary>
/// <param name="Type">Metadata name of the cipher.</param>
/// <param name="Method">Name.</param>
/// <param name="Nonce">The parameter.</param>
internal sealed record NonceSink(string Type, string Method, string Nonce);

/// <summary>Where nonces go. Checked against the real assemblies by KeyKnowledgeTests.</summary>
internal static class NonceKnowledge
{
    public static readonly ImmutableArray<NonceSink> Sinks = ImmutableArray.Create<NonceSink>([
        new("System.Security.Cryptography.AesGcm", "Encrypt", "nonce"),
        new("System.Security.Cryptography.AesCcm", "Encrypt", "nonce"),
        new("System.Security.Cryptography.ChaCha20Poly1305", "Encrypt", "nonce"),
    ]);
}
