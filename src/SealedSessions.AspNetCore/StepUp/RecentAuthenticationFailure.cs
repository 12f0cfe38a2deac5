using Microsoft.AspNetCore.Authorization;

namespace SealedSessions.AspNetCore;

/// <summary>The last question in a request to which a recent sign-in was missing. What else is missing is known when all has been asked.</summary>
internal sealed record RecentAuthenticationFailure(AuthorizationHandlerContext Asked)
{
    /// <summary>The strictest requirement, where nothing else is missing.</summary>
    public RecentAuthenticationRequirement? OnlyMissing => Asked.HasFailed ? null : Strictest(Asked.PendingRequirements);

    /// <summary>The strictest of requirements that all ask for a recent sign-in; null where one asks for something else.</summary>
    public static RecentAuthenticationRequirement? Strictest(IEnumerable<IAuthorizationRequirement> missing)
    {
        var all = missing.ToArray();
        var recent = all.OfType<RecentAuthenticationRequirement>().ToArray();
        return recent.Length == all.Length ? recent.MinBy(requirement => requirement.MaxAge) : null;
    }
}
