using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace InsecureShop.Features.Accounts;

/// <summary>Short-lived tokens with which the shop's script calls the API.</summary>
public sealed class AccessTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (string UserId, DateTimeOffset Expires)> _tokens = new();

    public string Issue(string userId, TimeSpan lifetime)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tokens[token] = (userId, clock.GetUtcNow() + lifetime);
        return token;
    }

    public string? UserOf(string? token) =>
        token is not null && _tokens.TryGetValue(token, out var entry) && entry.Expires > clock.GetUtcNow() ? entry.UserId : null;
}
