namespace SealedSessions.Postgres;

/// <summary>The tables, for teams that change their databases themselves and let the application change only rows.</summary>
public static class PostgresSchema
{
    /// <summary>
    /// The SQL that creates what is missing; running it again changes nothing. The application's role then needs USAGE on the schema and
    /// SELECT, INSERT, UPDATE and DELETE on its tables, and <see cref="PostgresSessionOptions.CreatesSchema"/> may be false.
    /// </summary>
    /// <param name="schema">1 to 48 lower-case letters, digits and underscores, the first no digit.</param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> is anything else.</exception>
    public static string Script(string schema = PostgresSessionOptions.DefaultSchema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return PostgresSessionOptions.SchemaName().IsMatch(schema)
            // CREATE SCHEMA IF NOT EXISTS wants the right to create schemas also of the owner of one that exists.
            ? $"""
            DO $$ BEGIN IF to_regnamespace('"{schema}"') IS NULL THEN CREATE SCHEMA "{schema}"; END IF; END $$;
            CREATE TABLE IF NOT EXISTS "{schema}".revoked_session (id bytea PRIMARY KEY, until timestamptz NOT NULL);
            CREATE INDEX IF NOT EXISTS revoked_session_until ON "{schema}".revoked_session (until);
            CREATE TABLE IF NOT EXISTS "{schema}".revoked_subject (hash bytea PRIMARY KEY, before timestamptz NOT NULL, until timestamptz NOT NULL);
            CREATE TABLE IF NOT EXISTS "{schema}".revoked_key (id bytea PRIMARY KEY, until timestamptz NOT NULL);
            CREATE TABLE IF NOT EXISTS "{schema}".revocation_epoch (single boolean PRIMARY KEY DEFAULT true CHECK (single), current bigint NOT NULL, first bigint NOT NULL);
            CREATE UNLOGGED TABLE IF NOT EXISTS "{schema}".session_successor (session bytea, generation bigint, token bytea NOT NULL, until timestamptz NOT NULL, PRIMARY KEY (session, generation));
            CREATE INDEX IF NOT EXISTS session_successor_until ON "{schema}".session_successor (until);
            """
            : throw new ArgumentException("A schema is named with 1 to 48 lower-case letters, digits and underscores, the first no digit.", nameof(schema));
    }
}
