using Verify = SessionAnalyzers.Testing.CSharpCodeFixVerifier<
    SessionAnalyzers.Rules.Lifetime.SESS3009CacheEntryWithoutExpiry,
    SessionAnalyzers.Rules.Lifetime.SESS3009CacheEntryWithoutExpiryFix>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3009CacheEntryWithoutExpiryFixTests
{
    [Theory]
    [InlineData("cache.[|SetString|](sessionId, data);", "cache.SetString(sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("await cache.[|SetStringAsync|](sessionId, data, token);", "await cache.SetStringAsync(sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) }, token);")]
    [InlineData("cache.[|SetString|](key: sessionId, value: data);", "cache.SetString(key: sessionId, value: data, options: new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions());", "cache.SetString(sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) });", "cache.SetString(sessionId, data, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20), AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("cache.[|Set|](sessionId, bytes, new() { SlidingExpiration = TimeSpan.FromMinutes(20) });", "cache.Set(sessionId, bytes, new() { SlidingExpiration = TimeSpan.FromMinutes(20), AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("await cache.[|SetAsync|](sessionId, bytes);", "await cache.SetAsync(sessionId, bytes, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    [InlineData("memory.[|Set|](sessionId, data);", "memory.Set(sessionId, data, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });")]
    public Task Entry_IsGivenAnEnd(string before, string after) => Verify.VerifyCodeFixAsync(Class(before), Class(after));

    private static string Class(string body) => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Memory;

        class Sessions
        {
            async Task Save(IDistributedCache cache, IMemoryCache memory, string sessionId, string data, byte[] bytes, CancellationToken token)
            {
                {{body}}
                await Task.CompletedTask;
            }
        }
        """;
}
