using System.Collections.Concurrent;
using SealedSessions;

namespace SealedShop.Sessions;

/// <summary>Notes when a session was last used. Coarse on purpose: the list says enough for its owner, and is no record of movements.</summary>
public sealed class LastSeen(ISessionList sessions, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _noted = new();

    public static DateTimeOffset Coarse(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Step.Ticks), TimeSpan.Zero);

    public async Task NoteAsync(HttpContext context)
    {
        if (context.GetSealedSession() is { } session)
        {
            await NoteAsync(session.Id);
        }
    }

    public async Task NoteAsync(SessionId session)
    {
        var now = Coarse(clock.GetUtcNow());
        if (_noted.TryGetValue(session, out var noted) && noted == now)
        {
            return;
        }

        if (_noted.Count >= MostRemembered)
        {
            _noted.Clear();
        }

        _noted[session] = now;
        await sessions.SawAsync(session, now);
    }
}

public static class LastSeenMiddleware
{
    public static IApplicationBuilder UseLastSeen(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await context.RequestServices.GetRequiredService<LastSeen>().NoteAsync(context);
        await next(context);
    });
}
