using Microsoft.CodeAnalysis;
using SessionAnalyzers.Flow;

namespace SessionAnalyzers.Knowledge;

/// <summary>What a framework call does with text and bytes.</summary>
internal enum DataUse
{
    /// <summary>Its result is made of what it is given, and of nothing else.</summary>
    Derives,

    /// <summary>Its result is the same memory, or a part of it.</summary>
    Views,

    /// <summary>Its result comes from an origin of its own.</summary>
    Makes,

    /// <summary>It fills a parameter with what its other parameters hold.</summary>
    Copies,

    /// <summary>It fills a parameter from an origin of its own.</summary>
    Fills,

    /// <summary>It adds an origin to what a parameter holds.</summary>
    Marks,

    /// <summary>Its result says nothing about what it is given, but for session material, which it stays.</summary>
    Encrypts,

    /// <summary>Its result is what its object holds, or makes of what it is given.</summary>
    Reads,
}

/// <summary>A call, or all calls of a type.</summary>
/// <param name="Type">Metadata name of the declaring type or of one that it derives from.</param>
/// <param name="Method">Name; null for every method.</param>
/// <param name="Use">What it does.</param>
/// <param name="Origin">The origin of its own.</param>
/// <param name="Target">The parameter that is filled; null for the receiver.</param>
internal sealed record DataCall(string Type, string? Method, DataUse Use, Origin Origin = Origin.None, string? Target = null);

/// <summary>An object of the framework that passes what is written to it on to another.</summary>
/// <param name="Type">Metadata name.</param>
/// <param name="Target">The constructor's parameter with the other.</param>
/// <param name="Transform">The constructor's parameter with what changes the data on the way.</param>
internal sealed record DataFilter(string Type, string Target, string Transform);

/// <summary>The framework calls through which text and bytes pass. Checked against the real assemblies by KnownDataTests.</summary>
internal static class KnownData
{
    public static readonly ImmutableArray<DataCall> Calls = ImmutableArray.Create<DataCall>([
        new("System.MemoryExtensions", "AsSpan", DataUse.Views),
        new("System.MemoryExtensions", "AsMemory", DataUse.Views),
        new("System.MemoryExtensions", "CopyTo", DataUse.Copies, Target: "destination"),
        new("System.Span`1", "Slice", DataUse.Views),
        new("System.ReadOnlySpan`1", "Slice", DataUse.Views),
        new("System.Memory`1", "Slice", DataUse.Views),
        new("System.ReadOnlyMemory`1", "Slice", DataUse.Views),
        new("System.ArraySegment`1", "Slice", DataUse.Views),
        new("System.ArraySegment`1", "ToArray", DataUse.Derives),
        new("System.Span`1", "ToArray", DataUse.Derives),
        new("System.ReadOnlySpan`1", "ToArray", DataUse.Derives),
        new("System.Memory`1", "ToArray", DataUse.Derives),
        new("System.ReadOnlyMemory`1", "ToArray", DataUse.Derives),
        new("System.Span`1", "CopyTo", DataUse.Copies, Target: "destination"),
        new("System.ReadOnlySpan`1", "CopyTo", DataUse.Copies, Target: "destination"),
        new("System.Span`1", "TryCopyTo", DataUse.Copies, Target: "destination"),
        new("System.ReadOnlySpan`1", "TryCopyTo", DataUse.Copies, Target: "destination"),
        new("System.Span`1", "Fill", DataUse.Copies),
        new("System.Span`1", "Clear", DataUse.Fills, Origin.Blank),
        new("System.Array", "Clear", DataUse.Fills, Origin.Blank, "array"),
        new("System.Array", "Fill", DataUse.Copies, Target: "array"),
        new("System.Array", "Copy", DataUse.Copies, Target: "destinationArray"),
        new("System.Array", "CopyTo", DataUse.Copies, Target: "array"),
        new("System.Array", "Clone", DataUse.Derives),
        new("System.Array", "AsReadOnly", DataUse.Derives),
        new("System.Buffer", "BlockCopy", DataUse.Copies, Target: "dst"),
        new("System.Security.Cryptography.CryptographicOperations", "ZeroMemory", DataUse.Fills, Origin.Blank, "buffer"),

        new("System.Text.Encoding", "GetBytes", DataUse.Copies, Target: "bytes"),
        new("System.Text.Encoding", "GetBytes", DataUse.Derives),
        new("System.Text.Encoding", "TryGetBytes", DataUse.Copies, Target: "bytes"),
        new("System.Text.Encoding", "GetString", DataUse.Derives),
        new("System.Text.Encoding", "GetChars", DataUse.Derives),
        new("System.Convert", "TryFromBase64String", DataUse.Copies, Target: "bytes"),
        new("System.Convert", "TryFromBase64Chars", DataUse.Copies, Target: "bytes"),
        new("System.Convert", null, DataUse.Derives),
        new("System.BitConverter", null, DataUse.Derives),
        new("System.String", null, DataUse.Derives),
        new("System.Char", null, DataUse.Derives),
        new("System.Guid", "NewGuid", DataUse.Makes, Origin.Guid),
        new("System.Guid", "CreateVersion7", DataUse.Makes, Origin.Guessable),
        new("System.Guid", null, DataUse.Derives),
        new("System.Linq.Enumerable", null, DataUse.Derives),
        new("System.Buffers.Text.Base64Url", null, DataUse.Derives),
        new("System.Buffers.Binary.BinaryPrimitives", null, DataUse.Copies, Target: "destination"),
        new("System.Net.WebUtility", null, DataUse.Derives),
        new("System.Uri", "EscapeDataString", DataUse.Derives),
        new("System.Uri", "UnescapeDataString", DataUse.Derives),
        new("System.Web.HttpUtility", null, DataUse.Derives),
        new("Microsoft.AspNetCore.WebUtilities.WebEncoders", null, DataUse.Derives),
        new("Microsoft.IdentityModel.Tokens.Base64UrlEncoder", null, DataUse.Derives),
        new("System.Collections.Immutable.ImmutableArray", "Create", DataUse.Derives),

        new("System.Security.Cryptography.MD5", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA1", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA256", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA384", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA512", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA3_256", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA3_384", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.SHA3_512", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.CryptographicOperations", "HashData", DataUse.Derives),
        new("System.Security.Cryptography.CryptographicOperations", "HmacData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.IncrementalHash", "CreateHMAC", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.IncrementalHash", "GetHashAndReset", DataUse.Reads),
        new("System.Security.Cryptography.IncrementalHash", "GetCurrentHash", DataUse.Reads),
        new("System.Security.Cryptography.KeyedHashAlgorithm", "ComputeHash", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.KeyedHashAlgorithm", "ComputeHashAsync", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACMD5", "HashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACMD5", "TryHashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA1", "HashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA1", "TryHashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA256", "HashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA256", "TryHashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA384", "HashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA384", "TryHashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA512", "HashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA512", "TryHashData", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA256", "HashDataAsync", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA384", "HashDataAsync", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HMACSHA512", "HashDataAsync", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.HashAlgorithm", "ComputeHash", DataUse.Derives),
        new("System.Security.Cryptography.Rfc2898DeriveBytes", "Pbkdf2", DataUse.Makes, Origin.Mac),
        new("System.Security.Cryptography.Rfc2898DeriveBytes", "GetBytes", DataUse.Makes, Origin.Mac),
        new("Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivation", "Pbkdf2", DataUse.Makes, Origin.Mac),

        new("System.Security.Cryptography.RandomNumberGenerator", "Fill", DataUse.Fills, Origin.Random, "data"),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetBytes", DataUse.Fills, Origin.Random, "data"),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetNonZeroBytes", DataUse.Fills, Origin.Random, "data"),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetBytes", DataUse.Makes, Origin.Random),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetHexString", DataUse.Makes, Origin.Random),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetString", DataUse.Makes, Origin.Random),
        new("System.Security.Cryptography.RandomNumberGenerator", "GetItems", DataUse.Makes, Origin.Random),
        new("System.Random", "NextBytes", DataUse.Fills, Origin.Guessable, "buffer"),
        new("System.Random", null, DataUse.Makes, Origin.Guessable),
        new("System.Object", "GetHashCode", DataUse.Makes, Origin.Guessable),
        new("System.HashCode", "Combine", DataUse.Makes, Origin.Guessable),
        new("System.Diagnostics.Stopwatch", "GetTimestamp", DataUse.Makes, Origin.Guessable),

        new(TypeNames.SymmetricAlgorithm, "CreateEncryptor", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "EncryptCbc", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "EncryptEcb", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "EncryptCfb", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "TryEncryptCbc", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "TryEncryptEcb", DataUse.Encrypts, Origin.Ciphertext),
        new(TypeNames.SymmetricAlgorithm, "TryEncryptCfb", DataUse.Encrypts, Origin.Ciphertext),
        new("System.Security.Cryptography.ICryptoTransform", "TransformFinalBlock", DataUse.Reads),
        new("System.IO.MemoryStream", "ToArray", DataUse.Reads),
        new("System.IO.MemoryStream", "GetBuffer", DataUse.Reads),

        new("System.Security.Cryptography.AesGcm", "Encrypt", DataUse.Marks, Origin.UsedNonce, "nonce"),
        new("System.Security.Cryptography.AesCcm", "Encrypt", DataUse.Marks, Origin.UsedNonce, "nonce"),
        new("System.Security.Cryptography.ChaCha20Poly1305", "Encrypt", DataUse.Marks, Origin.UsedNonce, "nonce"),
    ]);

    public static readonly ImmutableArray<DataFilter> Filters = ImmutableArray.Create<DataFilter>([new(TypeNames.CryptoStream, "stream", "transform")]);

    /// <summary>A method of a number, a date or the like makes something of it.</summary>
    private static readonly DataCall OfValue = new("System.ValueType", null, DataUse.Derives);

    private static readonly ILookup<string, DataCall> ByMethod = Calls.Where(static row => row.Method is not null).ToLookup(static row => row.Method!);

    private static readonly ILookup<string, DataCall> ByType = Calls.Where(static row => row.Method is null).ToLookup(static row => row.Type.Substring(row.Type.LastIndexOf('.') + 1));

    /// <summary>What a call does with text and bytes; null when it is not known. The row of a method goes before that of its type.</summary>
    /// <param name="method">The method.</param>
    /// <param name="receiver">The type of the object that it is called on.</param>
    public static DataCall? Of(IMethodSymbol method, ITypeSymbol? receiver = null)
    {
        var definition = method.ReducedFrom ?? method;
        foreach (var row in ByMethod[definition.Name])
        {
            if ((Declares(definition, row.Type) || (!definition.IsStatic && KnownSymbols.IsOrInherits(receiver, row.Type))) && HasTarget(definition, row))
            {
                return row;
            }
        }

        return definition.ContainingType is not { } type ? null
            : ByType[type.MetadataName].FirstOrDefault(row => KnownSymbols.Is(type.OriginalDefinition, row.Type) && HasTarget(definition, row))
                ?? (type.IsValueType && !definition.IsStatic && KnownSymbols.IsData(type) && !KnownSymbols.IsBuffer(type) ? OfValue : null);
    }

    private static bool HasTarget(IMethodSymbol method, DataCall row) => row.Target is null || method.Parameters.Any(parameter => parameter.Name == row.Target);

    /// <summary>A random generator's result is as good as its size.</summary>
    public static Origin Sized(Origin origin, long? bytes) => origin == Origin.Random && bytes < 16 ? Origin.ShortRandom : origin;

    private static bool Declares(IMethodSymbol method, string type)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (KnownSymbols.Is(current.ContainingType.OriginalDefinition, type))
            {
                return true;
            }
        }

        return KnownSymbols.IsOrInherits(method.ContainingType, type) && method is { IsStatic: false, ContainingType.SpecialType: SpecialType.None };
    }
}
