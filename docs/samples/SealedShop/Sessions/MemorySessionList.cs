using System.Collections.Concurrent;
using SealedSessions;

namespace SealedShop.Sessions;

public sealed class MemorySessionList(TimeProvider clock) : ISessionList
{
    private readonly ConcurrentDictionary<SessionId, ListedSession> _sessions = new();

    public Task AddAsync(ListedSession session)
    {
        _sessions[session.Id] = session;
        RemoveWhere(listed => listed.Ends <= clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ListedSession>> OfAsync(string subject) => Task.FromResult<IReadOnlyList<ListedSession>>(
        [.. _sessions.Values.Where(session => session.Subject == subject && session.Ends > clock.GetUtcNow()).OrderByDescending(session => session.Started)]);

    public Task SawAsync(SessionId session, DateTimeOffset seen)
    {
        if (_sessions.TryGetValue(session, out var known))
        {
            _sessions.TryUpdate(session, known with { Seen = seen }, known);
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(SessionId session)
    {
        _sessions.TryRemove(session, out _);
        return Task.CompletedTask;
    }

    public Task RemoveAllAsync(string subject)
    {
        RemoveWhere(session => session.Subject == subject);
        return Task.CompletedTask;
    }

    private void RemoveWhere(Func<ListedSession, bool> isOver)
    {
        foreach (var session in _sessions.Where(entry => isOver(entry.Value)))
        {
            _sessions.TryRemove(session);
        }
    }
}
