using Verify = SessionAnalyzers.Testing.CSharpAnalyzerVerifier<SessionAnalyzers.Rules.Lifetime.SESS3009CacheEntryWithoutExpiry>;

namespace SessionAnalyzers.Tests.Rules.Lifetime;

public class SESS3009CacheEntryWithoutExpiryTests
{
    [Theory]
    [InlineData("""cache.[|SetString|]("session:" + id, data);""")]
    [InlineData("""cache.[|SetString|]($"session:{id}", data);""")]
    [InlineData("""await cache.[|SetStringAsync|]("session:" + id, data);""")]
    [InlineData("""await cache.[|SetStringAsync|]("session:" + id, data, cancellationToken);""")]
    [InlineData("""cache.[|Set|]("session:" + id, bytes);""")]
    [InlineData("""await cache.[|SetAsync|](sessionId, bytes);""")]
    [InlineData("""await cache.[|SetAsync|](id, ticket);""")]
    [InlineData("""cache.[|Set|](sessionId, bytes, new DistributedCacheEntryOptions());""")]
    [InlineData("""cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions());""")]
    [InlineData("""cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) });""")]
    [InlineData("""cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions().SetSlidingExpiration(TimeSpan.FromMinutes(20)));""")]
    [InlineData("""var options = new DistributedCacheEntryOptions(); options.SlidingExpiration = TimeSpan.FromMinutes(20); cache.[|SetString|](sessionId, data, options);""")]
    [InlineData("""memory.[|Set|](sessionId, data);""")]
    [InlineData("""memory.[|Set|]("refresh-token:" + id, data);""")]
    [InlineData("""memory.[|Set|](sessionId, data, new MemoryCacheEntryOptions());""")]
    [InlineData("""memory.[|Set|](sessionId, data, new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) });""")]
    [InlineData("""memory.[|Set|](sessionId, data, new MemoryCacheEntryOptions().SetSlidingExpiration(TimeSpan.FromMinutes(20)).SetPriority(CacheItemPriority.High));""")]
    [InlineData("""cache.[|SetString|](sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpiration = null, AbsoluteExpirationRelativeToNow = null });""")]
    [InlineData("""var options = new DistributedCacheEntryOptions(); if (data.Length > 3) { options.SlidingExpiration = TimeSpan.FromMinutes(20); } cache.[|SetString|](sessionId, data, options);""")]
    [InlineData("""await cache.[|SetAsync|]("session:" + id, bytes, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) }, cancellationToken);""")]
    [InlineData("""cache.[|SetString|](sessionId, data, StaticOptions);""")]
    public Task SessionWithoutEnd_IsReported(string body) => Verify.VerifyAnalyzerAsync(Class(body));

    [Theory]
    [InlineData("""cache.SetString("products", data);""")]
    [InlineData("""cache.SetString("login-attempts:" + id, data);""")]
    [InlineData("""cache.SetString("theme:session", data);""")]
    [InlineData("""cache.SetString(id, data);""")]
    [InlineData("""await cache.SetStringAsync(id, data, cancellationToken);""")]
    [InlineData("""cache.SetString(sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });""")]
    [InlineData("""cache.SetString(sessionId, data, new DistributedCacheEntryOptions { AbsoluteExpiration = DateTimeOffset.UtcNow.AddHours(8), SlidingExpiration = TimeSpan.FromMinutes(20) });""")]
    [InlineData("""cache.SetString(sessionId, data, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(20) }.SetAbsoluteExpiration(TimeSpan.FromHours(8)));""")]
    [InlineData("""var options = new DistributedCacheEntryOptions(); options.AbsoluteExpirationRelativeToNow = span; cache.SetString(sessionId, data, options);""")]
    [InlineData("""var options = new DistributedCacheEntryOptions(); Configure(options); cache.SetString(sessionId, data, options);""")]
    [InlineData("""cache.SetString(sessionId, data, given);""")]
    [InlineData("""cache.SetString(sessionId, data, Options);""")]
    [InlineData("""cache.SetString(sessionId, data, configuration.GetSection("Cache").Get<DistributedCacheEntryOptions>()!);""")]
    [InlineData("""memory.Set(sessionId, data, TimeSpan.FromHours(8));""")]
    [InlineData("""memory.Set(sessionId, data, DateTimeOffset.UtcNow.AddHours(8));""")]
    [InlineData("""memory.Set(sessionId, data, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8) });""")]
    [InlineData("""memory.Set(sessionId, data, new MemoryCacheEntryOptions().AddExpirationToken(token));""")]
    [InlineData("""memory.Set(id, cancellationToken);""")]
    [InlineData("""other.Set(sessionId, data);""")]
    [InlineData("""await hybrid.SetAsync(sessionId, data, cancellationToken: cancellationToken);""")]
    [InlineData("""await hybrid.GetOrCreateAsync(sessionId, _ => ValueTask.FromResult(data), cancellationToken: cancellationToken);""")]
    [InlineData("""var options = new DistributedCacheEntryOptions(); configuration.Bind(options); cache.SetString(sessionId, data, options);""")]
    [InlineData("""cache.SetString(sessionId, data, data.Length > 3 ? given : new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = span });""")]
    [InlineData("""memory.Set(sessionId, data, new MemoryCacheEntryOptions().SetAbsoluteExpiration(span));""")]
    [InlineData("""cache.SetString("products", data, new DistributedCacheEntryOptions());""")]
    public Task EntryWithEndOrOther_IsSilent(string body) => Verify.VerifySilentAsync(Class(body));

    private static string Class(string body) => $$"""
        using Microsoft.Extensions.Caching.Distributed;
        using Microsoft.Extensions.Caching.Hybrid;
        using Microsoft.Extensions.Caching.Memory;
        using Microsoft.Extensions.Primitives;

        class Other
        {
            public void Set(string key, string value)
            {
            }
        }

        class Sessions(DistributedCacheEntryOptions injected)
        {
            private DistributedCacheEntryOptions Options => injected;

            private static readonly DistributedCacheEntryOptions StaticOptions = new() { SlidingExpiration = TimeSpan.FromMinutes(20) };

            private static void Configure(DistributedCacheEntryOptions options) => options.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(8);

            async Task Save(IDistributedCache cache, IMemoryCache memory, HybridCache hybrid, Other other, IConfiguration configuration, DistributedCacheEntryOptions given,
                string id, string sessionId, string data, byte[] bytes, byte[] ticket, TimeSpan span, IChangeToken token, CancellationToken cancellationToken)
            {
                {{body}}
                await Task.CompletedTask;
            }
        }
        """;
}
