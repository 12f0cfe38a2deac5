using System.Security.Claims;
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
internal sealed class SealedCookieEvents(Func<SealedCookieScheme> findScheme, CookieAuthenticationEvents inner, Type? innerType) : CookieAuthenticationEvents
{
    private static readonly object SlidingKey = new();
    private static readonly object EndedKey = new();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var scheme = findScheme();
        var http = context.HttpContext;
        var feature = SealedSessionFeature.Of(http);

        if (TicketState.Unsealed(context.Properties) is not { } unsealed)
        {
            context.RejectPrincipal();
            return;
        }

        var client = await scheme.ClientAsync(http).ConfigureAwait(false);
        var result = await scheme.Manager.RevalidateAsync(unsealed, client, http.RequestAborted).ConfigureAwait(false);
        feature.Set(scheme.Name, result);
        if (!result.Succeeded)
        {
            context.RejectPrincipal();
            return;
        }

        var session = result.Session;
        if ((session.NeedsReseal & ResealReasons.ClaimsChanged) != 0)
        {
            context.ReplacePrincipal(session.Claims.Principal);
        }

        await Inner(http).ValidatePrincipal(context).ConfigureAwait(false);
        if (context.Principal is null)
        {
            feature.Set(scheme.Name, new RevalidationResult<AuthenticationTicket>(RevalidationStatus.SubjectRejected));
            return;
        }

        feature.Set(scheme.Name, result, context.Principal);
        var reseal = session.NeedsReseal & ~ResealReasons.Idle;
        if ((reseal != ResealReasons.None || context.ShouldRenew || http.Items.ContainsKey((SlidingKey, scheme.Name))) && session.Generation < uint.MaxValue)
        {
            var ticket = new AuthenticationTicket(context.Principal, context.Properties, scheme.Name);
            TicketState.SetSuccessor(context.Properties, await scheme.Manager.RenewAsync(session, ticket, http.RequestAborted).ConfigureAwait(false));
            context.ShouldRenew = true;
        }
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        await Inner(context.HttpContext).CheckSlidingExpiration(context).ConfigureAwait(false);
        if (context.ShouldRenew)
        {
            // Renewed once everything has been asked, and by us: the framework would not know of the other requests and nodes.
            context.HttpContext.Items[(SlidingKey, context.Scheme.Name)] = true;
            context.ShouldRenew = false;
        }
    }

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var scheme = findScheme();
        var http = context.HttpContext;
        await Inner(http).SigningIn(context).ConfigureAwait(false);

        var incoming = Incoming(scheme, context.Options, http);
        var record = await BeginAsync(scheme, context, incoming).ConfigureAwait(false);

        context.Properties.IssuedUtc = DateTimeOffset.FromUnixTimeMilliseconds(record.IssuedAt);
        context.Properties.ExpiresUtc = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(record.ExpiresAt, record.IssuedAt + (1000L * record.IdleSeconds)));
        TicketState.SetStart(context.Properties, record);

        if (incoming is not null && incoming.Id != record.Id)
        {
            await EndAsync(scheme, http, incoming).ConfigureAwait(false);
        }

        if (scheme.Options.OnSessionStarted is { } started)
        {
            await started(new SealedSessionStartedContext(
                http,
                scheme.Name,
                record.Id,
                record.Subject,
                context.Principal!,
                DateTimeOffset.FromUnixTimeMilliseconds(record.AuthenticatedAt),
                DateTimeOffset.FromUnixTimeMilliseconds(record.ExpiresAt),
                incoming?.Id)).ConfigureAwait(false);
        }
    }

    public override Task SignedIn(CookieSignedInContext context) => Inner(context.HttpContext).SignedIn(context);

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var scheme = findScheme();
        if (Incoming(scheme, context.Options, context.HttpContext) is { } session)
        {
            await EndAsync(scheme, context.HttpContext, session).ConfigureAwait(false);
            SealedSessionFeature.Of(context.HttpContext).Set(scheme.Name, new RevalidationResult<AuthenticationTicket>(RevalidationStatus.SessionRevoked));
        }

        await Inner(context.HttpContext).SigningOut(context).ConfigureAwait(false);
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

        return Inner(context.HttpContext).RedirectToLogin(context);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) => Inner(context.HttpContext).RedirectToAccessDenied(context);

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) => Inner(context.HttpContext).RedirectToLogout(context);

    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Inner(context.HttpContext).RedirectToReturnUrl(context);

    private static UnsealedSession<AuthenticationTicket>? Incoming(SealedCookieScheme scheme, CookieAuthenticationOptions options, HttpContext http) =>
        scheme.Manager.Sealer.Unseal(options.CookieManager.GetRequestCookie(http, options.Cookie.Name!), scheme.Context).Session;

    private static async Task EndAsync(SealedCookieScheme scheme, HttpContext http, UnsealedSession<AuthenticationTicket> session)
    {
        await scheme.Manager.EndAsync(session, CancellationToken.None).ConfigureAwait(false);
        http.Items[(EndedKey, session.Id)] = true;
        if (scheme.Options.OnSessionEnded is { } ended)
        {
            await ended(new SealedSessionEndedContext(http, scheme.Name, session.Id, session.Record.Subject)).ConfigureAwait(false);
        }
    }

    private static string SubjectOf(SealedCookieScheme scheme, ClaimsPrincipal? principal) =>
        principal?.FindFirst(scheme.Options.SubjectClaimType)?.Value is { Length: > 0 } subject ? subject
        : principal?.FindFirst("sub")?.Value is { Length: > 0 } sub ? sub
        : throw new InvalidOperationException(
            $"The user has no claim '{scheme.Options.SubjectClaimType}', so the session could not be revoked by its subject. Add the claim with the user's stable id, or set SealedCookieOptions.SubjectClaimType.");

    private static async Task<SessionRecord> BeginAsync(SealedCookieScheme scheme, CookieSigningInContext context, UnsealedSession<AuthenticationTicket>? incoming)
    {
        var http = context.HttpContext;
        var now = scheme.Clock.GetUtcNow();
        var properties = context.Properties;
        var window = (properties.ExpiresUtc ?? now + context.Options.ExpireTimeSpan) - now;
        var started = new NewSession<AuthenticationTicket>
        {
            Subject = SubjectOf(scheme, context.Principal),
            Claims = new AuthenticationTicket(context.Principal!, properties, scheme.Name),
            Binding = await scheme.BindingAsync(http).ConfigureAwait(false),
            Client = scheme.ClientContextOf(http),
            Epoch = await scheme.Manager.EpochAsync(http.RequestAborted).ConfigureAwait(false),
            ExpiresAt = properties.AllowRefresh == false ? Earlier(TicketState.End(properties), now + window) : TicketState.End(properties),
            Idle = window,
        };
        scheme.Manager.RequireBinding(started);

        var isStepUp = TicketState.TakeStepUp(properties);
        var continued = incoming is not null && TicketState.Origin(properties) == incoming.Id && incoming.Record.Subject == started.Subject ? incoming : null;
        if (continued is null)
        {
            var fresh = scheme.Manager.Begin(started);
            scheme.Manager.Began(fresh.Id, fresh.Subject, SessionAuditKind.Issued);
            return fresh;
        }

        // The application refreshes the claims of the session at hand: new id, same end; authenticated anew only by step-up.
        var record = scheme.Manager.Begin(started with
        {
            AuthenticatedAt = isStepUp ? null : continued.AuthenticatedAt,
            ExpiresAt = Earlier(started.ExpiresAt, continued.ExpiresAt),
            Epoch = isStepUp ? started.Epoch : continued.Record.Epoch,
        });

        if (http.Items.ContainsKey((EndedKey, continued.Id)))
        {
            // Signed out in this request: whatever is still written is that session, and dead.
            return record with { Id = continued.Id };
        }

        scheme.Manager.Began(record.Id, record.Subject, isStepUp ? SessionAuditKind.SteppedUp : SessionAuditKind.Renewed);
        return record;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) => left is { } other && other < right ? other : right;

    private CookieAuthenticationEvents Inner(HttpContext http) =>
        innerType is null ? inner : (CookieAuthenticationEvents)http.RequestServices.GetRequiredService(innerType);
}
