namespace SealedSessions;

/// <summary>
/// Where a token is used. Sealer and reader must name the same, or the token does not open: a cookie cannot be replayed
/// under another name, nor a token at another service.
/// </summary>
/// <param name="Audience">The service that reads the token, or null.</param>
/// <param name="CookieName">The cookie that carries it, or null where no cookie does.</param>
public readonly record struct SealContext(string? Audience = null, string? CookieName = null);
