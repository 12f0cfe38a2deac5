using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace SealedSessions.AspNetCore;

/// <summary>What became of the sealed sessions of a request, by scheme.</summary>
internal sealed class SealedSessionFeature
{
    private readonly Dictionary<string, RevalidationResult<AuthenticationTicket>> _results = new(StringComparer.Ordinal);

    public static SealedSessionFeature Of(HttpContext http)
    {
        if (http.Features.Get<SealedSessionFeature>() is not { } feature)
        {
            http.Features.Set(feature = new SealedSessionFeature());
        }

        return feature;
    }

    public void Set(string scheme, RevalidationResult<AuthenticationTicket> result) => _results[scheme] = result;

    public RevalidationStatus Status(string scheme) => _results.TryGetValue(scheme, out var result) ? result.Status : RevalidationStatus.NotUnsealed;

    /// <summary>The good session of a scheme, or of the only one that has a good session.</summary>
    public RevalidatedSession<AuthenticationTicket>? Session(string? scheme)
    {
        if (scheme is not null)
        {
            return _results.TryGetValue(scheme, out var result) ? result.Session : null;
        }

        var good = _results.Values.Where(result => result.Succeeded).Take(2).ToArray();
        return good.Length == 1 ? good[0].Session : null;
    }
}
