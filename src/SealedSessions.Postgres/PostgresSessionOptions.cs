using System.Text.RegularExpressions;
using Npgsql;

namespace SealedSessions.Postgres;

/// <summary>Where revocations and successors are kept, and how.</summary>
public sealed partial class PostgresSessionOptions
{
    /// <summary>The schema unless another is chosen.</summary>
    /// <value>sealed_sessions</value>
    public const string DefaultSchema = "sealed_sessions";

    internal static readonly TimeSpan LongestCaching = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The database, on its primary server and not behind a pooler that pools transactions. Null where <see cref="DataSource"/> is set or where
    /// a data source is registered with the services.
    /// </summary>
    /// <value>null</value>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// A data source of the application, for passwords that change or other settings of its own. It is not disposed of with the store. Set
    /// <c>Enlist=false</c>, or a revocation inside a TransactionScope is undone with it, and a statement_timeout of the role, or a statement
    /// that waits for a lock keeps its connection.
    /// </summary>
    /// <value>null</value>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>The schema of the tables: 1 to 48 lower-case letters, digits and underscores, the first no digit. Several applications may share it if they share sessions.</summary>
    /// <value><see cref="DefaultSchema"/></value>
    public string Schema { get; set; } = DefaultSchema;

    /// <summary>Whether schema and tables are created where they are missing, also while running. If not, run <see cref="PostgresSchema.Script"/> yourself.</summary>
    /// <value>true</value>
    public bool CreatesSchema { get; set; } = true;

    /// <summary>
    /// How long the answer that a session is not revoked is kept, from zero to one minute. A revocation drops it at once on all nodes that
    /// hear of it; what is not heard of, because the network or the server fails, is at most this old.
    /// </summary>
    /// <value><see cref="TimeSpan.Zero"/>: every check asks the database</value>
    public TimeSpan CacheFor { get; set; }

    /// <summary>How long the server may be silent before it is asked whether it still tells of revocations.</summary>
    internal TimeSpan ListenerKeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>All that is wrong with the options, each with its remedy.</summary>
    internal IEnumerable<string> Faults()
    {
        if (DataSource is null && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return "UsePostgres has no connection string. Put one into the configuration and set PostgresSessionOptions.ConnectionString, "
                + "for example to builder.Configuration.GetConnectionString(\"Sessions\"), or register an NpgsqlDataSource.";
        }
        else if (DataSource is not null && !string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return "UsePostgres has both a connection string and a data source. Set one of PostgresSessionOptions.ConnectionString and DataSource.";
        }
        else if (DataSource is null && !IsConnectionString(ConnectionString!))
        {
            // Not repeated: it may hold a password.
            yield return "The connection string of UsePostgres cannot be read, or names no host. Write PostgresSessionOptions.ConnectionString like "
                + "Host=db.example;Database=sessions;Username=shop.";
        }

        if (!SchemaName().IsMatch(Schema ?? ""))
        {
            yield return $"PostgresSessionOptions.Schema is '{Schema}'. Use 1 to 48 lower-case letters, digits and underscores, the first no digit.";
        }

        if (CacheFor < TimeSpan.Zero || CacheFor > LongestCaching)
        {
            yield return $"PostgresSessionOptions.CacheFor is {CacheFor}. Set it between zero and {LongestCaching.TotalMinutes} minute.";
        }
    }

    [GeneratedRegex(@"^[a-z_][a-z0-9_]{0,47}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex SchemaName();

    private static bool IsConnectionString(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
}
