using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>What became of the sealed sessions of a request, by scheme.</summary>
internal sealed class SealedSessionFeature
{
    private readonly Dictionary<string, (RevalidationResult<AuthenticationTicket> Result, ClaimsPrincipal? Principal)> _sessions = new(StringComparer.Ordinal);

    public static SealedSessionFeature Of(HttpContext http)
    {
        if (http.Features.Get<SealedSessionFeature>() is not { } feature)
        {
            http.Features.Set(feature = new SealedSessionFeature());
        }

        return feature;
    }

    /// <summary>Remembers what became of a session, and the user that it gave to the request.</summary>
    public void Set(string scheme, RevalidationResult<AuthenticationTicket> result, ClaimsPrincipal? principal = null) => _sessions[scheme] = (result, principal);

    public RevalidationStatus Status(string scheme) => _sessions.TryGetValue(scheme, out var session) ? session.Result.Status : RevalidationStatus.NotUnsealed;

    /// <summary>
    /// The good session of a scheme. Without a scheme, that of the request's user: a request may carry a customer's session and one of the
    /// back office, and its endpoint chooses the user. Null where that is not one session.
    /// </summary>
    public RevalidatedSession<AuthenticationTicket>? Session(string? scheme, ClaimsPrincipal user)
    {
        if (scheme is not null)
        {
            return _sessions.TryGetValue(scheme, out var session) ? session.Result.Session : null;
        }

        var good = _sessions.Values.Where(session => session.Result.Succeeded).ToArray();
        var ofUser = good.Where(session => session.Principal?.Identities.Any(identity => user.Identities.Contains(identity)) == true).ToArray();
        return (ofUser.Length > 0 ? ofUser : good) is [var only] ? only.Result.Session : null;
    }
}
