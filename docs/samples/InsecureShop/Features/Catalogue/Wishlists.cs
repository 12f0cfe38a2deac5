using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;

namespace InsecureShop.Features.Catalogue;

/// <summary>Wishlists of visitors, found by a token that only the visitor has.</summary>
public sealed class Wishlists(IDistributedCache cache)
{
    /// <summary>Cookie and list end together.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    public string Create() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public bool Exists(string? token) => token is not null && cache.Get(KeyOf(token)) is not null;

    public void Add(string token, string productId)
    {
        var list = JsonSerializer.Serialize(Of(token).Append(productId).Distinct().Order());
        cache.SetString(KeyOf(token), list, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime });
    }

    public IEnumerable<string> Of(string? token) =>
        token is not null && cache.GetString(KeyOf(token)) is { } list ? JsonSerializer.Deserialize<string[]>(list) ?? [] : [];

    private static string KeyOf(string token) => "wishlist-token:" + token;
}
