using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using SealedSessions;
using SealedSessions.AspNetCore;

namespace Microsoft.AspNetCore.Http;

/// <summary>The sealed session of a request.</summary>
public static class SealedSessionHttpContextExtensions
{
    /// <summary>The session of the authentication cookie, revalidated in this request; null where there is none or it is not good.</summary>
    /// <param name="context">The request, after authentication.</param>
    /// <param name="scheme">The sealed scheme, or null for the one that the request's user comes from.</param>
    public static RevalidatedSession<AuthenticationTicket>? GetSealedSession(this HttpContext context, string? scheme = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<SealedSessionFeature>()?.Session(scheme, context.User);
    }

    /// <summary>Why the session of the authentication cookie is not good, or that it is.</summary>
    /// <param name="context">The request, after authentication.</param>
    /// <param name="scheme">The sealed scheme.</param>
    public static RevalidationStatus GetSealedSessionStatus(this HttpContext context, string scheme)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<SealedSessionFeature>()?.Status(scheme) ?? RevalidationStatus.NotUnsealed;
    }

    /// <summary>
    /// The user has proved again who they are: begins a new session, authenticated now and with the same absolute end, and ends the former.
    /// Call it only after a password, passkey or other factor was checked.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="scheme">The sealed scheme, or null for the default one.</param>
    /// <exception cref="InvalidOperationException">The request carries no good session of the scheme, or it was revoked in the meantime: sign in instead.</exception>
    public static async Task StepUpAsync(this HttpContext context, string? scheme = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var services = context.RequestServices;
        var name = scheme ?? (await services.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false))?.Name;
        var current = await context.AuthenticateAsync(name).ConfigureAwait(false);
        var sealing = current.Ticket is { } ticket ? services.GetRequiredService<SealedCookieSchemes>().TryFind(ticket.AuthenticationScheme) : null;
        var request = sealing is null ? null : SealedSessionFeature.Of(context).Of(sealing.Name);

        // Not the user that authentication gives: the application may have added claims to it for this request alone.
        var principal = request is { IsSignedOut: false, Asked: not null }
            ? request.Begun?.UnverifiedClaims.Principal ?? request.RenewedPrincipal ?? sealing!.Incoming(context)?.UnverifiedClaims.Principal
            : null;
        if (!current.Succeeded || principal is null)
        {
            throw new InvalidOperationException($"There is no sealed session of scheme '{name}' to step up. Sign in with HttpContext.SignInAsync instead.");
        }

        TicketState.AskStepUp(current.Properties);
        await context.SignInAsync(sealing!.Name, principal, current.Properties).ConfigureAwait(false);
    }
}
