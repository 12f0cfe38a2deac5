using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SealedSessions.Format;

namespace SealedSessions.AspNetCore;

/// <summary>
/// Around the application's own cookie events: revalidates before them, renews after them, begins a new session at every sign-in and
/// ends it at sign-out. The application's events are called as before, Identity's security stamp among them.
/// </summary>
internal sealed class SealedCookieEvents : CookieAuthenticationEvents
{
    private readonly Func<SealedCookieScheme> _findScheme;

    public SealedCookieEvents(Func<SealedCookieScheme> findScheme, CookieAuthenticationEvents inner, Type? innerType)
    {
        _findScheme = findScheme;

        // One instance for a request, as the framework makes it.
        CookieAuthenticationEvents Inner(HttpContext http) => innerType is null
            ? inner
            : SealedSessionFeature.Of(http).Of(findScheme().Name).Events ??= (CookieAuthenticationEvents)http.RequestServices.GetRequiredService(innerType);

        // As delegates, so that who replaces or wraps one later still does.
        OnValidatePrincipal = context => Inner(context.HttpContext).ValidatePrincipal(context);
        OnCheckSlidingExpiration = context => Inner(context.HttpContext).CheckSlidingExpiration(context);
        OnSigningIn = context => Inner(context.HttpContext).SigningIn(context);
        OnSignedIn = context => Inner(context.HttpContext).SignedIn(context);
        OnSigningOut = context => Inner(context.HttpContext).SigningOut(context);
        OnRedirectToLogin = context => Inner(context.HttpContext).RedirectToLogin(context);
        OnRedirectToAccessDenied = context => Inner(context.HttpContext).RedirectToAccessDenied(context);
        OnRedirectToLogout = context => Inner(context.HttpContext).RedirectToLogout(context);
        OnRedirectToReturnUrl = context => Inner(context.HttpContext).RedirectToReturnUrl(context);
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        // The framework asks this first, and the application is asked about good sessions only.
        var (request, session) = await RevalidateAsync(context.HttpContext, context.Properties).ConfigureAwait(false);
        if (session is not null)
        {
            await base.CheckSlidingExpiration(context).ConfigureAwait(false);
            request.IsSlidingDue = context.ShouldRenew;
        }

        // Renewed once everything has been asked, and by us: the framework would not know of the other requests and nodes.
        context.ShouldRenew = false;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var scheme = _findScheme();
        var (request, session) = await RevalidateAsync(context.HttpContext, context.Properties).ConfigureAwait(false);
        if (session is null)
        {
            context.RejectPrincipal();
            return;
        }

        if ((session.NeedsReseal & ResealReasons.ClaimsChanged) != 0)
        {
            context.ReplacePrincipal(session.Claims.Principal);
        }

        // What the application does to the user for this request alone is not renewed.
        var isDue = request.IsSlidingDue || (session.NeedsReseal & ~ResealReasons.Idle) != 0;
        var clean = isDue ? new AuthenticationTicket(context.Principal!.Clone(), context.Properties.Clone(), scheme.Name) : null;

        var validatedAt = TicketState.ValidatedAt(context.Properties, session.Unsealed);
        await AskApplicationAsync(context, request, session, validatedAt).ConfigureAwait(false);
        if (context.Principal is null)
        {
            request.Result = new RevalidationResult<AuthenticationTicket>(RevalidationStatus.SubjectRejected);
            scheme.Refused(session.Unsealed, RevalidationStatus.SubjectRejected);
            return;
        }

        request.Principal = context.Principal;
        if (!ReferenceEquals(request.Result.Session, session))
        {
            // The application has signed in or out meanwhile, and that stays.
            context.ShouldRenew = false;
            return;
        }

        var current = new AuthenticationTicket(context.Principal, context.Properties, scheme.Name);
        if (!ReferenceEquals(context.Principal, session.Claims.Principal))
        {
            request.Result = new RevalidationResult<AuthenticationTicket>(new RevalidatedSession<AuthenticationTicket>(
                session.Unsealed, current, claimsChanged: false, session.RevocationChecked, session.StepUpRequired, scheme.Clock) { Client = session.Client });
        }

        var renewed = context.ShouldRenew ? current : clean;
        context.ShouldRenew = renewed is not null && session.Generation < uint.MaxValue;
        if (context.ShouldRenew)
        {
            TicketState.SetValidatedAt(renewed!.Properties, ReferenceEquals(renewed, current) ? null : validatedAt);
            request.RenewedPrincipal = renewed.Principal.Clone();
            var token = await RenewAsync(scheme, session, renewed, context.HttpContext.RequestAborted).ConfigureAwait(false);
            request.Token = (token.Value, session.ExpiresAt);
            TicketState.SetSealed(context.Properties);
        }
    }

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var scheme = _findScheme();
        var http = context.HttpContext;
        var request = SealedSessionFeature.Of(http).Of(scheme.Name);
        await base.SigningIn(context).ConfigureAwait(false);

        var incoming = scheme.Incoming(http);
        var start = await SignInStart.ReadAsync(scheme, context, request, incoming).ConfigureAwait(false);
        var record = start.Record;

        // Sealed before anything is ended: where the claims are too many, the former session lives on.
        TicketState.SetValidatedAt(context.Properties, start.ValidatedAt);
        var token = Seal(scheme, record, new AuthenticationTicket(context.Principal!, context.Properties, scheme.Name));
        TicketState.SetSealed(context.Properties);
        request.Token = (token.Value, token.ExpiresAt);
        context.Properties.IssuedUtc = DateTimeOffset.FromUnixTimeMilliseconds(record.IssuedAt);
        context.Properties.ExpiresUtc = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(record.ExpiresAt, record.IssuedAt + (1000L * record.IdleSeconds)));

        await EndAsync(scheme, http, request, incoming).ConfigureAwait(false);
        if (start.IsDead)
        {
            return;
        }

        request.Result = scheme.Manager.Made(token, scheme.Context);
        request.Begun = request.Result.Session?.Unsealed;
        request.BegunContinues = start.Continues;
        scheme.Manager.Began(record.Id, record.Subject, start.How);
        if (scheme.Options.OnSessionStarted is { } started)
        {
            await started(new SealedSessionStartedContext(
                http,
                scheme.Name,
                record.Id,
                record.Subject,
                context.Principal!,
                DateTimeOffset.FromUnixTimeMilliseconds(record.AuthenticatedAt),
                token.ExpiresAt,
                incoming?.Id)).ConfigureAwait(false);
        }
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var scheme = _findScheme();
        var http = context.HttpContext;
        var request = SealedSessionFeature.Of(http).Of(scheme.Name);
        request.IsSignedOut = true;
        await EndAsync(scheme, http, request, scheme.Incoming(http)).ConfigureAwait(false);
        await base.SigningOut(context).ConfigureAwait(false);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        // A sign-in page would not help: nobody can sign in while the store is down.
        if (SealedSessionFeature.Of(context.HttpContext).Status(context.Scheme.Name) == RevalidationStatus.Unavailable)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Where the application has its own IAuthorizationMiddlewareResultHandler, and at Forbid() after an imperative question.
        if (context.HttpContext.Features.Get<RecentAuthenticationFailure>()?.OnlyMissing is { } missing)
        {
            context.HttpContext.RequestServices.GetRequiredService<StepUpChallenge>().Answer(context.HttpContext, missing);
            return Task.CompletedTask;
        }

        return base.RedirectToAccessDenied(context);
    }

    /// <summary>Once per request, however often the framework asks.</summary>
    private async Task<(RequestSession Request, RevalidatedSession<AuthenticationTicket>? Session)> RevalidateAsync(HttpContext http, AuthenticationProperties properties)
    {
        var scheme = _findScheme();
        var request = SealedSessionFeature.Of(http).Of(scheme.Name);
        if (TicketState.Unsealed(properties) is not { } unsealed)
        {
            return (request, null);
        }

        if (!ReferenceEquals(request.Asked, unsealed))
        {
            var client = await scheme.ClientAsync(http).ConfigureAwait(false);
            request.Result = await scheme.Manager.RevalidateAsync(unsealed, client, http.RequestAborted).ConfigureAwait(false);
            request.Asked = unsealed;
        }

        return (request, request.Result.Session);
    }

    private async Task AskApplicationAsync(CookieValidatePrincipalContext context, RequestSession request, RevalidatedSession<AuthenticationTicket> session, DateTimeOffset validatedAt)
    {
        // Identity validates the security stamp by the age of IssuedUtc, and renewals would put that off for ever.
        context.Properties.IssuedUtc = validatedAt;
        try
        {
            await base.ValidatePrincipal(context).ConfigureAwait(false);
        }
        catch
        {
            request.Result = new RevalidationResult<AuthenticationTicket>(RevalidationStatus.Unavailable);
            throw;
        }

        context.Properties.IssuedUtc = session.Unsealed.IssuedAt;
        context.Properties.ExpiresUtc = session.IdleUntil;
    }

    private static async ValueTask<SealedToken> RenewAsync(SealedCookieScheme scheme, RevalidatedSession<AuthenticationTicket> session, AuthenticationTicket ticket, CancellationToken cancellation)
    {
        try
        {
            return await scheme.Manager.RenewAsync(session, ticket, cancellation).ConfigureAwait(false);
        }
        catch (SealedTokenTooLongException fault)
        {
            throw TicketSize.TooLarge(ticket, fault);
        }
    }

    private static SealedToken Seal(SealedCookieScheme scheme, in SessionRecord record, AuthenticationTicket ticket)
    {
        try
        {
            return scheme.Manager.Sealer.Seal(record, ticket, scheme.Context);
        }
        catch (SealedTokenTooLongException fault)
        {
            throw TicketSize.TooLarge(ticket, fault);
        }
    }

    /// <summary>Ends the session that the request has brought and the one that it has begun.</summary>
    private static async Task EndAsync(SealedCookieScheme scheme, HttpContext http, RequestSession request, UnsealedSession<AuthenticationTicket>? incoming)
    {
        UnsealedSession<AuthenticationTicket>?[] sessions = [incoming, request.Begun];
        request.Begun = null;
        foreach (var session in sessions.OfType<UnsealedSession<AuthenticationTicket>>())
        {
            await scheme.Manager.EndAsync(session, CancellationToken.None).ConfigureAwait(false);
            request.Result = new RevalidationResult<AuthenticationTicket>(RevalidationStatus.SessionRevoked);
            if (scheme.Options.OnSessionEnded is { } ended)
            {
                await ended(new SealedSessionEndedContext(http, scheme.Name, session.Id, session.Record.Subject)).ConfigureAwait(false);
            }
        }
    }
}
