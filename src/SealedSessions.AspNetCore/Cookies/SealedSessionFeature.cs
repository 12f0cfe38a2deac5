using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>What became of the sealed sessions of a request, by scheme.</summary>
internal sealed class SealedSessionFeature
{
    private readonly Dictionary<string, RequestSession> _sessions = new(StringComparer.Ordinal);

    public static SealedSessionFeature Of(HttpContext http)
    {
        if (http.Features.Get<SealedSessionFeature>() is not { } feature)
        {
            http.Features.Set(feature = new SealedSessionFeature());
        }

        return feature;
    }

    public RequestSession Of(string scheme)
    {
        if (!_sessions.TryGetValue(scheme, out var session))
        {
            _sessions.Add(scheme, session = new RequestSession());
        }

        return session;
    }

    public RevalidationStatus Status(string scheme) =>
        _sessions.TryGetValue(scheme, out var session) ? session.Result.Status : RevalidationStatus.NotUnsealed;

    /// <summary>The good session of a scheme, or else of <see cref="SchemeOf"/>.</summary>
    public RevalidatedSession<AuthenticationTicket>? Session(string? scheme, ClaimsPrincipal user) =>
        (scheme ?? SchemeOf(user)) is { } name && _sessions.TryGetValue(name, out var session) ? session.Result.Session : null;

    /// <summary>
    /// The scheme of the good session that the request's user comes from: a request may carry a customer's session and one of the
    /// back office, and its endpoint chooses the user. Null where that is not one session.
    /// </summary>
    public string? SchemeOf(ClaimsPrincipal user)
    {
        var good = _sessions.Where(each => each.Value.Result.Succeeded).ToArray();
        var ofUser = good.Where(each => each.Value.Principal?.Identities.Any(identity => user.Identities.Contains(identity)) == true).ToArray();
        return (ofUser.Length > 0 ? ofUser : good) is [var only] ? only.Key : null;
    }
}
