using Npgsql;
using SealedShop.Storage;

namespace SealedShop.Features.Accounts;

public sealed class PostgresAccounts(ShopDatabase database) : IAccountStore
{
    private const string Select = "SELECT id, name, email, password_hash, role, is_disabled FROM shop.account ";

    public async Task<IReadOnlyList<ShopUser>> AllAsync() => await database.QueryAsync(Select + "ORDER BY id", Read);

    public async Task<ShopUser?> FindAsync(string id) => (await database.QueryAsync(Select + "WHERE id = $1", Read, id)).SingleOrDefault();

    public async Task<ShopUser?> FindByEmailAsync(string email) =>
        (await database.QueryAsync(Select + "WHERE lower(email) = lower($1)", Read, email)).SingleOrDefault();

    public async Task<bool> UpdateAsync(ShopUser user)
    {
        try
        {
            await database.ExecuteAsync(
                "UPDATE shop.account SET name = $2, email = $3, password_hash = $4, is_disabled = $5 WHERE id = $1",
                user.Id, user.Name, user.Email, user.PasswordHash, user.IsDisabled);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static ShopUser Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Email = row.GetString(2),
        PasswordHash = row.GetString(3),
        Role = row.GetString(4),
        IsDisabled = row.GetBoolean(5),
    };
}
