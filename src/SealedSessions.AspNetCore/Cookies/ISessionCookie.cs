using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>A session cookie of any claims, as the middleware sees it.</summary>
internal interface ISessionCookie
{
    ValueTask ReadAsync(HttpContext http);
}
