using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>A session that this request has ended: by sign-out, or by a sign-in or step-up that replaces it.</summary>
/// <param name="HttpContext">The request.</param>
/// <param name="Scheme">The authentication scheme.</param>
/// <param name="Session">Names the session.</param>
/// <param name="Subject">Whose session it was.</param>
public sealed record SealedSessionEndedContext(HttpContext HttpContext, string Scheme, SessionId Session, string Subject);
