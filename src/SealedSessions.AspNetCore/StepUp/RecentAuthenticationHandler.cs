using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>Answers <see cref="RecentAuthenticationRequirement"/> from the revalidated session of the request.</summary>
internal sealed class RecentAuthenticationHandler(IHttpContextAccessor accessor) : AuthorizationHandler<RecentAuthenticationRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RecentAuthenticationRequirement requirement)
    {
        var http = context.Resource as HttpContext ?? accessor.HttpContext;
        if (http is not null && SealedSessionFeature.Of(http).Session(requirement.Scheme, context.User)?.AuthenticatedWithin(requirement.MaxAge) == true)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
