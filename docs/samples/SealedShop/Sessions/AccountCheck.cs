using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SealedSessions;
using SealedShop.Features.Accounts;

namespace SealedShop.Sessions;

/// <summary>
/// Asked at every request and every use of a tool: a customer who is disabled is out at once, and name, e-mail and role are those of the
/// account as it is now, in every browser.
/// </summary>
public sealed class AccountCheck(UserDirectory users) : ISubjectCheck<AuthenticationTicket>, ISubjectCheck<AgentClaims>
{
    public async ValueTask<SubjectCheckResult<AuthenticationTicket>> CheckAsync(UnsealedSession<AuthenticationTicket> session, CancellationToken cancellation)
    {
        if (await users.FindAsync(session.UnverifiedSubject) is not { IsDisabled: false } user)
        {
            return SubjectCheckResult.Rejected<AuthenticationTicket>();
        }

        var ticket = session.UnverifiedClaims;
        var current = SignInService.CreatePrincipal(user, ticket.AuthenticationScheme);
        return AreSame(ticket.Principal, current)
            ? SubjectCheckResult.Valid<AuthenticationTicket>()
            : SubjectCheckResult.Changed(new AuthenticationTicket(current, ticket.Properties, ticket.AuthenticationScheme));
    }

    public async ValueTask<SubjectCheckResult<AgentClaims>> CheckAsync(UnsealedSession<AgentClaims> session, CancellationToken cancellation) =>
        await users.FindAsync(session.UnverifiedSubject) is { IsDisabled: false }
            ? SubjectCheckResult.Valid<AgentClaims>()
            : SubjectCheckResult.Rejected<AgentClaims>();

    private static bool AreSame(ClaimsPrincipal then, ClaimsPrincipal now) =>
        then.Claims.Select(claim => (claim.Type, claim.Value)).SequenceEqual(now.Claims.Select(claim => (claim.Type, claim.Value)));
}
