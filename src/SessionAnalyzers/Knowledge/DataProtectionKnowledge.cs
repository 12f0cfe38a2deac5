using Microsoft.CodeAnalysis;

namespace SessionAnalyzers.Knowledge;

/// <summary>A call that protects or serialises a payload.</summary>
/// <param name="Type">Metadata name of the type that declares it.</param>
/// <param name="Method">Name.</param>
/// <param name="Payload">The parameter with the payload.</param>
internal sealed record PayloadCall(string Type, string Method, string Payload);

/// <summary>What the API of Data Protection means. Checked against the real assemblies by DataProtectionKnowledgeTests.</summary>
internal static class DataProtectionKnowledge
{
    /// <summary>How the methods begin that store the key ring, in whatever package.</summary>
    public const string Persists = "PersistKeysTo";

    /// <summary>How the methods begin that encrypt keys before they are stored.</summary>
    public const string Protects = "ProtectKeysWith";

    public const string CreateProtector = "CreateProtector";

    /// <summary>The method that makes a protector whose payloads end; they are not those of the protector that it is called on.</summary>
    public const string LimitTime = "ToTimeLimitedDataProtector";

    /// <summary>The types that declare <see cref="CreateProtector"/>.</summary>
    public static readonly ImmutableArray<string> Makers =
        ImmutableArray.Create(TypeNames.DataProtectionProvider, TypeNames.TimeLimitedDataProtector, TypeNames.DataProtectionCommonExtensions);

    /// <summary>Methods that store the key ring in a place which encrypts what it is given.</summary>
    public static readonly ImmutableHashSet<string> EncryptingStores = ImmutableHashSet.Create("PersistKeysToAWSSystemsManager");

    /// <summary>Methods of the framework that leave open whether keys are encrypted before they are stored.</summary>
    public static readonly ImmutableHashSet<string> OtherBuilderMethods = ImmutableHashSet.Create<string>([
        "SetApplicationName", "AddKeyEscrowSink", "AddKeyManagementOptions", "SetDefaultKeyLifetime", "DisableAutomaticKeyGeneration",
        "UnprotectKeysWithAnyCertificate", "UseCryptographicAlgorithms", "UseCustomCryptographicAlgorithms", "UseEphemeralDataProtectionProvider",
    ]);

    /// <summary>Calls that seal a payload.</summary>
    public static readonly ImmutableArray<PayloadCall> Seals = ImmutableArray.Create<PayloadCall>([
        new(TypeNames.DataProtector, "Protect", "plaintext"),
        new(TypeNames.TimeLimitedDataProtector, "Protect", "plaintext"),
        new(TypeNames.DataProtectionCommonExtensions, "Protect", "plaintext"),
        new(TypeNames.DataProtectionAdvancedExtensions, "Protect", "plaintext"),
    ]);

    /// <summary>Calls that make text or bytes of an object.</summary>
    public static readonly ImmutableArray<PayloadCall> Serializers = ImmutableArray.Create<PayloadCall>([
        new(TypeNames.JsonSerializer, "Serialize", "value"),
        new(TypeNames.JsonSerializer, "SerializeToUtf8Bytes", "value"),
    ]);

    /// <summary>Classes that seal objects of one type: <c>SecureDataFormat&lt;T&gt;</c> and the framework's own that derive from it.</summary>
    public static readonly ImmutableArray<string> Formats = ImmutableArray.Create("SecureDataFormat", "TicketDataFormat", "PropertiesDataFormat");

    /// <summary>The row that a method is; null when it is none of them.</summary>
    public static PayloadCall? Row(ImmutableArray<PayloadCall> rows, IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return rows.FirstOrDefault(row => row.Method == definition.Name && KnownSymbols.IsOrInherits(definition.ContainingType, row.Type));
    }

    /// <summary>Whether a method of the framework makes a protector: for purposes, or one whose payloads end.</summary>
    public static bool MakesProtector(IMethodSymbol method) => method.Name switch
    {
        CreateProtector => Makers.Any(type => KnownSymbols.Is(method.ContainingType, type)),
        LimitTime => KnownSymbols.Is(method.ContainingType, TypeNames.DataProtectionAdvancedExtensions),
        _ => false,
    };
}
