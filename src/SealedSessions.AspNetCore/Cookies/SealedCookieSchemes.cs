using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SealedSessions.Hosting;

namespace SealedSessions.AspNetCore;

/// <summary>The schemes whose cookies are sealed.</summary>
internal sealed class SealedCookieSchemes(
    IEnumerable<SealedCookieRegistration> registrations,
    IOptionsMonitor<SealedCookieOptions> options,
    IServiceProvider services) : ISessionRegistrations
{
    private readonly HashSet<string> _names = [.. registrations.Select(registration => registration.Scheme)];
    private readonly ConcurrentDictionary<string, SealedCookieScheme> _schemes = new(StringComparer.Ordinal);

    public bool Contains(string? scheme) => scheme is not null && _names.Contains(scheme);

    /// <summary>The scheme; made when it is first used, so that the start-up check can list all that is wrong before.</summary>
    public SealedCookieScheme Find(string name) => _schemes.GetOrAdd(name, Create);

    public SealedCookieScheme? TryFind(string name) => Contains(name) ? Find(name) : null;

    public IEnumerable<SessionRegistration> Read()
    {
        foreach (var name in _names)
        {
            var sealing = options.Get(name);
            var registration = SessionRegistration.Of(sealing.ToSession(name));
            yield return registration with { Faults = [.. registration.Faults, .. SchemeFaults(name), .. CookieFaults(name, sealing)] };
        }
    }

    private SealedCookieScheme Create(string name)
    {
        var sealing = options.Get(name);
        var shared = services.GetRequiredService<SessionServices>();
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(name);
        var session = sealing.ToSession(name);
        session.MaxTokenLength = CookieSize.MaxTokenLength(cookie.Cookie.Name!);
        var manager = new SessionManager<AuthenticationTicket>(session, shared, services.GetServices<ISubjectCheck<AuthenticationTicket>>());
        return new SealedCookieScheme(name, cookie.Cookie.Name!, cookie.CookieManager, sealing, manager, shared);
    }

    private IEnumerable<string> SchemeFaults(string name)
    {
        if (registrations.Count(registration => registration.Scheme == name) > 1)
        {
            yield return $"The scheme '{name}' is sealed more than once, and the later settings overwrite the earlier ones. Call AddSealedCookie or SealAuthenticationCookie once.";
        }

        var handler = services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap.TryGetValue(name, out var scheme) ? scheme.HandlerType : null;
        if (handler is null)
        {
            yield return $"There is no authentication scheme '{name}', so its cookie is not sealed. Add it with AddSealedCookie, or name the scheme that exists.";
        }
        else if (!typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
        {
            yield return $"The scheme '{name}' is no cookie scheme ({handler.Name}), so nothing is sealed. Name the cookie scheme that it signs in to.";
        }
    }

    private IEnumerable<string> CookieFaults(string name, SealedCookieOptions sealing)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(name);
        var cookie = options.Cookie;
        var what = $"The cookie of scheme '{name}'";

        if (cookie.Name?.StartsWith("__Host-", StringComparison.Ordinal) != true)
        {
            yield return $"{what} is named '{cookie.Name}'. Name it \"__Host-…\", so that browsers take it only with Secure, path / and no domain, or leave the name out.";
        }

        if (!string.IsNullOrEmpty(cookie.Domain))
        {
            yield return $"{what} has the domain '{cookie.Domain}', which hands the session to every host under it. Leave Cookie.Domain out.";
        }

        if (cookie.Path is not (null or "/"))
        {
            yield return $"{what} has the path '{cookie.Path}', and browsers refuse a __Host- cookie with it. Leave Cookie.Path out.";
        }

        if (cookie.SecurePolicy != CookieSecurePolicy.Always)
        {
            yield return $"{what} may be sent without Secure. Leave Cookie.SecurePolicy out.";
        }

        if (!cookie.HttpOnly)
        {
            yield return $"{what} can be read by script. Leave Cookie.HttpOnly out.";
        }

        if (cookie.SameSite is SameSiteMode.None or SameSiteMode.Unspecified && !sealing.AllowCrossSite)
        {
            yield return $"{what} is sent along from other sites (SameSite {cookie.SameSite}). Leave Cookie.SameSite out, or set AllowCrossSite where the application lives in frames of other sites.";
        }

        if (options.Events is not SealedCookieEvents || options.EventsType is not null || options.TicketDataFormat is not SealedTicketFormat || options.CookieManager is not SealedCookieManager)
        {
            yield return $"{what} has lost its seal: Events, EventsType, TicketDataFormat or CookieManager was set after it was sealed, by a PostConfigure. Set them with Configure, or before AddSealedCookie.";
        }

        if (options.SessionStore is not null)
        {
            yield return $"{what} has a SessionStore, and a sealed session is in the cookie. Choose one of the two.";
        }

        if (sealing.Binding is not (SessionBindingKind.None or SessionBindingKind.ClientCertificate) && sealing.ReadBinding is null)
        {
            yield return $"{what} is bound to a {sealing.Binding}, and nothing reads it from a request. Set SealedCookieOptions.ReadBinding.";
        }
    }
}
