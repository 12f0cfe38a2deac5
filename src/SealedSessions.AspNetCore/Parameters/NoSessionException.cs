using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>An endpoint takes a session, and the request has none that is good.</summary>
internal sealed class NoSessionException() : BadHttpRequestException("There is no good session.", StatusCodes.Status401Unauthorized);
