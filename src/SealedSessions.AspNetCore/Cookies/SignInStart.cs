using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using SealedSessions.Format;

namespace SealedSessions.AspNetCore;

/// <summary>How a sign-in begins its session: as a new one, or going on with the one at hand.</summary>
/// <param name="Record">The session.</param>
/// <param name="How">What the audit log says.</param>
/// <param name="Continues">Whether it goes on with the session that the request has brought.</param>
/// <param name="IsDead">Whether it goes on with a session that has been signed out: then it has that session's id.</param>
/// <param name="ValidatedAt">When the application last had the chance to validate the user; null for now.</param>
internal sealed record SignInStart(SessionRecord Record, SessionAuditKind How, bool Continues, bool IsDead, DateTimeOffset? ValidatedAt)
{
    public static async Task<SignInStart> ReadAsync(
        SealedCookieScheme scheme, CookieSigningInContext context, RequestSession request, UnsealedSession<AuthenticationTicket>? incoming)
    {
        var http = context.HttpContext;
        var properties = context.Properties;
        var now = scheme.Clock.GetUtcNow();
        var isStepUp = TicketState.TakeStepUp(properties);
        var subject = SubjectOf(scheme, context.Principal);
        var continued = incoming is not null && TicketState.Origin(properties) == incoming.Id && incoming.Record.Subject == subject ? incoming : null;

        // Properties of an earlier authentication hold its end: what was left of it then is not the idle window from now on.
        var former = continued is not null && request is { BegunContinues: true, Begun: { } begun } ? begun : continued;
        var idle = former is not null ? TimeSpan.FromSeconds(former.Record.IdleSeconds) : context.Options.ExpireTimeSpan;
        var window = TicketState.HasChosenEnd(properties) && properties.ExpiresUtc is { } chosen ? WholeSeconds(chosen - now) : idle;
        var end = TicketState.End(properties);
        var start = new NewSession<AuthenticationTicket>
        {
            Subject = subject,
            Claims = new AuthenticationTicket(context.Principal!, properties, scheme.Name),
            Binding = await scheme.BindingAsync(http).ConfigureAwait(false),
            Client = scheme.ClientContextOf(http),
            Epoch = await scheme.Manager.EpochAsync(http.RequestAborted).ConfigureAwait(false),
            ExpiresAt = properties.AllowRefresh == false || !context.Options.SlidingExpiration ? Earlier(end, now + window) : end,
            Idle = window,
        };
        scheme.Manager.RequireBinding(start);

        if (former is null || continued is null)
        {
            return new(scheme.Manager.Begin(start), SessionAuditKind.Issued, Continues: false, IsDead: false, ValidatedAt: null);
        }

        // The application refreshes the claims of the session at hand: new id, same end; authenticated anew only by step-up.
        var record = scheme.Manager.Begin(start with
        {
            AuthenticatedAt = isStepUp ? null : former.AuthenticatedAt,
            ExpiresAt = Earlier(start.ExpiresAt, former.ExpiresAt),
            Epoch = isStepUp ? start.Epoch : former.Record.Epoch,
        });

        // Signed out in this request or, meanwhile, in another: whatever is still written is that session, and dead.
        var isDead = request.IsSignedOut
            || (request.Begun is null && await scheme.IsRevokedAsync(continued, http.RequestAborted).ConfigureAwait(false));
        if (isDead && isStepUp)
        {
            // The user has just proved who they are: a session that is dead at birth would sign them out without a word.
            throw new InvalidOperationException("The session was revoked in the meantime and cannot step up. Sign in with HttpContext.SignInAsync and new properties.");
        }

        return new(
            isDead ? record with { Id = continued.Id } : record,
            isStepUp ? SessionAuditKind.SteppedUp : SessionAuditKind.Renewed,
            Continues: true,
            isDead,
            TicketState.ValidatedAt(properties, continued));
    }

    private static string SubjectOf(SealedCookieScheme scheme, ClaimsPrincipal? principal) =>
        principal?.FindFirst(scheme.Options.SubjectClaimType)?.Value is { Length: > 0 } subject ? subject
        : principal?.FindFirst("sub")?.Value is { Length: > 0 } sub ? sub
        : throw new InvalidOperationException(
            $"The user has no claim '{scheme.Options.SubjectClaimType}', so the session could not be revoked by its subject. Add the claim with the user's stable id, or set SealedCookieOptions.SubjectClaimType.");

    /// <summary>Up to whole seconds, in which properties keep times.</summary>
    private static TimeSpan WholeSeconds(TimeSpan window) => TimeSpan.FromSeconds(Math.Ceiling(window.TotalSeconds));

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) => left is { } other && other < right ? other : right;
}
