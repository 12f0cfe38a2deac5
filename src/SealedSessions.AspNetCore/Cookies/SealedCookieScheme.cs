using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>One authentication scheme whose cookie is sealed.</summary>
internal sealed class SealedCookieScheme(string name, string cookieName, SealedCookieOptions options, SessionManager<AuthenticationTicket> manager, bool sealClient, TimeProvider clock)
{
    public string Name => name;

    public SealedCookieOptions Options => options;

    public SessionManager<AuthenticationTicket> Manager => manager;

    public SealContext Context { get; } = new(options.Audience, cookieName);

    public TimeProvider Clock => clock;

    public int MaxTokenLength { get; } = CookieSize.MaxTokenLength(cookieName);

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
        sealClient ? ClientContext.From(http.Request.Headers.UserAgent, http.Connection.RemoteIpAddress) : null;
}
