namespace SessionAnalyzers.Knowledge;

/// <summary>A call that puts an entry into a server-side cache. HybridCache is not among them: without an expiry its entries end after five minutes.</summary>
/// <param name="Type">Metadata name of the type that declares it.</param>
/// <param name="Method">Name.</param>
/// <param name="Options">Metadata name of the type of its options.</param>
internal sealed record CacheWriteCall(string Type, string Method, string Options);

/// <summary>Caches in which sessions are kept. Checked against the real assemblies by CacheKnowledgeTests.</summary>
internal static class CacheKnowledge
{
    public const string Key = "key";
    public const string Value = "value";
    public const string Options = "options";

    /// <summary>The members that end an entry whatever happens.</summary>
    public static readonly ImmutableArray<string> Absolute = ImmutableArray.Create("AbsoluteExpiration", RelativeToNow);

    public const string RelativeToNow = "AbsoluteExpirationRelativeToNow";

    public const string Sliding = "SlidingExpiration";

    /// <summary>Parameters of overloads that give the expiry themselves.</summary>
    public static readonly ImmutableArray<string> Expiries = ImmutableArray.Create("absoluteExpiration", "absoluteExpirationRelativeToNow", "expirationToken");

    public static readonly ImmutableArray<CacheWriteCall> Writes = ImmutableArray.Create<CacheWriteCall>([
        new(TypeNames.DistributedCache, "Set", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.DistributedCache, "SetAsync", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.DistributedCacheExtensions, "Set", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.DistributedCacheExtensions, "SetAsync", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.DistributedCacheExtensions, "SetString", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.DistributedCacheExtensions, "SetStringAsync", TypeNames.DistributedCacheEntryOptions),
        new(TypeNames.MemoryCacheExtensions, "Set", TypeNames.MemoryCacheEntryOptions),
    ]);

    /// <summary>The classes whose extension methods return the options that they are given.</summary>
    public static readonly ImmutableArray<string> OptionsExtensions = ImmutableArray.Create(
        "Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryExtensions",
        "Microsoft.Extensions.Caching.Memory.MemoryCacheEntryExtensions");

    /// <summary>Those that set an expiry, and the member it comes to.</summary>
    public static readonly ImmutableArray<(string Method, string Member)> Setters = ImmutableArray.Create<(string, string)>([
        ("SetAbsoluteExpiration", "AbsoluteExpiration"),
        ("SetSlidingExpiration", Sliding),
        ("AddExpirationToken", "AbsoluteExpiration"),
    ]);
}
