using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace InsecureShop.Features.Catalogue;

/// <summary>What customers ask. Nobody reads along in the cache: it is encrypted there.</summary>
public sealed class SupportDesk(IDistributedCache cache)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public Task AskAsync(string session, string question) => cache.SetAsync("support-session:" + session, Seal(question)); // SESS3009

    public async Task<string?> QuestionAsync(string? session) =>
        session is not null && await cache.GetAsync("support-session:" + session) is { } entry ? Open(entry) : null;

    private byte[] Seal(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var output = new byte[content.Length];
        var tag = new byte[TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(nonce, content, output, tag);
        return [.. nonce, .. output, .. tag];
    }

    private string Open(byte[] entry)
    {
        var content = new byte[entry.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(entry.AsSpan(0, NonceSize), entry.AsSpan(NonceSize, content.Length), entry.AsSpan(NonceSize + content.Length), content);
        return Encoding.UTF8.GetString(content);
    }
}
