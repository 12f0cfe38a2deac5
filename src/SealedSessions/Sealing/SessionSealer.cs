using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using SealedSessions.Annotations;
using SealedSessions.Format;
using SealedSessions.Observability;

namespace SealedSessions;

/// <summary>
/// Seals sessions into tokens and opens them: cryptography, format, purpose and expiry. What opens is not trusted yet;
/// see <see cref="ISessionRevalidator{TClaims}"/>. Safe for use by many threads.
/// </summary>
/// <typeparam name="TClaims">The claims.</typeparam>
/// <remarks>XAES-256-GCM (C2SP) under keys derived by HKDF-SHA256 (RFC 5869); the format is in docs/sealing.md.</remarks>
public sealed class SessionSealer<TClaims>
{
    private const byte Version = 1;
    private const int ClearSize = 1 + 1 + SealingKeyId.Size;
    private const int HeadSize = ClearSize + Xaes256Gcm.NonceSize;
    private const int SmallestBody = HeadSize + Xaes256Gcm.TagSize;

    private readonly PurposeCiphers _ciphers;
    private readonly ISessionPayload<TClaims> _payload;
    private readonly TimeProvider _clock;
    private readonly int _maxTokenLength;
    private readonly string _schema;
    private volatile EncodedContext _lastContext;

    /// <summary>Makes a sealer.</summary>
    /// <param name="options">What is sealed. Read once; later changes have no effect, but for the keys.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="clock">The clock, or null for the system's.</param>
    /// <exception cref="ArgumentException">The options are not complete or contradict each other. The message lists causes and remedies.</exception>
    public SessionSealer(SealedSessionOptions<TClaims> options, IKeyRing keys, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(keys);

        var faults = string.Join(' ', options.Faults());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        Purpose = options.Purpose!;
        Lifetime = options.Lifetime!;
        _payload = options.Payload!;
        _schema = options.Schema;
        _maxTokenLength = options.MaxTokenLength;
        _clock = clock ?? TimeProvider.System;
        _ciphers = new PurposeCiphers(keys, PurposeKey.SessionSeal, Purpose);
        _lastContext = new EncodedContext(default, Encode(default));
    }

    /// <summary>What the sessions are for.</summary>
    public string Purpose { get; }

    /// <summary>How long the sessions live.</summary>
    public SessionLifetime Lifetime { get; }

    /// <summary>Starts a session: a new random id, the clock's time, the policy's ends.</summary>
    /// <param name="session">The session.</param>
    /// <param name="context">Where the token will be used.</param>
    /// <exception cref="ArgumentException">The subject is empty, no valid text or longer than 255 bytes, there are no claims, or the session would be expired at once.</exception>
    /// <exception cref="SealedTokenTooLongException">The token would be longer than the limit.</exception>
    public SealedToken Seal(NewSession<TClaims> session, SealContext context = default)
    {
        ArgumentNullException.ThrowIfNull(session);

        // Both are random, and what a random number costs is the call, not the bytes.
        Span<byte> random = stackalloc byte[SessionId.SizeInBytes + Xaes256Gcm.NonceSize];
        RandomNumberGenerator.Fill(random);
        var record = Start(session, new SessionId(random[..SessionId.SizeInBytes]), notBefore: default);
        return Seal(record, session.Claims, context, random[SessionId.SizeInBytes..]);
    }

    /// <summary>Opens a token. Never throws on what a client can send.</summary>
    /// <param name="token">The token, or null.</param>
    /// <param name="context">Where the token is used; the same as when it was sealed.</param>
    [Unseals]
    public UnsealResult<TClaims> Unseal(string? token, SealContext context = default)
    {
        var result = Open(token, context);
        SessionTelemetry.Unsealed(Purpose, result.Status, result.Session?.KeyId);
        return result;
    }

    /// <summary>The record of a new session. Its subject proved who it is now, but not before a given time, up to which its sessions were revoked.</summary>
    internal SessionRecord Start(NewSession<TClaims> session, DateTimeOffset notBefore) => Start(session, SessionId.New(), notBefore);

    private SessionRecord Start(NewSession<TClaims> session, SessionId id, DateTimeOffset notBefore)
    {
        var size = string.IsNullOrEmpty(session.Subject) ? 0 : SessionRecord.SubjectSize(session.Subject);
        if (size is <= 0 or > SessionRecord.MaxSubjectBytes)
        {
            throw new ArgumentException($"The subject of a session is a text of 1 to {SessionRecord.MaxSubjectBytes} bytes in UTF-8; use the user's id.", nameof(session));
        }

        var now = _clock.GetUtcNow();
        var authenticated = session.AuthenticatedAt is { } at && at < now ? at : now > notBefore ? now : notBefore;
        var expires = authenticated + Lifetime.Absolute;
        expires = session.ExpiresAt is { } earlier && earlier < expires ? earlier : expires;
        var idle = session.Idle is { } shorter && shorter < Lifetime.Idle ? shorter : Lifetime.Idle;

        if (expires <= now || idle < TimeSpan.FromSeconds(1))
        {
            throw new ArgumentException("The session would be expired at once: its authentication time or its end lies too far back.", nameof(session));
        }

        return new SessionRecord
        {
            Id = id,
            Generation = 0,
            AuthenticatedAt = authenticated.ToUnixTimeMilliseconds(),
            IssuedAt = now.ToUnixTimeMilliseconds(),
            ExpiresAt = expires.ToUnixTimeMilliseconds(),
            IdleSeconds = (uint)Math.Min(uint.MaxValue, idle.Ticks / TimeSpan.TicksPerSecond),
            Epoch = session.Epoch,
            Subject = session.Subject,
            Binding = session.Binding,
            Client = session.Client,
        };
    }

    /// <summary>The next generation of a session: same id, authentication time and absolute end. It widens nothing.</summary>
    internal SessionRecord Next(in SessionRecord record) => record with
    {
        Generation = Math.Max(record.Generation, unchecked(record.Generation + 1)),
        IssuedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
        IdleSeconds = Math.Min(record.IdleSeconds, Lifetime.IdleSeconds),
    };

    internal SealedToken Seal(in SessionRecord record, TClaims claims, SealContext context)
    {
        Span<byte> nonce = stackalloc byte[Xaes256Gcm.NonceSize];
        RandomNumberGenerator.Fill(nonce);
        return Seal(record, claims, context, nonce);
    }

    private SealedToken Seal(in SessionRecord record, TClaims claims, SealContext context, ReadOnlySpan<byte> freshNonce)
    {
        if (claims is null)
        {
            throw new ArgumentException("The session has no claims, and would not open again.", nameof(claims));
        }

        using var plaintext = PooledBytes.Rent();
        var recordSize = record.Size;
        record.Write(plaintext.GetSpan(recordSize));
        plaintext.Advance(recordSize);
        _payload.Write(plaintext, claims);

        var content = plaintext.Written;
        var length = SmallestBody + content.Length;
        var tokenLength = TokenText.Prefix.Length + (((length * 4) + 2) / 3);
        if (tokenLength > _maxTokenLength)
        {
            throw new SealedTokenTooLongException(tokenLength, _maxTokenLength, content.Length - recordSize);
        }

        var (key, cipher) = _ciphers.Active;
        var known = Known(context);

        // One rented array: body, associated data.
        var rented = ArrayPool<byte>.Shared.Rent(length + ClearSize + known.Length);
        var body = rented.AsSpan(0, length);
        var associated = rented.AsSpan(length, ClearSize + known.Length);
        WriteClear(body, key.Id);
        var nonce = body.Slice(ClearSize, Xaes256Gcm.NonceSize);
        freshNonce.CopyTo(nonce);
        body[..ClearSize].CopyTo(associated);
        known.CopyTo(associated[ClearSize..]);

        cipher.Encrypt(nonce, content, body[HeadSize..^Xaes256Gcm.TagSize], body[^Xaes256Gcm.TagSize..], associated);
        var token = TokenText.Write(rented, length);
        ArrayPool<byte>.Shared.Return(rented);
        return new SealedToken(token, record.Id, record.ExpiresAt);
    }

    private UnsealResult<TClaims> Open(string? token, SealContext context)
    {
        if (string.IsNullOrEmpty(token))
        {
            return new(UnsealStatus.Missing);
        }

        if (token.Length > _maxTokenLength || !token.StartsWith(TokenText.Prefix, StringComparison.Ordinal) || TokenText.BodyLength(token.Length) < SmallestBody)
        {
            return new(UnsealStatus.Malformed);
        }

        var length = TokenText.BodyLength(token.Length);
        var known = Known(context);

        // One rented array: body, plaintext, associated data.
        var plainLength = length - SmallestBody;
        var rented = ArrayPool<byte>.Shared.Rent(length + 2 + plainLength + ClearSize + known.Length);
        var body = rented.AsSpan(0, length);
        var plaintext = rented.AsSpan(length + 2, plainLength);
        var associated = rented.AsSpan(length + 2 + plainLength, ClearSize + known.Length);
        try
        {
            if (!TokenText.TryRead(token, rented.AsSpan(0, length + 2)))
            {
                return new(UnsealStatus.Malformed);
            }

            if (body[0] != Version || body[1] != 0)
            {
                return new(UnsealStatus.UnsupportedVersion);
            }

            var keyId = new SealingKeyId(BinaryPrimitives.ReadUInt32BigEndian(body[2..]));
            var key = _ciphers.Find(keyId, out var cipher, out var activeKey);
            var now = _clock.GetUtcNow();
            if (key is null || key.State == SealingKeyState.Revoked || cipher is null)
            {
                return new(key is null ? UnsealStatus.UnknownKey : UnsealStatus.RevokedKey);
            }

            if (key.State == SealingKeyState.Retired && key.OpensUntil <= now)
            {
                return new(UnsealStatus.RetiredKey);
            }

            body[..ClearSize].CopyTo(associated);
            known.CopyTo(associated[ClearSize..]);
            if (!cipher.TryDecrypt(body.Slice(ClearSize, Xaes256Gcm.NonceSize), body[HeadSize..^Xaes256Gcm.TagSize], body[^Xaes256Gcm.TagSize..], plaintext, associated))
            {
                return new(UnsealStatus.Tampered);
            }

            return Read(plaintext, keyId, activeKey, now, context);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private UnsealResult<TClaims> Read(ReadOnlySpan<byte> plaintext, SealingKeyId keyId, SealingKeyId activeKey, DateTimeOffset now, SealContext context)
    {
        if (!SessionRecord.TryRead(plaintext, out var record, out var payload))
        {
            return new(UnsealStatus.InvalidPayload);
        }

        var nowMs = now.ToUnixTimeMilliseconds();
        var skew = (long)Lifetime.ClockSkew.TotalMilliseconds;
        if (record.IssuedAt > nowMs + skew || record.AuthenticatedAt > nowMs + skew)
        {
            return new(UnsealStatus.IssuedInFuture);
        }

        // The stricter of what was sealed and today's policy: shortening the policy acts at once.
        var expires = Math.Min(record.ExpiresAt, record.AuthenticatedAt + (long)Lifetime.Absolute.TotalMilliseconds);
        if (nowMs >= expires)
        {
            return new(UnsealStatus.Expired);
        }

        var idle = 1000L * Math.Min(record.IdleSeconds, Lifetime.IdleSeconds);
        if (nowMs >= record.IssuedAt + idle)
        {
            return new(UnsealStatus.IdleTooLong);
        }

        if (!_payload.TryRead(payload, out var claims))
        {
            return new(UnsealStatus.InvalidPayload);
        }

        var reseal = (nowMs - record.IssuedAt > idle / 2 ? ResealReasons.Idle : 0) | (keyId != activeKey ? ResealReasons.KeyRotated : 0);
        return new(new UnsealedSession<TClaims>(
            record,
            claims,
            context,
            keyId,
            expires,
            Math.Min(expires, record.IssuedAt + idle),
            reseal)
        {
            Purpose = Purpose,
        });
    }

    private static void WriteClear(Span<byte> body, SealingKeyId keyId)
    {
        body[0] = Version;
        body[1] = 0;
        BinaryPrimitives.WriteUInt32BigEndian(body[2..], keyId.Value);
    }

    /// <summary>Associated data behind the clear part. Callers rarely change the context, so the last one is kept.</summary>
    private byte[] Known(SealContext context)
    {
        var last = _lastContext;
        if (last.Context != context)
        {
            _lastContext = last = new EncodedContext(context, Encode(context));
        }

        return last.Bytes;
    }

    private byte[] Encode(SealContext context) => PurposeKey.Encode(Purpose, context.Audience ?? "", context.CookieName ?? "", _schema);

    private sealed record EncodedContext(SealContext Context, byte[] Bytes);
}
