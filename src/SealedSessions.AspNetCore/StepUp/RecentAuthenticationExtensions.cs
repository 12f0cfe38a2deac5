using Microsoft.AspNetCore.Authorization;
using SealedSessions.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Asks for a recent sign-in or step-up.</summary>
public static class RecentAuthenticationExtensions
{
    /// <summary>Lets only users in who have proved who they are no longer ago than that. See <see cref="RequireRecentAuthenticationAttribute"/>.</summary>
    /// <typeparam name="TBuilder">The endpoint's builder.</typeparam>
    /// <param name="endpoint">The endpoint or group.</param>
    /// <param name="maxAge">The longest time since sign-in or step-up; longer than zero.</param>
    /// <param name="scheme">The sealed scheme that counts, or null for the one whose session the request carries.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not longer than zero.</exception>
    public static TBuilder RequireRecentAuthentication<TBuilder>(this TBuilder endpoint, TimeSpan maxAge, string? scheme = null)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireRecentAuthentication(maxAge, scheme));

    /// <summary>Adds the requirement to a policy. See <see cref="RequireRecentAuthenticationAttribute"/>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="maxAge">The longest time since sign-in or step-up; longer than zero.</param>
    /// <param name="scheme">The sealed scheme that counts, or null for the one whose session the request carries.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxAge"/> is not longer than zero.</exception>
    public static AuthorizationPolicyBuilder RequireRecentAuthentication(this AuthorizationPolicyBuilder policy, TimeSpan maxAge, string? scheme = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        return policy.AddRequirements(new RecentAuthenticationRequirement(maxAge, scheme));
    }
}
