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

        if (ReadEntry(await subject.ConfigureAwait(false)) is { } entry && query.AuthenticatedAt.ToUnixTimeMilliseconds() <= entry.Before)
        {
            return RevocationStatus.SubjectRevoked;
        }

        return await key.ConfigureAwait(false) is not null
            ? RevocationStatus.KeyRevoked
            : (await epoch.ConfigureAwait(false)).StatusOf(query.Epoch);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeSessionAsync(SessionId session, DateTimeOffset until, CancellationToken cancellation) =>
        await RaiseAsync(SessionKey(session), default, until, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RevokeSubjectAsync(string subject, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(subject);
        await RaiseAsync(SubjectKey(subject), before, until, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeEverythingAsync(CancellationToken cancellation)
    {
        var epoch = await GetEpochAsync(cancellation).ConfigureAwait(false);
        await WriteEpochAsync(epoch.Next(_clock.GetUtcNow()), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask RevokeKeyAsync(SealingKeyId key, DateTimeOffset until, CancellationToken cancellation) =>
        await RaiseAsync(SealingKeyKey(key), default, until, cancellation).ConfigureAwait(false);

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

    /// <summary>Two times in milliseconds since 1970: sessions up to the first are revoked, the second is when the entry may go.</summary>
    private static (long Before, long Until)? ReadEntry(byte[]? value) =>
        value is { Length: 2 * sizeof(long) }
            ? (BinaryPrimitives.ReadInt64BigEndian(value), BinaryPrimitives.ReadInt64BigEndian(value.AsSpan(sizeof(long))))
            : null;

    /// <summary>Writes an entry; of one that is there, the later time and the later end stay.</summary>
    private async ValueTask RaiseAsync(string key, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellation)
    {
        var (latest, end) = (before.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        if (ReadEntry(await cache.GetAsync(key, cancellation).ConfigureAwait(false)) is { } former)
        {
            if (former.Before >= latest && former.Until >= end)
            {
                return;
            }

            (latest, end) = (Math.Max(former.Before, latest), Math.Max(former.Until, end));
        }

        var left = DateTimeOffset.FromUnixTimeMilliseconds(end) - _clock.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            var value = new byte[2 * sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, latest);
            BinaryPrimitives.WriteInt64BigEndian(value.AsSpan(sizeof(long)), end);
            await cache.SetAsync(key, value, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = left }, cancellation).ConfigureAwait(false);
        }
    }
}
