using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>How the authentication cookie of a scheme is sealed and revalidated.</summary>
public sealed class SealedCookieOptions
{
    /// <summary>How long sessions live, however busy they are and however long they are unused. Required.</summary>
    /// <value>null</value>
    public SessionLifetime? Lifetime { get; set; }

    /// <summary>What happens to sessions while it cannot be known whether they are revoked. Required: only you can weigh the two.</summary>
    /// <value><see cref="StoreFailureMode.Unset"/>, which is refused</value>
    public StoreFailureMode WhenRevocationsUnavailable { get; set; }

    /// <summary>The service that reads the cookie; nodes of one service share it.</summary>
    /// <value>null</value>
    public string? Audience { get; set; }

    /// <summary>The claim that names the subject; sessions of a subject are revoked by its value.</summary>
    /// <value><see cref="ClaimTypes.NameIdentifier"/>, or else <c>sub</c></value>
    public string SubjectClaimType { get; set; } = ClaimTypes.NameIdentifier;

    /// <summary>What every session is bound to. With <see cref="SessionBindingKind.ClientCertificate"/> the certificate of the connection counts; for other kinds set <see cref="ReadBinding"/>.</summary>
    /// <value><see cref="SessionBindingKind.None"/></value>
    public SessionBindingKind Binding { get; set; }

    /// <summary>Reads what the client of a request has proved: a verified DPoP key, a workload identity.</summary>
    /// <value>null</value>
    public Func<HttpContext, ValueTask<SessionBinding?>>? ReadBinding { get; set; }

    /// <summary>How long a positive answer of an <see cref="ISubjectCheck{TClaims}"/> for <see cref="AuthenticationTicket"/> is kept, from zero to one hour.</summary>
    /// <value><see cref="TimeSpan.Zero"/>: asked at every request</value>
    public TimeSpan SubjectCheckCachedFor { get; set; }

    /// <summary>
    /// The page where a user proves again who they are; a browser is sent there where <c>RequireRecentAuthentication</c> asks for it. The query's
    /// <c>ReturnUrl</c> is the page that was asked for, after a POST the page of this site that has sent it, or the site's root where that is not
    /// known. Other clients get the challenge of RFC 9470.
    /// </summary>
    /// <value>null: every client gets the challenge</value>
    public PathString StepUpPath { get; set; }

    /// <summary>Allows <c>SameSite=None</c>, for an application that lives in frames of other sites.</summary>
    /// <value>false</value>
    public bool AllowCrossSite { get; set; }

    /// <summary>Called after a session has begun, by sign-in or step-up: the place to keep a list of a user's sessions.</summary>
    /// <value>null</value>
    public Func<SealedSessionStartedContext, ValueTask>? OnSessionStarted { get; set; }

    /// <summary>Called after a request has ended a session, by sign-out or by a sign-in or step-up that replaces it. What <see cref="SessionRevoker"/> ends is not told here.</summary>
    /// <value>null</value>
    public Func<SealedSessionEndedContext, ValueTask>? OnSessionEnded { get; set; }

    internal SealedSessionOptions<AuthenticationTicket> ToSession(string scheme) => new()
    {
        Purpose = $"aspnetcore-cookie/{scheme}",
        Lifetime = Lifetime,
        Payload = new TicketPayload(scheme),
        WhenRevocationsUnavailable = WhenRevocationsUnavailable,
        RequiredBinding = Binding,
        SubjectCheckCachedFor = SubjectCheckCachedFor,
    };
}
