using Npgsql;

namespace SealedSessions.Testing;

/// <summary>A PostgreSQL server of the installed version. What it stores is kept over stops and starts.</summary>
public sealed class PostgresServer : LocalServer
{
    private const string Superuser = "postgres";

    private readonly Account _account = Account.OfPostgres!;

    private PostgresServer()
    {
    }

    /// <summary>Of the database that is always there.</summary>
    public string ConnectionString => ConnectionStringTo(Superuser);

    // No file is forced to disk and there is no socket but TCP: the data does not outlive the test.
    private protected override IEnumerable<string> Command =>
    [
        .. _account.Prefix, Program("postgres"), "-D", "data", "-p", $"{Port}", "-k", "", "-h", "127.0.0.1",
        "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off",
        "-c", "max_connections=200", "-c", "log_min_messages=warning",
    ];

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> LaunchAsync()
    {
        Require.Postgres();
        var server = new PostgresServer();
        try
        {
            await server._account.OwnAsync(server.Folder).ConfigureAwait(false);
            await server.Folder.RunAsync(
            [
                .. server._account.Prefix, Program("initdb"), "-D", "data", "-U", Superuser,
                "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C",
            ]).ConfigureAwait(false);
            await server.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes an empty database, in place of one of this name, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        await ExecuteAsync($"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)").ConfigureAwait(false);
        await ExecuteAsync($"CREATE DATABASE {quoted}").ConfigureAwait(false);
        return ConnectionStringTo(name);
    }

    /// <summary>Runs a statement in the database of <see cref="ConnectionString"/>, over a connection of its own.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled(ConnectionString));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>The same database over a proxy in front of this server.</summary>
    public static string Through(TcpProxy proxy, string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Port = proxy.Port }.ConnectionString;

    private protected override async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(ConnectionString));
            await connection.OpenAsync().ConfigureAwait(false);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Program(string name) => Path.Combine(InstalledPrograms.Postgres!, name);

    private static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    // Without asking for encryption first, which the server does not offer and which costs a round trip.
    private string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Superuser,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
