namespace SessionAnalyzers.Knowledge;

/// <summary>A call, constructor or property that takes a key.</summary>
/// <param name="Type">Metadata name of the type that declares it.</param>
/// <param name="Member">Method or property; <see cref="KeyKnowledge.Constructor"/> for the constructors.</param>
/// <param name="Key">The parameter with the key, or with what it is derived from; null for a property.</param>
/// <param name="IsPrivate">Only text or bytes of a private key are secret.</param>
internal sealed record KeySink(string Type, string Member, string? Key, bool IsPrivate = false);

/// <summary>Where keys go. Checked against the real assemblies by KeyKnowledgeTests.</summary>
internal static class KeyKnowledge
{
    public const string Constructor = ".ctor";

    public static readonly ImmutableArray<KeySink> Sinks = ImmutableArray.Create<KeySink>([
        new("Microsoft.IdentityModel.Tokens.SymmetricSecurityKey", Constructor, "key"),
        new("Microsoft.IdentityModel.Tokens.JsonWebKey", Constructor, "json", IsPrivate: true),

        new("System.Security.Cryptography.HMACMD5", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA1", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA256", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA384", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA512", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA3_256", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA3_384", Constructor, "key"),
        new("System.Security.Cryptography.HMACSHA3_512", Constructor, "key"),
        .. HashMethods("System.Security.Cryptography.HMACMD5"),
        .. HashMethods("System.Security.Cryptography.HMACSHA1"),
        .. HashMethods("System.Security.Cryptography.HMACSHA256"),
        .. HashMethods("System.Security.Cryptography.HMACSHA384"),
        .. HashMethods("System.Security.Cryptography.HMACSHA512"),
        .. HashMethods("System.Security.Cryptography.HMACSHA3_256"),
        .. HashMethods("System.Security.Cryptography.HMACSHA3_384"),
        .. HashMethods("System.Security.Cryptography.HMACSHA3_512"),
        new("System.Security.Cryptography.KeyedHashAlgorithm", "Key", null),
        new("System.Security.Cryptography.IncrementalHash", "CreateHMAC", "key"),
        new("System.Security.Cryptography.CryptographicOperations", "HmacData", "key"),
        new("System.Security.Cryptography.CryptographicOperations", "TryHmacData", "key"),
        new("System.Security.Cryptography.CryptographicOperations", "HmacDataAsync", "key"),

        new("System.Security.Cryptography.HKDF", "DeriveKey", "ikm"),
        new("System.Security.Cryptography.HKDF", "Extract", "ikm"),
        new("System.Security.Cryptography.HKDF", "Expand", "prk"),
        new("System.Security.Cryptography.Rfc2898DeriveBytes", Constructor, "password"),
        new("System.Security.Cryptography.Rfc2898DeriveBytes", "Pbkdf2", "password"),
        new("System.Security.Cryptography.SP800108HmacCounterKdf", Constructor, "key"),
        new("System.Security.Cryptography.SP800108HmacCounterKdf", "DeriveBytes", "key"),
        new("Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivation", "Pbkdf2", "password"),

        new("System.Security.Cryptography.SymmetricAlgorithm", "Key", null),
        new("System.Security.Cryptography.SymmetricAlgorithm", "SetKey", "key"),
        new("System.Security.Cryptography.SymmetricAlgorithm", "CreateEncryptor", "rgbKey"),
        new("System.Security.Cryptography.SymmetricAlgorithm", "CreateDecryptor", "rgbKey"),
        new("System.Security.Cryptography.AesGcm", Constructor, "key"),
        new("System.Security.Cryptography.AesCcm", Constructor, "key"),
        new("System.Security.Cryptography.ChaCha20Poly1305", Constructor, "key"),

        new("System.Security.Cryptography.AsymmetricAlgorithm", "ImportFromPem", "input", IsPrivate: true),
        new("System.Security.Cryptography.RSA", "ImportRSAPrivateKey", "source"),
        new("System.Security.Cryptography.ECAlgorithm", "ImportECPrivateKey", "source"),
        new("System.Security.Cryptography.AsymmetricAlgorithm", "ImportPkcs8PrivateKey", "source"),

        new("SealedSessions.SealingKey", Constructor, "key"),
        new("SealedSessions.SealingKey", "FromBase64", "text"),
        new("SealedSessions.KeyRingEntry", "Key", null),
    ]);

    /// <summary>What the text of a private key mentions.</summary>
    public static readonly ImmutableArray<string> PrivateKeyMarks = ImmutableArray.Create("PRIVATE KEY", "\"d\"", "\"k\"");

    private static ImmutableArray<KeySink> HashMethods(string type) =>
        ImmutableArray.Create<KeySink>([new(type, "HashData", "key"), new(type, "TryHashData", "key"), new(type, "HashDataAsync", "key")]);
}
