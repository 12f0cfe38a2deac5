using SealedSessions;

namespace SealedShop.Sessions;

/// <summary>Ends sessions from the server's side and takes them off the list.</summary>
public sealed class SessionEnding(SessionRevoker revoker, ISessionList sessions)
{
    /// <summary>Ends one of a subject's own sessions; somebody else's stays.</summary>
    public async Task EndAsync(string subject, SessionId session)
    {
        if ((await sessions.OfAsync(subject)).Any(listed => listed.Id == session))
        {
            await revoker.RevokeSessionAsync(session);
            await sessions.RemoveAsync(session);
        }
    }

    /// <summary>Ends all of a subject's sessions: in the shop, in the back office, and its assistants'.</summary>
    public async Task EndAllAsync(string subject)
    {
        await revoker.RevokeSubjectAsync(subject);
        await sessions.RemoveAllAsync(subject);
    }
}
