using SealedSessions;

namespace SealedShop.Sessions;

/// <summary>A session that a customer can see and end.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Subject">Whose it is.</param>
/// <param name="Kind">Shop, back office or assistant.</param>
/// <param name="Description">In words: which browser, or which assistant.</param>
/// <param name="Started">When it began, or its owner last gave the password.</param>
/// <param name="Seen">When it was last used, to five minutes.</param>
/// <param name="Ends">When it ends, however busy it is.</param>
public sealed record ListedSession(SessionId Id, string Subject, string Kind, string Description, DateTimeOffset Started, DateTimeOffset Seen, DateTimeOffset Ends);

/// <summary>The sessions of all customers. Only a list: whether a session is good is asked of the runtime.</summary>
public interface ISessionList
{
    Task AddAsync(ListedSession session);

    /// <summary>A subject's sessions, the newest first.</summary>
    Task<IReadOnlyList<ListedSession>> OfAsync(string subject);

    Task SawAsync(SessionId session, DateTimeOffset seen);

    Task RemoveAsync(SessionId session);

    Task RemoveAllAsync(string subject);
}
