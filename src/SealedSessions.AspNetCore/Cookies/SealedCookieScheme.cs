using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using SealedSessions.Hosting;

namespace SealedSessions.AspNetCore;

/// <summary>One authentication scheme whose cookie is sealed.</summary>
internal sealed class SealedCookieScheme(
    string name, string cookieName, ICookieManager cookies, SealedCookieOptions options, SessionManager<AuthenticationTicket> manager, SessionServices shared)
{
    private readonly bool _sealClient = shared.RiskSignals.OfType<ClientChangeSignal>().Any();

    public string Name => name;

    public SealedCookieOptions Options => options;

    public SessionManager<AuthenticationTicket> Manager => manager;

    public SealContext Context { get; } = new(options.Audience, cookieName);

    public TimeProvider Clock => shared.Clock;

    /// <summary>The session that a request has brought, if it opens.</summary>
    public UnsealedSession<AuthenticationTicket>? Incoming(HttpContext http) =>
        manager.Sealer.Unseal(cookies.GetRequestCookie(http, cookieName), Context).Session;

    /// <summary>What is known of the client of a request.</summary>
    public async ValueTask<RevalidationContext> ClientAsync(HttpContext http) =>
        new(await BindingAsync(http).ConfigureAwait(false), ClientContextOf(http), http);

    public async ValueTask<SessionBinding?> BindingAsync(HttpContext http)
    {
        if (options.ReadBinding is { } read)
        {
            return await read(http).ConfigureAwait(false);
        }

        return options.Binding == SessionBindingKind.ClientCertificate && await http.Connection.GetClientCertificateAsync(http.RequestAborted).ConfigureAwait(false) is { } certificate
            ? SessionBinding.ClientCertificate(certificate)
            : null;
    }

    public ClientContext? ClientContextOf(HttpContext http) =>
        _sealClient ? ClientContext.From(http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress) : null;

    /// <summary>Whether a session was revoked since it was revalidated, by another request or node.</summary>
    public async ValueTask<bool> IsRevokedAsync(UnsealedSession<AuthenticationTicket> session, CancellationToken cancellation)
    {
        var query = new RevocationQuery(session.Id, session.Record.Subject, session.AuthenticatedAt, session.Record.Epoch, session.KeyId);
        return await shared.Revocations.CheckAsync(query, cancellation).ConfigureAwait(false) 
            is RevocationStatus.SessionRevoked or RevocationStatus.SubjectRevoked or RevocationStatus.EverythingRevoked or RevocationStatus.KeyRevoked;
    }

    public void Refused(UnsealedSession<AuthenticationTicket> session, RevalidationStatus status) =>
        shared.Auditor.Record(SessionAuditKind.Refused, manager.Sealer.Purpose, session.Id, session.Record.Subject, status.ToString());
}
