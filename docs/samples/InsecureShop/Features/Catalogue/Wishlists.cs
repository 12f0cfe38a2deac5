using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace InsecureShop.Features.Catalogue;

/// <summary>Wishlists of visitors, found by a token that only the visitor has.</summary>
public sealed class Wishlists
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _byToken = new();

    public string Create()
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _byToken[token] = new();
        return token;
    }

    public bool Exists(string? token) => token is not null && _byToken.ContainsKey(token);

    public void Add(string token, string productId)
    {
        if (_byToken.TryGetValue(token, out var list))
        {
            list[productId] = true;
        }
    }

    public IEnumerable<string> Of(string? token) => token is not null && _byToken.TryGetValue(token, out var list) ? list.Keys.Order() : [];
}
