using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace SealedSessions.AspNetCore;

/// <summary>Answers <see cref="RecentAuthenticationRequirement"/> from the revalidated session of the request.</summary>
internal sealed class RecentAuthenticationHandler(IHttpContextAccessor accessor, IOptionsMonitor<SealedCookieOptions> options) : AuthorizationHandler<RecentAuthenticationRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RecentAuthenticationRequirement requirement)
    {
        if ((context.Resource as HttpContext ?? accessor.HttpContext) is { } http)
        {
            var sessions = SealedSessionFeature.Of(http);
            if (sessions.Session(requirement.Scheme, context.User) is { } session && session.AuthenticatedWithin(requirement.MaxAge) && IsOf(session, context.User))
            {
                context.Succeed(requirement);
            }
            else
            {
                http.Features.Set(new RecentAuthenticationFailure(context));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the session is that of the user who asks: a request may carry a token of somebody else beside the cookie.</summary>
    private bool IsOf(RevalidatedSession<AuthenticationTicket> session, ClaimsPrincipal user) =>
        user.HasClaim(claim => claim.Value == session.Subject
            && (claim.Type == options.Get(session.Claims.AuthenticationScheme).SubjectClaimType || claim.Type == "sub"));
}
