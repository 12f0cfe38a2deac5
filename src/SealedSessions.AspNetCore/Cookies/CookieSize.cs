using Microsoft.AspNetCore.Authentication.Cookies;

namespace SealedSessions.AspNetCore;

/// <summary>How long a token may be so that browsers keep its cookie.</summary>
internal static class CookieSize
{
    private const int MaxChunks = 4;

    // What the framework writes beside name and value: path, SameSite, Secure, HttpOnly, Expires and the chunk's number.
    private const int AttributeLength = 130;

    public static int MaxTokenLength(string cookieName) => MaxChunks * (ChunkingCookieManager.DefaultChunkSize - AttributeLength - cookieName.Length);
}
