namespace SealedSessions;

/// <summary>What a session is bound to. The values stand in tokens.</summary>
public enum SessionBindingKind : byte
{
    /// <summary>Nothing: whoever has the token has the session.</summary>
    None = 0,

    /// <summary>The TLS client certificate: SHA-256 of its DER encoding (RFC 8705, <c>x5t#S256</c>).</summary>
    ClientCertificate = 1,

    /// <summary>The key that signs DPoP proofs (RFC 9449) or a device-bound session: its JWK SHA-256 thumbprint (RFC 7638).</summary>
    ProofKey = 2,

    /// <summary>The workload: SHA-256 of its SPIFFE id or certificate.</summary>
    WorkloadIdentity = 3,

    /// <summary>Something of the application's own: 32 bytes.</summary>
    Custom = 255,
}
