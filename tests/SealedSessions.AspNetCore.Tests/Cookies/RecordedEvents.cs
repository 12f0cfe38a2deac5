using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SealedSessions.AspNetCore.Tests.Cookies;

/// <summary>Events of an application that overrides each.</summary>
internal sealed class RecordedEvents(EventCalls calls) : CookieAuthenticationEvents
{
    /// <summary>The same as delegates.</summary>
    public static CookieAuthenticationEvents Delegates(EventCalls calls)
    {
        var each = new RecordedEvents(calls);
        return new CookieAuthenticationEvents
        {
            OnCheckSlidingExpiration = each.CheckSlidingExpiration,
            OnValidatePrincipal = each.ValidatePrincipal,
            OnSigningIn = each.SigningIn,
            OnSignedIn = each.SignedIn,
            OnSigningOut = each.SigningOut,
            OnRedirectToLogin = each.RedirectToLogin,
            OnRedirectToAccessDenied = each.RedirectToAccessDenied,
            OnRedirectToLogout = each.RedirectToLogout,
            OnRedirectToReturnUrl = each.RedirectToReturnUrl,
        };
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context) => calls.Add(nameof(CheckSlidingExpiration));

    public override Task ValidatePrincipal(CookieValidatePrincipalContext context) => calls.Add(nameof(ValidatePrincipal));

    public override Task SigningIn(CookieSigningInContext context) => calls.Add(nameof(SigningIn));

    public override Task SignedIn(CookieSignedInContext context) => calls.Add(nameof(SignedIn));

    public override Task SigningOut(CookieSigningOutContext context) => calls.Add(nameof(SigningOut));

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = 401;
        return calls.Add(nameof(RedirectToLogin));
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = 403;
        return calls.Add(nameof(RedirectToAccessDenied));
    }

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) => calls.Add(nameof(RedirectToLogout));

    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => calls.Add(nameof(RedirectToReturnUrl));
}
