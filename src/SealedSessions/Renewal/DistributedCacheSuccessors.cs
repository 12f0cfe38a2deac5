using Microsoft.Extensions.Caching.Distributed;

namespace SealedSessions;

/// <summary>Shares successors through the cache that a team already runs. The cache has no atomic operation: two nodes may, rarely, hand out different successors; both are good.</summary>
/// <param name="cache">The cache.</param>
public sealed class DistributedCacheSuccessors(IDistributedCache cache) : ISessionSuccessors
{
    /// <inheritdoc/>
    public async ValueTask<byte[]> GetOrAddAsync(SessionId session, uint generation, byte[] candidate, TimeSpan window, CancellationToken cancellation)
    {
        var key = $"sealed-sessions:next:{session.ToHex()}:{generation}";
        if (await cache.GetAsync(key, cancellation).ConfigureAwait(false) is { } stored)
        {
            return stored;
        }

        await cache.SetAsync(key, candidate, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = window }, cancellation).ConfigureAwait(false);

        // Whoever wrote last wins, also for those who wrote before.
        return await cache.GetAsync(key, cancellation).ConfigureAwait(false) ?? candidate;
    }
}
