namespace SealedSessions.Tests.Format.Second;

/// <summary>The answers of a reader, by the names in docs/sealing.md.</summary>
internal static class SecondStatus
{
    public const string Missing = "Missing";
    public const string Success = "Success";
    public const string Malformed = "Malformed";
    public const string UnsupportedVersion = "UnsupportedVersion";
    public const string UnknownKey = "UnknownKey";
    public const string RevokedKey = "RevokedKey";
    public const string RetiredKey = "RetiredKey";
    public const string Tampered = "Tampered";
    public const string InvalidPayload = "InvalidPayload";
    public const string IssuedInFuture = "IssuedInFuture";
    public const string Expired = "Expired";
    public const string IdleTooLong = "IdleTooLong";
}
