using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace SealedSessions;

/// <summary>
/// Revocations in the cache that a team already runs (Redis and others). A cache has no atomic operation, and it may evict: a revocation
/// written while another node writes the same subject's may lose the later of the two times, and an evicted entry is a session that lives on
/// until it ends. Where that is not acceptable, use a database (SealedSessions.Postgres), or a cache that does not evict.
/// </summary>
/// <param name="cache">The cache.</param>
/// <param name="clock">The clock, or null for the system's.</param>
public sealed class DistributedCacheRevocations(IDistributedCache cache, TimeProvider? clock = null) : ISessionRevocations
{
    private const string Prefix = "sealed-sessions:revoked:";
    private const string EpochKey = Prefix + "epoch";

    private static readonly byte[] Present = [1];

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <inheritdoc/>
    public async ValueTask<RevocationEpoch> GetEpochAsync(CancellationToken cancellation)
    {
        if (await ReadEpochAsync(cancellation).ConfigureAwait(false) is { } epoch)
        {
            return epoch;
        }

        var first = RevocationEpoch.StartingAt(_clock.GetUtcNow());
        await WriteEpochAsync(first, cancellation).ConfigureAwait(false);
        return await ReadEpochAsync(cancellation).ConfigureAwait(false) ?? first;
    }

    /// <inheritdoc/>
    public async ValueTask<RevocationStatus> CheckAsync(RevocationQuery query, CancellationToken cancellation)
    {
        var session = cache.GetAsync(SessionKey(query.Session), cancellation);
        var subject = cache.GetAsync(SubjectKey(query.Subject), cancellation);
        var key = cache.GetAsync(SealingKeyKey(query.Key), cancellation);
        var epoch = GetEpochAsync(cancellation).AsTask();
        await Task.WhenAll(session, subject, key, epoch).ConfigureAwait(false);

        if (await session.ConfigureAwait(false) is not null)
        {
            return RevocationStatus.SessionRevoked;
        }

        if (await subject.ConfigureAwait(false) is { Length: sizeof(long) } before
            && query.AuthenticatedAt.ToUnixTimeMilliseconds() <= BinaryPrimitives.ReadInt64BigEndian(before))
        {
            return RevocationStatus.SubjectRevoked;
        }

        return await key.ConfigureAwait(false) is not null
            ? RevocationStatus.KeyRevoked
            : (await epoch.ConfigureAwait(false)).StatusOf(query.Epoch);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation) =>
        await WriteAsync(SessionKey(session), Present, until, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var key = SubjectKey(subject);
        var value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, before.ToUnixTimeMilliseconds());

        if (await cache.GetAsync(key, cancellation).ConfigureAwait(false) is not { Length: sizeof(long) } former
            || BinaryPrimitives.ReadInt64BigEndian(former) < before.ToUnixTimeMilliseconds())
        {
            await WriteAsync(key, value, until, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        var epoch = await GetEpochAsync(cancellation).ConfigureAwait(false);
        await WriteEpochAsync(epoch.Next(_clock.GetUtcNow()), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation) =>
        await WriteAsync(SealingKeyKey(key), Present, until, cancellation).ConfigureAwait(false);

    private static string SessionKey(SessionId session) => $"{Prefix}session:{session.ToHex()}";

    // Hashed: a subject may be longer than the cache allows, and is nobody else's business.
    private static string SubjectKey(string subject) => $"{Prefix}subject:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))}";

    private static string SealingKeyKey(SealingKeyId key) => $"{Prefix}key:{key}";

    private async ValueTask<RevocationEpoch?> ReadEpochAsync(CancellationToken cancellation) =>
        await cache.GetAsync(EpochKey, cancellation).ConfigureAwait(false) is { Length: 2 * sizeof(uint) } value
            ? new RevocationEpoch(BinaryPrimitives.ReadUInt32BigEndian(value), BinaryPrimitives.ReadUInt32BigEndian(value.AsSpan(sizeof(uint))))
            : null;

    private async ValueTask WriteEpochAsync(RevocationEpoch epoch, CancellationToken cancellation)
    {
        var value = new byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, epoch.Current);
        BinaryPrimitives.WriteUInt32BigEndian(value.AsSpan(sizeof(uint)), epoch.First);
        await cache.SetAsync(EpochKey, value, new DistributedCacheEntryOptions(), cancellation).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(string key, byte[] value, DateTimeOffset until, CancellationToken cancellation)
    {
        var left = until - _clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = left }, cancellation).ConfigureAwait(false);
        }
    }
}
