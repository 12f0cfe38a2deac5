using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>A session that has just begun.</summary>
/// <param name="HttpContext">The request.</param>
/// <param name="Scheme">The authentication scheme.</param>
/// <param name="Session">Names the session; <see cref="SessionRevoker"/> ends it by this id.</param>
/// <param name="Subject">Whose session it is.</param>
/// <param name="Principal">The user.</param>
/// <param name="AuthenticatedAt">When the user proved who they are.</param>
/// <param name="ExpiresAt">The absolute end.</param>
/// <param name="Replaces">The session that this one replaces and that has ended, or null.</param>
public sealed record SealedSessionStartedContext(
    HttpContext HttpContext,
    string Scheme,
    SessionId Session,
    string Subject,
    ClaimsPrincipal Principal,
    DateTimeOffset AuthenticatedAt,
    DateTimeOffset ExpiresAt,
    SessionId? Replaces);
