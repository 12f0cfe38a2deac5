using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SealedSessions;

/// <summary>
/// Soft signals about the client: a short hash of its user agent and of its network (IPv4 /24, IPv6 /48). A client controls both,
/// so a change asks for step-up and refuses nothing.
/// </summary>
public readonly struct ClientContext : IEquatable<ClientContext>
{
    internal const int Size = 16;

    private readonly ulong _userAgent;
    private readonly ulong _network;

    private ClientContext(ulong userAgent, ulong network)
    {
        _userAgent = userAgent;
        _network = network;
    }

    /// <summary>Reads the signals.</summary>
    /// <param name="userAgent">The User-Agent header, or null.</param>
    /// <param name="address">The client's address, or null. Meaningless behind a proxy whose forwarded headers are not restricted to known proxies.</param>
    public static ClientContext From(string? userAgent, IPAddress? address) => new(Hash(Encoding.UTF8.GetBytes(userAgent ?? "")), Network(address));

    /// <summary>Whether the user agent is the same.</summary>
    /// <param name="other">The client now.</param>
    public bool SameUserAgent(ClientContext other) => _userAgent == other._userAgent;

    /// <summary>Whether the network is the same.</summary>
    /// <param name="other">The client now.</param>
    public bool SameNetwork(ClientContext other) => _network == other._network;

    /// <inheritdoc/>
    public bool Equals(ClientContext other) => SameUserAgent(other) && SameNetwork(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ClientContext other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_userAgent, _network);

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(ClientContext left, ClientContext right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ClientContext left, ClientContext right) => !left.Equals(right);

    internal static ClientContext Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    internal void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _userAgent);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _network);
    }

    private static ulong Network(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return Hash(bytes.AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6));
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
