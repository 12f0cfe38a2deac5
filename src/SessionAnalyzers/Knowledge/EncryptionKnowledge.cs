using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>A call that encrypts without authentication.</summary>
/// <param name="Method">Name; <see cref="TypeNames.SymmetricAlgorithm"/> declares it.</param>
/// <param name="Mode">The mode that it encrypts in; null for that of the object.</param>
internal sealed record EncryptionCall(string Method, string? Mode);

/// <summary>What the symmetric algorithms mean. Checked against the real assemblies by EncryptionKnowledgeTests.</summary>
internal static class EncryptionKnowledge
{
    /// <summary>Property of an algorithm.</summary>
    public const string Mode = "Mode";

    private const string Space = "System.Security.Cryptography.";

    /// <summary>The algorithms, of which each object has the mode CBC until another is set.</summary>
    public static readonly ImmutableArray<string> Algorithms = ImmutableArray.Create<string>([
        TypeNames.SymmetricAlgorithm,
        Space + "Aes", Space + "AesManaged", Space + "AesCng", Space + "AesCryptoServiceProvider",
        Space + "TripleDES", Space + "TripleDESCng", Space + "TripleDESCryptoServiceProvider",
        Space + "DES", Space + "DESCryptoServiceProvider",
        Space + "RC2", Space + "RC2CryptoServiceProvider",
        Space + "Rijndael", Space + "RijndaelManaged",
    ]);

    public static readonly ImmutableArray<EncryptionCall> Calls = ImmutableArray.Create<EncryptionCall>([
        new("CreateEncryptor", null),
        new("EncryptCbc", "CBC"),
        new("TryEncryptCbc", "CBC"),
        new("EncryptEcb", "ECB"),
        new("TryEncryptEcb", "ECB"),
        new("EncryptCfb", "CFB"),
        new("TryEncryptCfb", "CFB"),
    ]);

    /// <summary>The modes by number.</summary>
    public static readonly ImmutableDictionary<int, string> Modes =
        ImmutableDictionary<int, string>.Empty.Add(1, "CBC").Add(2, "ECB").Add(3, "OFB").Add(4, "CFB").Add(5, "CTS");

    /// <summary>The mode of an object that nobody has set.</summary>
    public const int DefaultMode = 1;

    /// <summary>Words of the names by which code authenticates what it encrypts.</summary>
    public static readonly ImmutableHashSet<string> AuthenticationWords = ImmutableHashSet.Create<string>([
        "hmac", "mac", "cmac", "gmac", "kmac", "gcm", "ccm", "siv", "eax", "ocb", "poly1305", "aead", "sign", "signer", "signature", "authenticated", "authenticate",
    ]);

    /// <summary>How the names of the framework's types and methods begin that authenticate, where their words do not say so.</summary>
    public static readonly ImmutableArray<string> AuthenticationNames = ImmutableArray.Create("HMAC", "HmacData", "KeyedHashAlgorithm", "AesGcm", "AesCcm", "ChaCha20Poly1305", "Kmac", "MACTripleDES", "IDataProtect");

    /// <summary>Names of types of the framework that store what is written to them.</summary>
    public static readonly ImmutableHashSet<string> Files = ImmutableHashSet.Create("File", "FileStream", "FileInfo", "IsolatedStorageFileStream");

    /// <summary>Base types of what maps an object to the columns of a database.</summary>
    public static readonly ImmutableHashSet<string> ColumnMappers = ImmutableHashSet.Create("ValueConverter", "DbContext", "IEntityTypeConfiguration", "TypeHandler", "IUserType");

    /// <summary>Words of the names of methods and types that keep data and send it to no client.</summary>
    public static readonly ImmutableHashSet<string> StorageWords = ImmutableHashSet.Create("column", "columns", "file", "files", "database", "db", "backup", "archive", "disk", "blob");

    /// <summary>Whether a method is one that makes an algorithm's object: <c>Aes.Create()</c>.</summary>
    public static bool MakesAlgorithm(IMethodSymbol method) =>
        method is { IsStatic: true, Name: "Create" } && Algorithms.Any(type => KnownSymbols.Is(method.ContainingType, type));
}
