using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>Where the sessions that endpoints take as parameters come from.</summary>
/// <param name="Type">The parameter's type, a <see cref="RevalidatedSession{TClaims}"/>.</param>
/// <param name="Find">The good session of a request, or null.</param>
internal sealed record SessionSource(Type Type, Func<HttpContext, object?> Find);
