using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace SealedSessions.AspNetCore;

/// <summary>What became of one scheme's session in one request.</summary>
internal sealed class RequestSession
{
    /// <summary>Whether the session is good, or why not: the one that the request has brought, or the one that it has begun.</summary>
    public RevalidationResult<AuthenticationTicket> Result { get; set; }

    /// <summary>The token that was revalidated.</summary>
    public UnsealedSession<AuthenticationTicket>? Asked { get; set; }

    /// <summary>The user that the session gave to the request.</summary>
    public ClaimsPrincipal? Principal { get; set; }

    /// <summary>Whether the idle window asks for a renewal.</summary>
    public bool IsSlidingDue { get; set; }

    /// <summary>The user as a renewal in this request has sealed them; null where nothing was renewed.</summary>
    public ClaimsPrincipal? RenewedPrincipal { get; set; }

    /// <summary>The session that a sign-in of this request has begun.</summary>
    public UnsealedSession<AuthenticationTicket>? Begun { get; set; }

    /// <summary>Whether <see cref="Begun"/> goes on with the session that the request has brought.</summary>
    public bool BegunContinues { get; set; }

    /// <summary>Whether the request has signed out. Final for the session that it has brought.</summary>
    public bool IsSignedOut { get; set; }

    /// <summary>The application's events, where they are resolved for each request.</summary>
    public CookieAuthenticationEvents? Events { get; set; }

    /// <summary>The token for the cookie that is set next, and the absolute end of its session.</summary>
    public (string Value, DateTimeOffset Ends)? Token { get; set; }
}
