using Microsoft.AspNetCore.Authorization;

namespace SealedSessions.AspNetCore;

/// <summary>Asks that the user has proved who they are no longer ago than that.</summary>
/// <param name="MaxAge">The longest time since sign-in or step-up.</param>
/// <param name="Scheme">The sealed scheme that counts, or null for the one whose session the request carries.</param>
internal sealed record RecentAuthenticationRequirement(TimeSpan MaxAge, string? Scheme) : IAuthorizationRequirement;
