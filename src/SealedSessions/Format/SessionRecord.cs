using System.Buffers.Binary;
using System.Text;

namespace SealedSessions.Format;

/// <summary>What stands before the payload in the plaintext of a token. Times are milliseconds since 1970, UTC.</summary>
internal readonly record struct SessionRecord
{
    public const int MaxSubjectBytes = byte.MaxValue;

    private const int FixedSize = 1 + SessionId.SizeInBytes + 4 + (3 * TimeSize) + 4 + 4 + 1;
    private const int TimeSize = 6;
    private const byte HasBinding = 1;
    private const byte HasClient = 2;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public required SessionId Id { get; init; }

    public required uint Generation { get; init; }

    public required long AuthenticatedAt { get; init; }

    public required long IssuedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public required uint IdleSeconds { get; init; }

    public required uint Epoch { get; init; }

    public required string Subject { get; init; }

    public SessionBinding? Binding { get; init; }

    public ClientContext? Client { get; init; }

    public int Size =>
        FixedSize + StrictUtf8.GetByteCount(Subject) + (Binding is null ? 0 : 1 + SessionBinding.Size) + (Client is null ? 0 : ClientContext.Size);

    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)((Binding is null ? 0 : HasBinding) | (Client is null ? 0 : HasClient));
        bytes = bytes[1..];
        Id.CopyTo(bytes);
        bytes = bytes[SessionId.SizeInBytes..];
        WriteUInt32(ref bytes, Generation);
        WriteTime(ref bytes, AuthenticatedAt);
        WriteTime(ref bytes, IssuedAt);
        WriteTime(ref bytes, ExpiresAt);
        WriteUInt32(ref bytes, IdleSeconds);
        WriteUInt32(ref bytes, Epoch);

        var length = StrictUtf8.GetBytes(Subject, bytes[1..]);
        bytes[0] = (byte)length;
        bytes = bytes[(1 + length)..];

        if (Binding is not null)
        {
            bytes[0] = (byte)Binding.Kind;
            Binding.Hash.CopyTo(bytes[1..]);
            bytes = bytes[(1 + SessionBinding.Size)..];
        }

        Client?.CopyTo(bytes);
    }

    /// <summary>Reads a record; false for any other bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SessionRecord record, out ReadOnlySpan<byte> payload)
    {
        record = default;
        payload = default;

        if (bytes.Length < FixedSize || (bytes[0] & ~(HasBinding | HasClient)) != 0)
        {
            return false;
        }

        var flags = bytes[0];
        bytes = bytes[1..];
        var id = new SessionId(bytes[..SessionId.SizeInBytes]);
        bytes = bytes[SessionId.SizeInBytes..];
        var generation = ReadUInt32(ref bytes);
        var authenticatedAt = ReadTime(ref bytes);
        var issuedAt = ReadTime(ref bytes);
        var expiresAt = ReadTime(ref bytes);
        var idleSeconds = ReadUInt32(ref bytes);
        var epoch = ReadUInt32(ref bytes);
        int subjectLength = bytes[0];
        bytes = bytes[1..];

        var rest = subjectLength + ((flags & HasBinding) == 0 ? 0 : 1 + SessionBinding.Size) + ((flags & HasClient) == 0 ? 0 : ClientContext.Size);
        if (bytes.Length < rest || idleSeconds == 0 || authenticatedAt > LatestTime || issuedAt > LatestTime || expiresAt > LatestTime)
        {
            return false;
        }

        if (!TryReadText(bytes[..subjectLength], out var subject))
        {
            return false;
        }

        bytes = bytes[subjectLength..];
        SessionBinding? binding = null;
        ClientContext? client = null;

        if ((flags & HasBinding) != 0)
        {
            var kind = (SessionBindingKind)bytes[0];
            if (kind == SessionBindingKind.None || !Enum.IsDefined(kind))
            {
                return false;
            }

            binding = SessionBinding.Read(kind, bytes.Slice(1, SessionBinding.Size));
            bytes = bytes[(1 + SessionBinding.Size)..];
        }

        if ((flags & HasClient) != 0)
        {
            client = ClientContext.Read(bytes);
            bytes = bytes[ClientContext.Size..];
        }

        payload = bytes;
        record = new SessionRecord
        {
            Id = id,
            Generation = generation,
            AuthenticatedAt = authenticatedAt,
            IssuedAt = issuedAt,
            ExpiresAt = expiresAt,
            IdleSeconds = idleSeconds,
            Epoch = epoch,
            Subject = subject,
            Binding = binding,
            Client = client,
        };
        return true;
    }

    /// <summary>The size of a subject in bytes, or -1 where it is no valid text.</summary>
    public static int SubjectSize(string subject)
    {
        try
        {
            return StrictUtf8.GetByteCount(subject);
        }
        catch (EncoderFallbackException)
        {
            return -1;
        }
    }

    private static bool TryReadText(ReadOnlySpan<byte> bytes, out string text)
    {
        var valid = System.Text.Unicode.Utf8.IsValid(bytes);
        text = valid ? Encoding.UTF8.GetString(bytes) : "";
        return valid;
    }

    private static void WriteUInt32(ref Span<byte> bytes, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        bytes = bytes[4..];
    }

    private static void WriteTime(ref Span<byte> bytes, long value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(value >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)value);
        bytes = bytes[TimeSize..];
    }

    private static uint ReadUInt32(ref ReadOnlySpan<byte> bytes)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        bytes = bytes[4..];
        return value;
    }

    private static long ReadTime(ref ReadOnlySpan<byte> bytes)
    {
        var value = ((long)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
        bytes = bytes[TimeSize..];
        return value;
    }
}
