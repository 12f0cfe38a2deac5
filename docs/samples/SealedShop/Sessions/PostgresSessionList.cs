using Npgsql;
using SealedSessions;
using SealedShop.Storage;

namespace SealedShop.Sessions;

public sealed class PostgresSessionList(ShopDatabase database, TimeProvider clock) : ISessionList
{
    public async Task AddAsync(ListedSession session)
    {
        await database.ExecuteAsync(
            "INSERT INTO shop.listed_session (id, subject, kind, description, started, seen, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            session.Id.ToHex(), session.Subject, session.Kind, session.Description, session.Started, session.Seen, session.Ends);
        await database.ExecuteAsync("DELETE FROM shop.listed_session WHERE ends <= $1", clock.GetUtcNow());
    }

    public async Task<IReadOnlyList<ListedSession>> OfAsync(string subject) => await database.QueryAsync(
        "SELECT id, subject, kind, description, started, seen, ends FROM shop.listed_session WHERE subject = $1 AND ends > $2 ORDER BY started DESC",
        Read,
        subject, clock.GetUtcNow());

    public Task SawAsync(SessionId session, DateTimeOffset seen) =>
        database.ExecuteAsync("UPDATE shop.listed_session SET seen = $2 WHERE id = $1", session.ToHex(), seen);

    public Task RemoveAsync(SessionId session) => database.ExecuteAsync("DELETE FROM shop.listed_session WHERE id = $1", session.ToHex());

    public Task RemoveAllAsync(string subject) => database.ExecuteAsync("DELETE FROM shop.listed_session WHERE subject = $1", subject);

    private static ListedSession Read(NpgsqlDataReader row) => new(
        SessionId.TryParse(row.GetString(0), out var id) ? id : default,
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetFieldValue<DateTimeOffset>(6));
}
