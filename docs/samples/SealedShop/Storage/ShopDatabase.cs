using Npgsql;

namespace SealedShop.Storage;

/// <summary>The shop's PostgreSQL database, which all nodes share. Without a connection string everything is in memory and there is no such service.</summary>
public sealed class ShopDatabase(NpgsqlDataSource source)
{
    private const string Tables = """
        CREATE SCHEMA IF NOT EXISTS shop;
        CREATE TABLE IF NOT EXISTS shop.account (
            id text PRIMARY KEY, name text NOT NULL, email text NOT NULL, password_hash text NOT NULL, role text NOT NULL, is_disabled boolean NOT NULL DEFAULT false);
        CREATE UNIQUE INDEX IF NOT EXISTS account_email ON shop.account (lower(email));
        CREATE TABLE IF NOT EXISTS shop.listed_session (
            id text PRIMARY KEY, subject text NOT NULL, kind text NOT NULL, description text NOT NULL,
            started timestamptz NOT NULL, seen timestamptz NOT NULL, ends timestamptz NOT NULL);
        CREATE INDEX IF NOT EXISTS listed_session_subject ON shop.listed_session (subject);
        CREATE TABLE IF NOT EXISTS shop.basket_line (owner text, product text, quantity int NOT NULL, PRIMARY KEY (owner, product));
        CREATE TABLE IF NOT EXISTS shop.wish (owner text, product text, PRIMARY KEY (owner, product));
        CREATE TABLE IF NOT EXISTS shop.placed_order (
            number int GENERATED ALWAYS AS IDENTITY (START 1001) PRIMARY KEY, owner text NOT NULL, ticket text NOT NULL,
            email text NOT NULL, address text NOT NULL, total numeric(10, 2) NOT NULL, UNIQUE (owner, ticket));
        CREATE TABLE IF NOT EXISTS shop.audit_event (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, kind text NOT NULL,
            purpose text NOT NULL, session text NOT NULL, subject text NOT NULL, reason text NOT NULL);
        CREATE TABLE IF NOT EXISTS shop.data_protection_key (name text PRIMARY KEY, xml text NOT NULL);
        """;

    /// <summary>Makes what is missing. Nodes may start at once: one makes the tables, the others wait for it.</summary>
    public async Task CreateTablesAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var lockOut = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('SealedShop'))", connection);
        await lockOut.ExecuteNonQueryAsync();
        await using var create = new NpgsqlCommand(Tables, connection);
        await create.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Runs a statement with $1, $2, …</summary>
    /// <returns>How many rows it has changed.</returns>
    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks with $1, $2, …</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await rows.ReadAsync())
        {
            found.Add(read(rows));
        }

        return found;
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
