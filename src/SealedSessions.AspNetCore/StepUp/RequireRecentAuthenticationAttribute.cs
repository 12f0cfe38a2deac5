using Microsoft.AspNetCore.Authorization;

namespace SealedSessions.AspNetCore;

/// <summary>
/// Lets only users in who have proved who they are within the last minutes, by sign-in or step-up; for changes of e-mail, password or
/// payment. Others are asked again: a browser goes to <see cref="SealedCookieOptions.StepUpPath"/>, other clients get the challenge of RFC 9470.
/// </summary>
/// <param name="minutes">The longest time since sign-in or step-up, in minutes; at least 1.</param>
/// <remarks>OWASP ASVS 5.0, 7.5.1.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = false, Inherited = true)]
public sealed class RequireRecentAuthenticationAttribute(int minutes) : AuthorizeAttribute, IAuthorizationRequirementData
{
    /// <summary>The longest time since sign-in or step-up, in minutes.</summary>
    public int Minutes { get; } = minutes >= 1 ? minutes : throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "At least one minute.");

    /// <summary>The sealed scheme that counts, or null for the one whose session the request carries.</summary>
    public string? Scheme { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new RecentAuthenticationRequirement(TimeSpan.FromMinutes(Minutes), Scheme)];
}
