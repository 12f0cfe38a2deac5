using SealedSessions.AspNetCore;

namespace SealedShop.Sessions;

/// <summary>Puts sessions on the list as they begin, and takes them off as they end.</summary>
public static class SessionList
{
    /// <summary>For <see cref="SealedCookieOptions.OnSessionStarted"/>.</summary>
    public static async ValueTask AddAsync(SealedSessionStartedContext started)
    {
        var context = started.HttpContext;
        var list = context.RequestServices.GetRequiredService<ISessionList>();
        await list.AddAsync(
            new ListedSession(
                started.Session,
                started.Subject,
                started.Scheme,
                BrowserWords.Of(context.Request.Headers.UserAgent),
                started.AuthenticatedAt,
                LastSeen.Coarse(started.AuthenticatedAt),
                started.ExpiresAt));
    }

    /// <summary>For <see cref="SealedCookieOptions.OnSessionEnded"/>: sign-out, and what a sign-in or step-up replaces.</summary>
    public static async ValueTask RemoveAsync(SealedSessionEndedContext ended) =>
        await ended.HttpContext.RequestServices.GetRequiredService<ISessionList>().RemoveAsync(ended.Session);
}
