namespace SealedSessions.Tests.Format.Second;

/// <summary>The answers of a reader, in the words of docs/sealing.md.</summary>
internal static class SecondStatus
{
    public const string Valid = "valid";
    public const string Malformed = "malformed";
    public const string Unsupported = "unsupported";
    public const string UnknownKey = "unknown key";
    public const string RevokedKey = "revoked key";
    public const string RetiredKey = "retired key";
    public const string Tampered = "tampered";
    public const string InvalidPayload = "invalid payload";
    public const string IssuedInTheFuture = "issued in the future";
    public const string Expired = "expired";
    public const string IdleTooLong = "idle too long";
}
