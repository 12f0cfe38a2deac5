using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SealedSessions;

/// <summary>
/// What a client must prove to use a session: the hash of its certificate, key or workload identity. Proving it is the business of TLS,
/// DPoP or the platform; a session carries the hash, and revalidation compares.
/// </summary>
public sealed class SessionBinding
{
    internal const int Size = 32;

    private readonly byte[] _hash;

    private SessionBinding(SessionBindingKind kind, byte[] hash)
    {
        Kind = kind;
        _hash = hash;
    }

    /// <summary>What the session is bound to.</summary>
    public SessionBindingKind Kind { get; }

    internal ReadOnlySpan<byte> Hash => _hash;

    /// <summary>Binds to a TLS client certificate: SHA-256 of its DER encoding (RFC 8705 section 3.1).</summary>
    /// <param name="certificate">The certificate that the TLS handshake has verified.</param>
    public static SessionBinding ClientCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new SessionBinding(SessionBindingKind.ClientCertificate, SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <summary>Binds to a proof key by its JWK thumbprint (RFC 7638), as DPoP's <c>jkt</c> carries it.</summary>
    /// <param name="thumbprint">SHA-256 in base64url without padding: 43 characters.</param>
    /// <exception cref="ArgumentException">The text is anything else.</exception>
    public static SessionBinding ProofKey(string thumbprint)
    {
        ArgumentNullException.ThrowIfNull(thumbprint);
        var text = thumbprint.Replace('-', '+').Replace('_', '/') + "=";
        var hash = new byte[Size + 1];
        return thumbprint.Length == 43 && Convert.TryFromBase64String(text, hash, out var length) && length == Size
            ? new SessionBinding(SessionBindingKind.ProofKey, hash[..Size])
            : throw new ArgumentException("A JWK SHA-256 thumbprint has 43 characters of base64url.", nameof(thumbprint));
    }

    /// <summary>Binds to a workload by its SPIFFE id, for example <c>spiffe://shop.example/checkout</c>.</summary>
    /// <param name="spiffeId">The id that the platform has verified; compared as it is written.</param>
    public static SessionBinding WorkloadIdentity(string spiffeId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(spiffeId);
        return new SessionBinding(SessionBindingKind.WorkloadIdentity, SHA256.HashData(Encoding.UTF8.GetBytes(spiffeId)));
    }

    /// <summary>Binds to a workload by its certificate: SHA-256 of the DER encoding.</summary>
    /// <param name="certificate">The certificate that the platform has verified.</param>
    public static SessionBinding WorkloadIdentity(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new SessionBinding(SessionBindingKind.WorkloadIdentity, SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <summary>Binds to something of the application's own.</summary>
    /// <param name="hash">32 bytes that the client cannot choose, usually a SHA-256 hash.</param>
    /// <exception cref="ArgumentException">The bytes are more or fewer.</exception>
    public static SessionBinding Custom(ReadOnlySpan<byte> hash) =>
        hash.Length == Size
            ? new SessionBinding(SessionBindingKind.Custom, hash.ToArray())
            : throw new ArgumentException($"A binding has {Size} bytes.", nameof(hash));

    /// <summary>Whether both are the same, in a time that does not depend on where they differ.</summary>
    /// <param name="other">What the client has presented.</param>
    public bool Matches(SessionBinding? other) =>
        other is not null && Kind == other.Kind && CryptographicOperations.FixedTimeEquals(_hash, other._hash);

    /// <summary>The kind; never the hash.</summary>
    public override string ToString() => $"SessionBinding {Kind}";

    internal static SessionBinding Read(SessionBindingKind kind, ReadOnlySpan<byte> hash) => new(kind, hash.ToArray());
}
